package macrocast.jdemetra;

import macrocast.domain.Transform;
import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.Methods;

class CleanRecipeTest implements MethodContract {
    @Override
    public Method method() {
        return JdemetraMethods.addedTo(Methods.every()).named("clean-ar");
    }

    /** The order that {@code ar} chooses depends on the unit where changes are not those of logarithms. */
    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
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
