package macrocast.models;

import java.util.List;
import java.util.Map;

/**
 * A structural time series model: level, slope and season that wander, and noise on top (Harvey, Forecasting, Structural
 * Time Series Models and the Kalman Filter, 1989, section 2.3; Durbin and Koopman, Time Series Analysis by State Space
 * Methods, 2nd edition, 2012, section 3.2).
 *
 * <p>Forecasts and their variances are those of the state space form (Durbin and Koopman, section 4.11): the state of the
 * period after the origin, known with its covariance, goes on by the transition. The variances are taken as known.
 *
 * @param slope whether there is a slope
 * @param season periods in the season, 1 without one
 * @param states level, slope and the last season - 1 seasonal terms, newest first, for the period after the origin
 * @param covariance of the state, row by row
 * @param variances of noise, level, slope and season: what is added each period
 */
public record StructuralModel(
        Basis basis, boolean slope, int season, List<Double> states, List<Double> covariance, List<Double> variances)
        implements FittedModel {
    static final String FORM = "structural";

    public StructuralModel {
        states = List.copyOf(states);
        covariance = List.copyOf(covariance);
        variances = List.copyOf(variances);
        int size = Structure.size(slope, season);
        if (states.size() != size || covariance.size() != size * size || variances.size() != 4) {
            throw new IllegalArgumentException(basis.method() + " has " + states.size() + " states, "
                    + covariance.size() + " covariances and " + variances.size() + " variances, needs " + size + ", "
                    + size * size + " and 4");
        }
    }

    static StructuralModel restore(ModelState state) {
        return new StructuralModel(
                state.basis(),
                state.number("slope") != 0,
                (int) state.number("season"),
                state.list("states"),
                state.list("covariance"),
                state.list("variances"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "slope", List.of(slope ? 1.0 : 0.0),
                        "season", List.of((double) season),
                        "states", states,
                        "covariance", covariance,
                        "variances", variances));
    }

    @Override
    public Trajectory trajectory(int steps) {
        Structure structure = new Structure(slope, season);
        double[] mean = array(states);
        double[] flat = array(covariance);
        double[] added = array(variances);
        int size = mean.length;
        double[][] spread = new double[size][size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(flat, i * size, spread[i], 0, size);
        }
        int year = basis.season();
        double[] means = new double[steps];
        double[] values = new double[steps];
        double[] changes = new double[steps];
        double[][] ahead = new double[steps][];
        for (int step = 0; step < steps; step++) {
            means[step] = structure.observe(mean);
            double[] loaded = structure.observe(spread);
            values[step] = structure.observe(loaded) + added[0];
            ahead[step] = loaded;
            changes[step] = values[step];
            if (step >= year) {
                // How far the base of the year moves together with what comes a year after it.
                double[] together = ahead[step - year].clone();
                for (int i = 0; i < year; i++) {
                    structure.advance(together);
                }
                changes[step] += values[step - year] - 2 * structure.observe(together);
            }
            structure.advance(mean);
            structure.advance(spread);
            structure.disturb(spread, added);
        }
        return Trajectory.of(
                steps,
                step -> means[step - 1],
                step -> StrictMath.sqrt(Math.max(0, values[step - 1])),
                step -> StrictMath.sqrt(Math.max(0, changes[step - 1])));
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
