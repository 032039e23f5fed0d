package macrocast.models;

class LassoTest implements MethodContract {
    @Override
    public Method method() {
        return PenalisedMethod.lasso();
    }

    @Override
    public double precision() {
        return 1e-6;
    }
}
