package macrocast.models;

class DriftTest implements MethodContract {
    @Override
    public Method method() {
        return RandomWalkMethod.drift();
    }
}
