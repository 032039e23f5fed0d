package macrocast.jdemetra;

import java.util.List;
import macrocast.models.Methods;

/** The methods of this module: a run has to name them. */
public final class JdemetraMethods {
    private JdemetraMethods() {}

    /** Other methods, and those of this module. */
    public static Methods addedTo(Methods others) {
        return others.withOnDemand(List.of(new ArimaMethod()));
    }
}
