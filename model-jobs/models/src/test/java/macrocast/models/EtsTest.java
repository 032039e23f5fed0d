package macrocast.models;

class EtsTest implements MethodContract {
    @Override
    public Method method() {
        return EtsMethod.standard();
    }

    // Multiplicative forms know a zero, so AICc may choose another form after a shift.
    @Override
    public boolean followsShift() {
        return false;
    }
}
