package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Forecasts quarters from months by bridge equations: {@code bridge}.
 *
 * <p>A bridge equation regresses a quarter's growth on what the months of that quarter say (Baffigi, Golinelli and Parigi, Bridge
 * models to forecast the euro area GDP, International Journal of Forecasting 20, 2004). Here one equation per step hears all
 * companions, its coefficients shrunk ({@link PenalisedRegression}), for there are nearly as many companions as quarters (De Mol, Giannone and
 * Reichlin, Forecasting using a large number of predictors, Journal of Econometrics 146, 2008). Months that are not out yet
 * are treated alike in every quarter of the sample (vertical realignment: Marcellino and Schumacher, Factor MIDAS for nowcasting
 * and forecasting with ragged-edge data, Oxford Bulletin of Economics and Statistics 72, 2010): a companion that is known up to the
 * first month of this quarter counts in past quarters as if their later months stayed where the first one was. So the equation knows how
 * much a carry-over is worth.
 *
 * <p>The regressor of a monthly companion is the growth of its mean from the quarter before; a balance has two, its means in this
 * quarter and in the one before, for it may be a change already, such as investment in stocks, whose own change is what counts; of each
 * peer its last change; of the target itself its last two. Values beyond ten interquartile ranges from the median are
 * drawn in to there, and quarters in which the target itself was so far off are left out. Uncertainty is that of the errors by which the
 * penalty was chosen. Without companions this is a direct autoregression.
 *
 * <p>Where the companions are those of a recipe ({@link Expenditure}), the equation hears these alone, as many as there are, and shrinks and
 * discounts as the recipe says. For output it starts from the accounts: what expenditures add to growth by their shares, each as far as
 * its months of the quarter are known (none, a third, two thirds, all), is taken off the target before, and put back afterwards
 * (Higgins 2014 adds up all of it; Baffigi and others 2004 bridge from the supply side and from that of expenditure).
 */
public final class BridgeMethod implements Method {
    private static final int STEPS = 8;
    private static final int OWN_LAGS = 2;
    private static final int LEAST_ROWS = 20;

    /** A year of quarters is judged by the same coefficients. */
    private static final int BLOCK = 4;

