package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;

/**
 * Forecasts by one {@link DynamicFactor} of a target and its companions, months for quarters and with a ragged edge: {@code dfm}.
 *
 * <p>The settings are those of the New York Fed's nowcast (Bok, Caratelli, Giannone, Sbordone and Tambalotti, Macroeconomic nowcasting
 * and forecasting with big data, Annual Review of Economics 10, 2018, section 3 and appendix), as far as data carry no
 * names of blocks: one global factor with one lag, own parts that are autoregressions of order one, EM until the
 * likelihood stands still. Values beyond ten interquartile ranges from the median are taken for missing. Errors of
 * different periods count as independent in the sigmas, which the method's own past errors then correct. Without companions this is
 * {@link BridgeMethod}, an autoregression then.
 */
public final class DynamicFactorMethod implements Method {
    private static final int STEPS = 8;
    private static final int LEAST_QUARTERS = 24;

    @Override
    public String name() {
        return "dfm";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Dynamic factor model";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return true;
    }

    @Override
    public boolean readsMonths() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(
                Map.of("factors", "1", "factor_lags", "1", "own_parts", "ar1", "steps", Integer.toString(STEPS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(LEAST_QUARTERS, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        MixedPanel panel = new MixedPanel(data, LEAST_QUARTERS - 1);
        Columns columns = new Columns(panel);
        if (panel.isAlone() || !columns.areReady()) {
            return switch (new BridgeMethod().fit(data.with(List.of()))) {
                case Training.Trained(DirectPath path) ->
                    new Training.Trained(new DirectPath(
                            Basis.of(this, data),
                            path.last(),
                            path.changes(),
                            path.sigmas(),
                            path.yearSigmas(),
                            path.season()));
                case Training other -> other;
            };
        }
        DynamicFactor model = columns.estimate();
        List<Double> path = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Double> yearSigmas = new ArrayList<>();
        double[] variances = new double[STEPS];
        double level = 0;
        for (int step = 1; step <= STEPS; step++) {
            int at = columns.periodOf(panel.values().length - 1 + step);
            level += columns.mean + columns.deviation * model.expected(at);
            variances[step - 1] = columns.deviation * columns.deviation * model.variance(at);
            path.add(level);
            sigmas.add(root(variances, 0, step));
            yearSigmas.add(root(variances, Math.max(0, step - data.season()), step));
        }
        return new Training.Trained(new DirectPath(
                Basis.of(this, data),
                panel.values()[panel.values().length - 1],
                path,
                sigmas,
                yearSigmas,
                panel.season()));
    }

    private static double root(double[] variances, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += variances[i];
        }
        return StrictMath.sqrt(sum);
    }

    /** The changes of all series, standardised, on one calendar: months where there are any, else the target's own. */
    private static final class Columns {
        private final boolean monthly;
        private final int first;
        private final int periods;

        /** The target first. */
        private final List<double[]> changes = new ArrayList<>();

        private final List<Boolean> slow = new ArrayList<>();
        private double mean;
        private double deviation;

        Columns(MixedPanel panel) {
            monthly = !panel.months().isEmpty();
            int ratio = monthly ? MixedPanel.MONTHS : 1;
            first = ratio * Math.max(0, panel.start() - 1);
            periods = ratio * (panel.values().length + STEPS) - first;
            add(new MixedPanel.Column("", 0, panel.values(), false), monthly);
            panel.peers().forEach(peer -> add(peer, monthly));
            panel.months().forEach(months -> add(months, false));
        }

        private int periodOf(int quarter) {
            return (monthly ? MixedPanel.MONTHS * (quarter + 1) - 1 : quarter) - first;
        }

        private void add(MixedPanel.Column column, boolean isSlow) {
            double[] values = new double[periods];
            Arrays.fill(values, Double.NaN);
            for (int t = column.first() + (column.balance() ? 0 : 1); t < column.end(); t++) {
                int at = isSlow ? periodOf(t) : t - first;
                if (at >= 0 && at < periods) {
                    values[at] = column.at(t) - (column.balance() ? 0 : column.at(t - 1));
                }
            }
            boolean target = changes.isEmpty();
            if (standardise(values, target) || target) {
                changes.add(values);
                slow.add(isSlow);
            }
        }

        /** Takes out the mean and divides by the deviation; false where nothing moves. */
        private boolean standardise(double[] values, boolean target) {
            double[] known =
                    Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
            if (known.length < 2) {
                return false;
            }
            double[] usual = MixedPanel.usual(known);
            double[] kept = Arrays.stream(known)
                    .filter(value -> value >= usual[0] && value <= usual[1])
                    .toArray();
            double centre = Arrays.stream(kept).sum() / kept.length;
            double squares = 0;
            double largest = 0;
            for (double value : kept) {
                squares += (value - centre) * (value - centre);
                largest = Math.max(largest, Math.abs(value));
            }
            double size = StrictMath.sqrt(squares / kept.length);
            if (target) {
                mean = centre;
                deviation = size;
            }
            if (!(size > 1e-9 * largest)) {
                return false;
            }
            for (int t = 0; t < values.length; t++) {
                values[t] = values[t] >= usual[0] && values[t] <= usual[1] ? (values[t] - centre) / size : Double.NaN;
            }
            return true;
        }

        /** Whether the target moves and something else does, too. */
        boolean areReady() {
            return deviation > 0 && changes.size() > 1 && slow.contains(false);
        }

        DynamicFactor estimate() {
            DynamicFactor model = new DynamicFactor(periods);
            FactorPanel guess = new FactorPanel(periods);
            for (int i = 0; i < changes.size(); i++) {
                double[] column = changes.get(i);
                model.add(column, slow.get(i));
                if (!slow.get(i)) {
                    boolean[] known = new boolean[periods];
                    IntStream.range(0, periods).forEach(t -> known[t] = !Double.isNaN(column[t]));
                    guess.add(column, known);
                }
            }
            model.estimate(guess.components(1)[0]);
            return model;
        }
    }
}
