package macrocast.jdemetra;

import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.Methods;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class X13RecipeTest implements MethodContract {
    @Override
    public Method method() {
        return JdemetraMethods.addedTo(Methods.every()).named("x13-theta");
    }

    @Override
    public boolean followsShift() {
        return false;
    }

    /** Likelihoods are searched until they change little. */
    @Override
    public double precision() {
        return 1e-4;
    }
}
