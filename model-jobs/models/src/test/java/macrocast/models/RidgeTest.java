package macrocast.models;

class RidgeTest implements MethodContract {
    @Override
    public Method method() {
        return PenalisedMethod.ridge();
    }

    @Override
    public double precision() {
        return 1e-6;
    }
}
