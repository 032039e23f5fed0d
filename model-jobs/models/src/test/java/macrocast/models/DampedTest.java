package macrocast.models;

class DampedTest implements MethodContract {
    @Override
    public Method method() {
        return EtsMethod.damped();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }
}
