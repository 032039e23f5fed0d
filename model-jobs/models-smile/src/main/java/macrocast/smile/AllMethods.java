package macrocast.smile;

import macrocast.models.Methods;

/** All methods that a build has, in a fixed order. */
public final class AllMethods {
    private AllMethods() {}

    /** The methods of this module and of the one it stands on. */
    public static Methods standard() {
        return Methods.standard().with(new ForestMethod());
    }
}
