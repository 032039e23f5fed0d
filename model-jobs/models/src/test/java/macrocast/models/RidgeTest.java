package macrocast.models;

import org.junit.jupiter.api.Tag;

@Tag("slow")
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
