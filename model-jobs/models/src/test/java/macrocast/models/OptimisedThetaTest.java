package macrocast.models;

class OptimisedThetaTest implements MethodContract {
    @Override
    public Method method() {
        return DynamicThetaMethod.optimised();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }
}
