package macrocast.models;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;
import macrocast.models.SmoothingForm.Trend;

/**
 * Fits the admissible forms of {@link ExponentialSmoothing} and keeps the one with the lowest AICc (Hyndman, Koehler,
 * Ord and Snyder, Forecasting with Exponential Smoothing, 2008, section 7.2).
 *
 * <p>{@code AICc = criterion + 2 k + 2 k (k + 1) / (n - k - 1)} with k estimated parameters, the variance among them; a
 * form with {@code n - k - 1 < 1} is not tried. A season needs two years of values. Multiplicative forms are tried on
 * positive values in the published scale: in logarithms the additive ones are multiplicative already.
 */
public final class EtsMethod implements Method {
    private final String name;
    private final Set<Trend> trends;
    private final double jumpLimit;

    private EtsMethod(String name, Set<Trend> trends, double jumpLimit) {
        this.name = name;
        this.trends = trends;
        this.jumpLimit = jumpLimit;
    }

    /**
     * The method {@code ets}: trends that fade, and {@link Jumps} beyond four usual distances taken for shifts of the
     * level, of which chance makes one in 16,000.
     */
    public static EtsMethod standard() {
        return new EtsMethod("ets", EnumSet.of(Trend.NONE, Trend.DAMPED), 4);
    }

    /** The method {@code ets-textbook}: lasting trends too, and every value taken as it is. */
    public static EtsMethod textbook() {
        return new EtsMethod("ets-textbook", EnumSet.allOf(Trend.class), Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Exponential smoothing";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion", "aicc",
                "jump_limit", Double.toString(jumpLimit),
                "trends",
                        trends.stream()
                                .map(Trend::name)
                                .collect(Collectors.joining(","))
                                .toLowerCase(Locale.ROOT)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(8, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        Jumps jumps = Jumps.in(data.transformed(), data.season(), jumpLimit);
        double[] values = jumps.values();
        // Additive forms do not care for the zero point; near it their sums lose no digits.
        double[] centred = new double[values.length];
        boolean positive = data.transform() == Transform.NONE && !jumps.found();
        for (int t = 0; t < values.length; t++) {
            centred[t] = values[t] - values[0];
            positive &= values[t] > 0;
        }
        double unit = powerOfTwo(centred);
        int season = data.season();
        boolean seasonal = season > 1 && values.length >= 2 * season;
        double[] scaled = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            scaled[t] = values[t] / unit;
            centred[t] /= unit;
        }
        Map<SmoothingForm, Smoothing> additive = new HashMap<>();
        Smoothing best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (SmoothingForm form : SmoothingForm.admissible(seasonal, positive)) {
            int parameters = form.parameters(season) + 1;
            int freedom = values.length - parameters - 1;
            if (freedom < 1 || !trends.contains(form.trend())) {
                continue;
            }
            Smoothing smoothing;
            if (form.isAdditive()) {
                smoothing = Smoothing.additive(centred, form, season);
                additive.put(form, smoothing);
            } else {
                smoothing = Smoothing.multiplicative(
                        additive.computeIfAbsent(form.additive(), twin -> Smoothing.additive(centred, twin, season)),
                        form,
                        scaled);
            }
            double criterion = smoothing.criterion() + 2.0 * parameters * (1 + (parameters + 1.0) / freedom);
            if (best == null || criterion < lowest) {
                lowest = criterion;
                best = smoothing;
            }
        }
        if (best == null) {
            throw new IllegalStateException(data.series() + " has " + values.length + " values, no form fits them");
        }
        return new Training.Trained(
                best.model(Basis.of(this, data), unit, best.form().isAdditive() ? values[0] + jumps.total() : 0));
    }

    /** A power of two of the size of the movements: dividing by it loses no digit and makes the unit of no account. */
    private static double powerOfTwo(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    }
}
