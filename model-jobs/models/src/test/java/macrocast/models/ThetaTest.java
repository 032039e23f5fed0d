package macrocast.models;

class ThetaTest implements MethodContract {
    @Override
    public Method method() {
        return new ThetaMethod();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    // The search for alpha stops early.
    @Override
    public double precision() {
        return 1e-6;
    }
}
