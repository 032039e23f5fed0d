package macrocast.jdemetra;

import java.util.List;
import macrocast.models.BoxCoxMethod;
import macrocast.models.Decomposition;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.SeasonallyAdjustedMethod;

/** The methods of this module: a run has to name them. */
public final class JdemetraMethods {
    /**
     * What is done to a series before a method sees it, then the method's name: {@code stl-} and {@code x13-} take out the
     * season, {@code clean-} outliers, {@code boxcox-} takes powers. Recipes may stand within recipes.
     */
    private static final List<String> RECIPES = List.of("stl-ets", "x13-theta", "boxcox-ets", "clean-ar");

    private JdemetraMethods() {}

    /** Other methods, and those of this module. */
    public static Methods addedTo(Methods others) {
        Methods known = others.withOnDemand(List.of(new ArimaMethod()));
        return known.withOnDemand(
                RECIPES.stream().map(name -> recipe(name, known)).toList());
    }

    /**
     * The method of a recipe.
     *
     * @throws IllegalArgumentException when neither a recipe nor a method has the name
     */
    static Method recipe(String name, Methods known) {
        int dash = name.indexOf('-');
        if (known.names().contains(name) || dash < 0) {
            return known.named(name);
        }
        String rest = name.substring(dash + 1);
        return switch (name.substring(0, dash)) {
            case "stl" -> adjusted(name, "STL", new StlDecomposition(), recipe(rest, known));
            case "x13" -> adjusted(name, "X-13", new X13Decomposition(), recipe(rest, known));
            case "clean" -> {
                Method inner = recipe(rest, known);
                yield new CleanedMethod(name, inner.title() + ", outliers taken out", inner);
            }
            case "boxcox" -> {
                Method inner = recipe(rest, known);
                yield new BoxCoxMethod(name, inner.title() + " on powers", inner);
            }
            default -> known.named(name);
        };
    }

    private static Method adjusted(String name, String title, Decomposition decomposition, Method inner) {
        return new SeasonallyAdjustedMethod(name, inner.title() + " after " + title, decomposition, inner);
    }
}