    /** The first row has two changes before it. */
    private static final int FIRST_ROW = OWN_LAGS + 1;

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public String title() {
        return "Bridge equations";
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
        return new TreeMap<>(Map.of(
                "penalty", "ridge, that of the recipe or the best in the second half of the sample",
                "own_lags", Integer.toString(OWN_LAGS),
                "steps", Integer.toString(STEPS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(FIRST_ROW + LEAST_ROWS, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        Optional<Expenditure> recipe = Expenditure.of(data);
        MixedPanel panel = recipe.map(known -> MixedPanel.ofAll(data.with(known.heard(data)), FIRST_ROW + LEAST_ROWS))
                .orElseGet(() -> new MixedPanel(data, FIRST_ROW + LEAST_ROWS));
        double[] values = panel.values();
        int quarters = values.length;
        int first = Math.max(FIRST_ROW, panel.start());
        List<Months> months = panel.months().stream()
                .map(column -> Months.of(column, first, quarters))
                .toList();
        double[][] rows = rows(panel, months, first);
        double[] accounts = new double[quarters - first + 1];
        recipe.ifPresent(known -> months.forEach(column -> column.addTo(accounts, known.share(data, column.code()))));
        PenalisedRegression regression = recipe.map(
                        known -> PenalisedRegression.ridge(known.penalty(), known.discount(), BLOCK))
                .orElseGet(() -> new PenalisedRegression(0, BLOCK));
        int steps = Math.max(1, Math.min(STEPS, quarters - first - LEAST_ROWS + 1));
        List<Double> path = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Double> yearSigmas = new ArrayList<>();
        List<PenalisedRegression.Fit> fits = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            double[] targets = new double[quarters - first - step + 1];
            for (int r = 0; r < targets.length; r++) {
                targets[r] = values[first + r + step - 1] - values[first + r - 1];
            }
            double[] usual = MixedPanel.usual(targets);
            for (int r = 0; r < targets.length; r++) {
                targets[r] = targets[r] < usual[0] || targets[r] > usual[1] ? Double.NaN : targets[r] - accounts[r];
            }
            PenalisedRegression.Fit fit = regression.fit(rows, targets, step - 1);
            fits.add(fit);
            path.add(fit.told() + accounts[accounts.length - 1]);
            sigmas.add(Features.deviation(fit.errors(), fit.firstJudged(), null, 0));
            PenalisedRegression.Fit shorter = step > data.season() ? fits.get(step - data.season() - 1) : null;
            yearSigmas.add(Features.deviation(
                    fit.errors(),
                    fit.firstJudged(),
                    shorter == null ? null : shorter.errors(),
                    shorter == null ? 0 : shorter.firstJudged()));
        }
        return new Training.Trained(
                new DirectPath(Basis.of(this, data), values[quarters - 1], path, sigmas, yearSigmas, panel.season()));
    }

    /** Standardised regressors by row; the row of quarter q tells from what was known in it, and the last row is now. */
    private static double[][] rows(MixedPanel panel, List<Months> months, int first) {
        int quarters = panel.values().length;
        List<double[]> columns = new ArrayList<>();
        double[] values = panel.values();
        for (int lag = 1; lag <= OWN_LAGS; lag++) {
            double[] column = new double[quarters - first + 1];
            for (int r = 0; r < column.length; r++) {
                column[r] = values[first + r - lag] - values[first + r - lag - 1];
            }
            columns.add(column);
        }
        for (MixedPanel.Column peer : panel.peers()) {
            int offset = Math.min(0, peer.end() - 1 - quarters);
            double[] column = new double[quarters - first + 1];
            for (int r = 0; r < column.length; r++) {
                int at = Math.max(first + r + offset, peer.first() + 1);
                column[r] = peer.at(at) - peer.at(at - 1);
            }
            columns.add(column);
        }
        for (Months column : months) {
            columns.add(column.now().clone());
            if (column.balance()) {
                columns.add(column.before().clone());
            }
        }
        List<double[]> kept = new ArrayList<>();
        for (double[] column : columns) {
            if (Features.standardise(column)) {
                kept.add(column);
            }
        }
        double[][] rows = new double[quarters - first + 1][kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            for (int r = 0; r < rows.length; r++) {
                rows[r][i] = kept.get(i)[r];
            }
        }
        return rows;
    }

    /**
     * What a monthly companion says of each row's quarter.
     *
     * @param known how many months of the last row's quarter are known, 0 to 3
     * @param now growth of the quarter's mean, or the mean itself of a balance
     * @param before the mean of the quarter before
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Months(String code, boolean balance, int known, double[] now, double[] before) {
        static Months of(MixedPanel.Column months, int first, int quarters) {
            int offset = Math.min(MixedPanel.MONTHS - 1, months.end() - 1 - MixedPanel.MONTHS * quarters);
            double[] now = new double[quarters - first + 1];
            double[] before = new double[now.length];
            for (int r = 0; r < now.length; r++) {
                int quarter = first + r;
                int last = MixedPanel.MONTHS * quarter + offset;
                double mean = mean(months, quarter, last);
                before[r] = mean(months, quarter - 1, last);
                now[r] = months.balance() ? mean : mean - before[r];
            }
            return new Months(months.code(), months.balance(), Math.max(0, offset + 1), now, before);
        }

        /** The mean of a quarter whose months after the last one known stay where that one was. */
        private static double mean(MixedPanel.Column months, int quarter, int last) {
            double sum = 0;
            for (int i = 0; i < MixedPanel.MONTHS; i++) {
                int month = Math.min(MixedPanel.MONTHS * quarter + i, last);
                sum += months.at(Math.max(month, months.first()));
            }
            return sum / MixedPanel.MONTHS;
        }

        /** Adds what the growth of an expenditure, or the change of a balance, adds to output. */
        void addTo(double[] accounts, double share) {
            double weight = share * known / MixedPanel.MONTHS;
            for (int r = 0; r < accounts.length; r++) {
                accounts[r] += weight * (balance ? now[r] - before[r] : now[r]);
            }
        }
    }
}
