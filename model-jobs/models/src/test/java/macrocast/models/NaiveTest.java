package macrocast.models;

class NaiveTest implements MethodContract {
    @Override
    public Method method() {
        return RandomWalkMethod.naive();
    }
}
