package macrocast.models;

import org.junit.jupiter.api.Tag;

@Tag("slow")
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
