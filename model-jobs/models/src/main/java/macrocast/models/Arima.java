package macrocast.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A seasonal ARIMA model with outliers and calendar effects, multiplied out to one difference equation (Box, Jenkins,
 * Reinsel and Ljung, Time Series Analysis, 5th edition, sections 5.1 and 9.1):
 * {@code y[t] = constant + ar[1] y[t-1] + ... + e[t] + ma[1] e[t-1] + ...}, unit roots included.
 *
 * <p>y is the series without outliers and calendar effects, in the scale of the transform. Errors of the sample reach
 * as far ahead as there are moving average terms: those forecasts are stored, the equation alone gives the later ones.
 * Standard deviations come from its responses to one error (section 5.2); parameters are taken as known.
 *
 * @param ar one per lag
 * @param ma one per lag
 * @param constant what is added each period
 * @param past the last values of y, oldest first, as many as there are ar
 * @param leads the first forecasts of y, as many as there are ma
 * @param effects what outliers and calendar add to the forecasts, from step 1 on; nothing after the last one
 * @param outliers the effects found in the past by their kind and first day: {@code AO.2008-10-01} (one period), {@code
 *     LS} (a shift that stays), {@code TC} (a change that fades)
 * @param sigma standard deviation of the errors
 */
public record Arima(
        Basis basis,
        List<Double> ar,
        List<Double> ma,
        double constant,
        List<Double> past,
        List<Double> leads,
        List<Double> effects,
        SortedMap<String, Double> outliers,
        double sigma)
        implements FittedModel {
    static final String FORM = "arima";
    private static final String OUTLIER = "outlier.";

    public Arima {
        ar = List.copyOf(ar);
        ma = List.copyOf(ma);
        past = List.copyOf(past);
        leads = List.copyOf(leads);
        effects = List.copyOf(effects);
        outliers = Collections.unmodifiableSortedMap(new TreeMap<>(outliers));
        if (past.size() != ar.size() || leads.size() != ma.size()) {
            throw new IllegalArgumentException(basis.method() + " has " + past.size() + " values and " + leads.size()
                    + " first forecasts, its equation needs " + ar.size() + " and " + ma.size());
        }
    }

    static Arima restore(ModelState state) {
        SortedMap<String, Double> outliers = new TreeMap<>();
        state.numbers().forEach((name, list) -> {
            if (name.startsWith(OUTLIER)) {
                outliers.put(name.substring(OUTLIER.length()), list.getFirst());
            }
        });
        return new Arima(
                state.basis(),
                state.list("ar"),
                state.list("ma"),
                state.number("constant"),
                state.list("past"),
                state.list("leads"),
                state.list("effects"),
                outliers,
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        Map<String, List<Double>> numbers = new TreeMap<>(Map.of(
                "ar", ar,
                "ma", ma,
                "constant", List.of(constant),
                "past", past,
                "leads", leads,
                "effects", effects,
                "sigma", List.of(sigma)));
        outliers.forEach((name, effect) -> numbers.put(OUTLIER + name, List.of(effect)));
        return ModelState.of(FORM, basis, numbers);
    }

    @Override
    public Trajectory trajectory(int steps) {
        List<Double> path = new ArrayList<>(past);
        double[] means = new double[steps];
        double[] responses = new double[steps];
        for (int i = 0; i < steps; i++) {
            double next = constant;
            double response = i == 0 ? 1 : i <= ma.size() ? ma.get(i - 1) : 0;
            for (int lag = 1; lag <= ar.size(); lag++) {
                next += ar.get(lag - 1) * path.get(path.size() - lag);
                response += lag <= i ? ar.get(lag - 1) * responses[i - lag] : 0;
            }
            path.add(i < leads.size() ? leads.get(i) : next);
            means[i] = path.getLast() + (i < effects.size() ? effects.get(i) : 0);
            responses[i] = response;
        }
        return Trajectory.ofResponses(means, responses, sigma, basis.season());
    }
}
