package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Transform;

/**
 * What tells of a country's expenditure month by month, in real terms: a recipe of {@link BridgeMethod}.
 *
 * <p>That of the United States hears what the Atlanta Fed's GDPNow puts its expenditure together from (Higgins, GDPNow: A model for GDP
 * nowcasting, Federal Reserve Bank of Atlanta Working Paper 2014-7): consumption, exports and imports of goods and services, stocks,
 * construction, shipments of durable goods and retail sales, beside production, payrolls and a survey of manufacturers. The codes
 * are those of FRED. A value in current prices is divided by a price index of its kind, whose last value stands for months that it does
 * not know yet; stocks are heard by their growth, which is the investment that counts.
 *
 * <p>Output is the sum of expenditures, so what is known of them says what output does, each by its share: this is where the regression
 * starts from, and what it learns is the rest.
 *
 * @param outputs codes of the series that the expenditures add up to
 * @param penalty of the ridge regression, in variances of a regressor
 * @param discount weight of a quarter beside the one after it
 */
record Expenditure(Set<String> outputs, List<Indicator> indicators, double penalty, double discount) {

    /**
     * A monthly series.
     *
     * @param deflator code of its price index; empty where it is in real terms already
     * @param stocks whether its growth counts as a level does elsewhere
     * @param share in a year's output, negative where it is taken off; 0 of what is no expenditure
     */
    record Indicator(String code, String deflator, boolean stocks, double share) {}

    /**
     * Shares are those of 2016 (Bureau of Economic Analysis, NIPA table 1.1.10; of construction, shipments and stocks the values of
     * the series over nominal output). Stocks would add four times as much by the identity; they are books, in prices of many months.
     *
     * <p>Penalty and discount were set on quarters before 2016Q3 (README, Decisions): 2, for regressors go together and first prints are
     * noisy, and a half-life of eight years, for trends of growth wander (Antolin-Diaz, Drechsel and Petrella, Tracking the slowdown in
     * long-run GDP growth, Review of Economics and Statistics 99, 2017).
     */
    private static final Expenditure UNITED_STATES = new Expenditure(
            Set.of("GDPC1"),
            List.of(
                    new Indicator("PCEC96", "", false, 0.68),
                    new Indicator("BOPTEXP", "IQ", false, 0.12),
                    new Indicator("BOPTIMP", "IR", false, -0.15),
                    new Indicator("BUSINV", "", true, 0.1),
                    new Indicator("TTLCONS", "PCEPI", false, 0.065),
                    new Indicator("AMDMVS", "PCEPI", false, 0.06),
                    new Indicator("RSAFS", "CPIAUCSL", false, 0),
                    new Indicator("INDPRO", "", false, 0),
                    new Indicator("PAYEMS", "", false, 0),
                    new Indicator("GACDFSA066MSFRBPHI", "", false, 0)),
            2,
            0.98);

    private static final List<Expenditure> RECIPES = List.of(UNITED_STATES);

    /** The recipe of which at least half of the indicators are among a set's companions. */
    static Optional<Expenditure> of(TrainingSet data) {
        return RECIPES.stream()
                .filter(recipe -> 2 * recipe.heard(data).size() >= recipe.indicators.size())
                .findFirst();
    }

    /** The indicators that are among a set's companions, in real terms. */
    List<TrainingSet> heard(TrainingSet data) {
        if (data.origin().frequency() != Frequency.QUARTERLY) {
            return List.of();
        }
        Map<String, TrainingSet> months = new TreeMap<>();
        for (TrainingSet companion : data.companions()) {
            if (companion.origin().frequency() == Frequency.MONTHLY) {
                months.put(companion.series().code(), companion);
            }
        }
        List<TrainingSet> heard = new ArrayList<>();
        for (Indicator indicator : indicators) {
            TrainingSet series = months.get(indicator.code());
            TrainingSet prices = months.get(indicator.deflator());
            if (series == null || (prices == null && !indicator.deflator().isEmpty())) {
                continue;
            }
            TrainingSet real = prices == null ? series : deflated(series, prices);
            if (real.size() > 1) {
                heard.add(indicator.stocks() ? growth(real) : real);
            }
        }
        return heard;
    }

    /**
     * What growth of an indicator adds to that of a set's output, 0 where the set's series is another one. Stocks are heard by their
     * growth in a month, of which a quarter has three.
     */
    double share(TrainingSet data, String code) {
        if (data.transform() != Transform.LOG || !outputs.contains(data.series().code())) {
            return 0;
        }
        return indicators.stream()
                .filter(indicator -> indicator.code().equals(code))
                .mapToDouble(
                        indicator -> indicator.stocks() ? MixedPanel.MONTHS * indicator.share() : indicator.share())
                .sum();
    }

    /** From the first month on whose prices are known; the series itself where there is none. */
    private static TrainingSet deflated(TrainingSet series, TrainingSet prices) {
        Period firstPrice = prices.origin().plus(1 - prices.size());
        int late = Math.max(0, series.origin().plus(1 - series.size()).until(firstPrice));
        List<Double> values = new ArrayList<>();
        for (int i = late; i < series.size(); i++) {
            int at = firstPrice.until(series.origin().plus(i + 1 - series.size()));
            values.add(series.values().get(i) / prices.values().get(Math.min(at, prices.size() - 1)));
        }
        return values.isEmpty()
                ? series
                : new TrainingSet(series.series(), series.origin(), values, series.transform());
    }

    private static TrainingSet growth(TrainingSet stocks) {
        double[] values = stocks.transformed();
        List<Double> growth = new ArrayList<>();
        for (int t = 1; t < values.length; t++) {
            growth.add(values[t] - values[t - 1]);
        }
        return new TrainingSet(stocks.series(), stocks.origin(), growth, Transform.NONE);
    }
}
