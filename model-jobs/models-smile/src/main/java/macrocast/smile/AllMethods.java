package macrocast.smile;

import java.util.List;
import macrocast.models.Methods;

/** All methods that a build has, in a fixed order. */
public final class AllMethods {
    private AllMethods() {}

    /** The methods of this module and of the one it stands on that compete in every run. */
    public static Methods standard() {
        return Methods.standard().with(new ForestMethod());
    }

    /** Those and the ones that a run has to name. */
    public static Methods every() {
        return Methods.every().with(new ForestMethod()).withOnDemand(List.of(new BoostMethod()));
    }
}
