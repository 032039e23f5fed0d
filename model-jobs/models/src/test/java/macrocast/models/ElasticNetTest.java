package macrocast.models;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class ElasticNetTest implements MethodContract {
    @Override
    public Method method() {
        return PenalisedMethod.elasticNet();
    }

    @Override
    public double precision() {
        return 1e-6;
    }
}
