package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param penalty of the ridge regression, in variances of a regressor
 * @param discount weight of a quarter beside the one after it
 */
record Expenditure(List<Indicator> indicators, double penalty, double discount) {

    /**
     * A monthly series.
     *
     * @param deflator code of its price index; empty where it is in real terms already
     * @param stocks whether its growth counts as a level does elsewhere
     */
    record Indicator(String code, String deflator, boolean stocks) {}

    /**
     * Penalty and discount were set on quarters before 2016Q3 (README, Decisions): 2, for regressors go together and first prints are
     * noisy, and a half-life of eight years, for trends of growth wander (Antolin-Diaz, Drechsel and Petrella, Tracking the slowdown in
     * long-run GDP growth, Review of Economics and Statistics 99, 2017).
     */
    private static final Expenditure UNITED_STATES = new Expenditure(
            List.of(
                    new Indicator("PCEC96", "", false),
                    new Indicator("BOPTEXP", "IQ", false),
                    new Indicator("BOPTIMP", "IR", false),
                    new Indicator("BUSINV", "", true),
                    new Indicator("TTLCONS", "PCEPI", false),
                    new Indicator("AMDMVS", "", false),
                    new Indicator("RSAFS", "CPIAUCSL", false),
                    new Indicator("INDPRO", "", false),
                    new Indicator("PAYEMS", "", false),
                    new Indicator("GACDFSA066MSFRBPHI", "", false)),
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
