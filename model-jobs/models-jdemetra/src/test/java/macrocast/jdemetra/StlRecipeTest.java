package macrocast.jdemetra;

import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.Methods;

class StlRecipeTest implements MethodContract {
    @Override
    public Method method() {
        return JdemetraMethods.addedTo(Methods.every()).named("stl-ets");
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
