package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class ExpenditureTest {
    private static final Period LAST = new Period(Frequency.MONTHLY, LocalDate.of(2020, 5, 1));

    private static TrainingSet months(String code, Period last, double... values) {
        return new TrainingSet(
                new SeriesKey("fred", code), last, Arrays.stream(values).boxed().toList(), Transform.LOG);
    }

    private static TrainingSet quarters(TrainingSet... companions) {
        return new TrainingSet(
                        new SeriesKey("fred", "GDPC1"),
                        new Period(Frequency.QUARTERLY, LocalDate.of(2020, 1, 1)),
                        List.of(1.0, 2.0),
                        Transform.LOG)
                .with(List.of(companions));
    }

    private static TrainingSet[] with(TrainingSet... more) {
        return Stream.concat(
                        Arrays.stream(more),
                        Stream.of("PCEC96", "AMDMVS", "PCEPI", "INDPRO", "PAYEMS")
                                .map(code -> months(code, LAST, 1, 2, 3)))
                .toArray(TrainingSet[]::new);
    }

    @Test
    void isHeardWhereHalfOfItIsThere() {
        assertThat(Expenditure.of(quarters(with()))).isEmpty();
        // Exports without their prices are not heard.
        assertThat(Expenditure.of(quarters(with(months("BOPTEXP", LAST, 1, 2, 3)))))
                .isEmpty();
        assertThat(Expenditure.of(quarters(with(months("BUSINV", LAST, 1, 2, 3)))))
                .isPresent();
    }

    @Test
    void dividesByPricesOfWhichTheLastOneStays() {
        TrainingSet data = quarters(with(months("BOPTEXP", LAST, 10, 20, 30, 40), months("IQ", LAST.plus(-1), 2, 5)));
        TrainingSet exports = Expenditure.of(data).orElseThrow().heard(data).get(1);
        assertThat(exports.series().code()).isEqualTo("BOPTEXP");
        assertThat(exports.origin()).isEqualTo(LAST);
        // Prices begin with the second month.
        assertThat(exports.values()).containsExactly(10.0, 6.0, 8.0);
    }

    @Test
    void hearsStocksByTheirGrowth() {
        TrainingSet data = quarters(with(months("BUSINV", LAST, 100, 110, 99)));
        TrainingSet stocks = Expenditure.of(data).orElseThrow().heard(data).get(1);
        assertThat(stocks.transform()).isEqualTo(Transform.NONE);
        assertThat(stocks.values()).hasSize(2);
        assertThat(stocks.values().get(0)).isCloseTo(StrictMath.log(1.1), within(1e-12));
        assertThat(stocks.values().get(1)).isCloseTo(StrictMath.log(0.9), within(1e-12));
    }

    /** What the recipe does not name moves nothing, and what it names does. */
    @Test
    void theBridgeHearsTheRecipeAlone() {
        TrainingSet economy = MixedEconomy.of(1, 2).target();
        List<String> codes = List.of("other", "PCEC96", "INDPRO", "PAYEMS", "AMDMVS", "BUSINV", "GACDFSA066MSFRBPHI");
        List<TrainingSet> named = new ArrayList<>();
        IntStream.range(0, codes.size()).forEach(i -> {
            TrainingSet months = economy.companions().get(i);
            named.add(new TrainingSet(
                    new SeriesKey("test", codes.get(i)), months.origin(), months.values(), months.transform()));
        });
        TrainingSet all = economy.with(named);
        double told = told(all);
        assertThat(told(economy.with(named.subList(1, named.size())))).isEqualTo(told);
        assertThat(told(economy.with(named.subList(0, named.size() - 1)))).isNotEqualTo(told);
    }

    /**
     * Exports that never moved before rise by a tenth in the quarter that is told: no regression could know what that does, the accounts
     * do, as far as months are known.
     */
    @Test
    void theBridgeStartsFromTheAccounts() {
        double third = 0.12 * StrictMath.log(1.1) / 3;
        for (int known = 0; known <= 3; known++) {
            assertThat(told(output(known, 1.1, "GDPC1")) - told(output(known, 1, "GDPC1")))
                    .as("%s months known", known)
                    .isCloseTo(known * third, within(1e-9));
        }
        assertThat(told(output(3, 1.1, "INCOME")))
                .as("what expenditures do not add up to")
                .isEqualTo(told(output(3, 1, "INCOME")));
    }

    private static TrainingSet output(int known, double rise, String code) {
        TrainingSet economy = MixedEconomy.of(1, known).target();
        List<String> codes = List.of("GACDFSA066MSFRBPHI", "PCEC96", "INDPRO", "PAYEMS", "AMDMVS");
        List<TrainingSet> named = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            TrainingSet months = economy.companions().get(i);
            named.add(new TrainingSet(
                    new SeriesKey("fred", codes.get(i)), months.origin(), months.values(), months.transform()));
        }
        TrainingSet months = named.get(1);
        double[] exports = new double[months.size()];
        Arrays.fill(exports, 100);
        Arrays.fill(exports, exports.length - known, exports.length, 100 * rise);
        named.add(months("BOPTEXP", months.origin(), exports));
        double[] prices = new double[months.size()];
        Arrays.fill(prices, 1);
        named.add(months("IQ", months.origin(), prices));
        named.add(months("PCEPI", months.origin(), prices));
        return new TrainingSet(new SeriesKey("fred", code), economy.origin(), economy.values(), economy.transform())
                .with(named);
    }

    /** The logarithm of the next quarter's level. */
    private static double told(TrainingSet data) {
        return MethodContract.trained(new BridgeMethod(), data).trajectory(1).mean(1);
    }
}
