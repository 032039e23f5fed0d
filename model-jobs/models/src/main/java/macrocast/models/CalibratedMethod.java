package macrocast.models;

import java.util.List;
import java.util.SortedMap;
import macrocast.domain.Frequency;

/**
 * A method whose uncertainty is held against its own errors at earlier origins of the same series (Tashman,
 * Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16, 2000): fits {@link Rescaled}.
 *
 * <p>The method is fitted again to the values up to some earlier origins. At each, the squared errors of what came until
 * the true origin, over the variances that the model gave them, have a mean that is 1 for a model that knows its
 * errors. The squared factor is the mean over these origins and {@value #PRIOR_ORIGINS} imagined ones at which errors
 * were {@value #PRIOR_FACTOR} times as large as said: models choose their form by the values that they then forecast, and say
 * too little of it. Both constants were chosen on the learning parts of M3 with their own last horizons held out.
 */
public final class CalibratedMethod extends WrappingMethod {
    private static final double PRIOR_FACTOR = 1.5;
    private static final int PRIOR_ORIGINS = 8;

    /** Origins go back over this many horizons, four to a horizon. */
    private static final int HORIZONS = 2;

    private static final int PER_HORIZON = 4;

    /** An error beyond ten sigmas is a break, and not a matter of sigmas. */
    private static final double MOST_SQUARE = 100;

    CalibratedMethod(String name, String title, Method inner) {
        super(name, title, inner);
    }

    /**
     * A method under its own name with its uncertainty held against its errors at earlier origins: for a series of which one
     * version is known, so that no errors of replayed vintages say how far its intervals have to reach.
     */
    public static Method of(Method method) {
        return method instanceof CalibratedMethod
                ? method
                : new CalibratedMethod(method.name(), method.title(), method);
    }

    /** The method {@code smooth-mean}: the calibrated mean of the four smoothing methods that err most differently. */
    public static CalibratedMethod smoothMean() {
        return new CalibratedMethod(
                "smooth-mean",
                "Mean of four smoothing methods",
                new CombinationMethod(
                        "smooth-mean-as-is",
                        List.of(
                                EtsMethod.textbook(),
                                new ComplexSmoothingMethod(),
                                DynamicThetaMethod.optimised(),
                                DynamicThetaMethod.dynamic())));
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = super.settings();
        settings.put("prior_factor", Double.toString(PRIOR_FACTOR));
        settings.put("prior_origins", Integer.toString(PRIOR_ORIGINS));
        return settings;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        return inner().fit(data).within(model -> new Rescaled(Basis.of(this, data), factor(data), model));
    }

    /** The horizons that the M competitions judge. */
    private static int horizon(Frequency frequency) {
        return switch (frequency) {
            case ANNUAL -> 6;
            case QUARTERLY -> 8;
            case MONTHLY -> 18;
            case WEEKLY -> 13;
            case DAILY -> 14;
        };
    }

    private double factor(TrainingSet data) {
        int horizon = horizon(data.origin().frequency());
        int apart = (horizon + PER_HORIZON / 2) / PER_HORIZON;
        double[] values = data.transformed();
        double sum = PRIOR_ORIGINS * PRIOR_FACTOR * PRIOR_FACTOR;
        int origins = PRIOR_ORIGINS;
        for (int back = apart; back <= HORIZONS * horizon; back += apart) {
            int length = values.length - back;
            if (length < minimumLength(data.origin().frequency())
                    || !(inner().fit(data.earlier(back)) instanceof Training.Trained(FittedModel model))) {
                break;
            }
            int steps = Math.min(back, horizon);
            Trajectory path = model.trajectory(steps);
            double squares = 0;
            int known = 0;
            for (int step = 1; step <= steps; step++) {
                // A model without errors says nothing of how large they are.
                if (path.sigma(step) > 0) {
                    double error = (values[length + step - 1] - path.mean(step)) / path.sigma(step);
                    squares += Math.min(error * error, MOST_SQUARE);
                    known++;
                }
            }
            if (known > 0) {
                sum += squares / known;
                origins++;
            }
        }
        return StrictMath.sqrt(sum / origins);
    }
}
