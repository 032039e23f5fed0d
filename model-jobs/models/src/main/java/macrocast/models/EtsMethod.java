package macrocast.models;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final String title;
    private final List<SmoothingForm> forms;
    private final double jumpLimit;

    private EtsMethod(String name, String title, List<SmoothingForm> forms, double jumpLimit) {
        this.name = name;
        this.title = title;
        this.forms = List.copyOf(forms);
        this.jumpLimit = jumpLimit;
    }

    /**
     * The method {@code ets}: trends that fade, and {@link Jumps} beyond four usual distances taken for shifts of the
     * level, of which chance makes one in 16,000.
     */
    public static EtsMethod standard() {
        return new EtsMethod(
                "ets",
                "Exponential smoothing",
                SmoothingForm.admissible(true, true).stream()
                        .filter(form -> form.trend() != Trend.ADDITIVE)
                        .toList(),
                Jumps.LIMIT);
    }

    /** The method {@code ets-textbook}: lasting trends too, and every value taken as it is. */
    public static EtsMethod textbook() {
        return new EtsMethod(
                "ets-textbook",
                "Exponential smoothing, textbook forms",
                SmoothingForm.admissible(true, true),
                Double.POSITIVE_INFINITY);
    }

    /** Simple exponential smoothing of the seasonally adjusted series, {@code ses}. */
    public static Method simple() {
        return adjusted("ses", "Simple exponential smoothing", "A,N,N");
    }

    /** Holt's lasting trend on the seasonally adjusted series, {@code holt}. */
    public static Method holt() {
        return adjusted("holt", "Holt's trend", "A,A,N");
    }

    /** Gardner and McKenzie's fading trend on the seasonally adjusted series, {@code damped}. */
    public static Method damped() {
        return adjusted("damped", "Damped trend", "A,Ad,N");
    }

    private static Method adjusted(String name, String title, String form) {
        return new SeasonallyAdjustedMethod(
                name,
                title,
                new EtsMethod(
                        "ets-" + form.replace(",", "").toLowerCase(Locale.ROOT),
                        title,
                        List.of(SmoothingForm.of(form)),
                        Double.POSITIVE_INFINITY));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "2";
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
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion", "aicc",
                "jump_limit", Double.toString(jumpLimit),
                "forms", forms.stream().map(SmoothingForm::toString).collect(Collectors.joining(" "))));
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
            if (freedom < 1 || !forms.contains(form)) {
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
