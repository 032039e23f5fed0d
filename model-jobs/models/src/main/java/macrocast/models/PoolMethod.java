package macrocast.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Fits {@link Pool}: the median of its members, their trimmed mean, or a mean weighted by what each did at earlier origins:
 * {@code pool-median}, {@code pool-trimmed}, {@code pool-weighted}, {@code nowcast}.
 *
 * <p>Weights are {@code s / n + (1 - s) m[i] / sum m}, m one over the mean square of the errors that the member made up to so many
 * steps ahead from the last origins of the window (Bates and Granger, The combination of forecasts, Operational Research Quarterly 20, 1969;
 * shrunk towards equal weights as Stock and Watson 2004, section 3.3, do). At each of these origins the member is fitted to the values up to
 * there and to companions that end as long before or after them as they do today, so nothing is weighed by what it was fitted
 * to, and a member that months help is weighed by as many months as there are.
 */
public final class PoolMethod implements Method {
    private final String name;
    private final String title;
    private final Members members;
    private final Recipe recipe;

    /**
     * How members are put together.
     *
     * @param trimmed how many are left out on each side
     * @param years how far back the origins go by which members are weighed; 0 for equal weights
     * @param perYear how many origins there are in a year, at most one per period
     * @param steps how many steps ahead errors count; 0 for a year
     * @param shrink the part of the weights that is equal, 0 to 1
     */
    public record Recipe(int trimmed, int years, int perYear, int steps, double shrink) {}

    public PoolMethod(String name, String title, List<Method> members, Recipe recipe) {
        this.name = name;
        this.title = title;
        this.members = new Members(members);
        this.recipe = recipe;
    }

    private static List<Method> families() {
        return List.of(
                AutoregressionMethod.benchmark(),
                new ThetaMethod(),
                EtsMethod.standard(),
                new VectorAutoregressionMethod(),
                RandomWalkMethod.drift());
    }

    public static PoolMethod median() {
        return new PoolMethod("pool-median", "Median of five families", families(), new Recipe(2, 0, 0, 0, 1));
    }

    public static PoolMethod trimmed() {
        return new PoolMethod("pool-trimmed", "Trimmed mean of five families", families(), new Recipe(1, 0, 0, 0, 1));
    }

    /** Five years of origins, two in each, and half of the weights equal. */
    public static PoolMethod weighted() {
        return new PoolMethod(
                "pool-weighted", "Weighted mean of five families", families(), new Recipe(0, 5, 2, 0, 0.5));
    }

    /**
     * The series' own past beside what its months tell, weighed by what each told of the last twenty quarters' next one when as many
     * months were known: in calm years months tell little that the past does not (Chauvet and Potter, Forecasting output, Handbook of Economic
     * Forecasting 2A, 2013, section 5).
     */
    public static PoolMethod nowcast() {
        return new PoolMethod(
                "nowcast",
                "Weighted mean of autoregression and bridge",
                List.of(AutoregressionMethod.benchmark(), new BridgeMethod()),
                new Recipe(0, 5, 4, 1, 0.5));
    }

    @Override
    public String name() {
        return name;
    }

    /** Changes with any member's. */
    @Override
    public String version() {
        return "2-" + members.version();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return members.readCompanions();
    }

    @Override
    public boolean readsMonths() {
        return members.readMonths();
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "members", members.names(),
                "trimmed", Integer.toString(recipe.trimmed()),
                "window_years", Integer.toString(recipe.years()),
                "origins_a_year", Integer.toString(recipe.perYear()),
                "steps", Integer.toString(recipe.steps()),
                "shrink", String.format(Locale.ROOT, "%s", recipe.shrink())));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return members.minimumLength(frequency);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        return members.fit(data, models -> new Pool(Basis.of(this, data), models, weights(data), recipe.trimmed()));
    }

    private List<Double> weights(TrainingSet data) {
        int count = members.methods().size();
        double[] squares = new double[count];
        int origins = 0;
        int season = data.season();
        int steps = recipe.steps() == 0 ? season : recipe.steps();
        int apart = recipe.perYear() == 0 ? season : Math.max(1, season / recipe.perYear());
        double[] values = data.transformed();
        for (int back = steps; back <= recipe.years() * season; back += apart) {
            int length = values.length - back;
            if (length < minimumLength(data.origin().frequency())) {
                break;
            }
            TrainingSet then = data.earlier(back);
            double[] here = new double[count];
            boolean all = true;
            for (int i = 0; i < count && all; i++) {
                if (members.methods().get(i).fit(then) instanceof Training.Trained(FittedModel model)) {
                    Trajectory path = model.trajectory(steps);
                    for (int step = 1; step <= steps; step++) {
                        double error = values[length + step - 1] - path.mean(step);
                        here[i] += error * error / steps;
                    }
                } else {
                    all = false;
                }
            }
            for (int i = 0; i < count && all; i++) {
                squares[i] += here[i];
            }
            origins += all ? 1 : 0;
        }
        double sum = 0;
        for (double square : squares) {
            sum += square > 0 ? 1 / square : Double.POSITIVE_INFINITY;
        }
        if (origins == 0 || !Double.isFinite(sum)) {
            return Collections.nCopies(count, 1.0 / count);
        }
        List<Double> weights = new ArrayList<>();
        for (double square : squares) {
            weights.add(recipe.shrink() / count + (1 - recipe.shrink()) / square / sum);
        }
        return weights;
    }
}
