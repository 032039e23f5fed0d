package macrocast.models;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * A {@link PenalisedRegression} of its own for each step on {@link Features}: {@code ridge}, {@code lasso} and {@code elastic-net}.
 *
 * <p>Direct forecasts as by Medeiros, Vasconcelos, Veiga and Zilberman (Forecasting inflation in a data-rich environment: the
 * benefits of machine learning methods, Journal of Business and Economic Statistics 39, 2021, section 3).
 */
public final class PenalisedMethod implements Method {
    private final String name;
    private final String title;
    private final double share;

    private PenalisedMethod(String name, String title, double share) {
        this.name = name;
        this.title = title;
        this.share = share;
    }

    public static PenalisedMethod ridge() {
        return new PenalisedMethod("ridge", "Ridge regression", 0);
    }

    public static PenalisedMethod lasso() {
        return new PenalisedMethod("lasso", "LASSO", 1);
    }

    public static PenalisedMethod elasticNet() {
        return new PenalisedMethod("elastic-net", "Elastic net", 0.5);
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
    public boolean readsCompanions() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "share_of_absolute_penalty", Double.toString(share),
                "penalty", "forecasting the second half of the sample",
                "steps", Integer.toString(Features.STEPS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Features.minimumLength(frequency.periodsPerYear());
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        Features features = Features.of(data);
        PenalisedRegression regression = new PenalisedRegression(share, data.season() == 1 ? 2 : data.season());
        int steps = features.steps();
        double[] told = new double[steps];
        double[][] errors = new double[steps][];
        int[] firstJudged = new int[steps];
        double[][] rows = features.rows();
        for (int step = 1; step <= steps; step++) {
            PenalisedRegression.Fit fit = regression.fit(rows, features.targets(step), step - 1);
            told[step - 1] = fit.told();
            errors[step - 1] = fit.errors();
            firstJudged[step - 1] = fit.firstJudged();
        }
        return new Training.Trained(features.path(this, data, told, errors, firstJudged));
    }
}
