package macrocast.models;

class SimpleSmoothingTest implements MethodContract {
    @Override
    public Method method() {
        return EtsMethod.simple();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }
}
