package macrocast.jdemetra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.jdemetra.SeasonalAdjustment.Adjusted;
import macrocast.jdemetra.SeasonalAdjustment.Method;
import macrocast.jdemetra.SeasonalAdjustment.Outcome;
import macrocast.jdemetra.SeasonalAdjustment.Policy;
import macrocast.jdemetra.SeasonalAdjustment.Values;
import macrocast.models.MethodContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeasonalAdjustmentTest {
    private static final List<Double> TREND = new ArrayList<>();
    private static final List<Double> MONTHS = new ArrayList<>();

    static {
        Random random = new Random(11);
        double level = StrictMath.log(200);
        for (int t = 0; t < 132; t++) {
            level += 0.003 + 0.004 * random.nextGaussian();
            TREND.add(StrictMath.exp(level));
            MONTHS.add(StrictMath.exp(level + 0.1 * StrictMath.sin(2 * Math.PI * t / 12)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftIsTheSeriesWithoutItsSeason(Method method) {
        Adjusted adjusted = adjusted(method, Policy.CONCURRENT, 132, 132);
        double apart = 0;
        for (int t = 0; t < 132; t++) {
            apart += Math.abs(adjusted.values().get(t) / TREND.get(t) - 1) / 132;
        }
        // The season moves the series by a tenth, the noise by four thousandths a month.
        assertThat(apart).isLessThan(0.005);
        assertThat(adjusted.orders()).endsWith("(0,1,1)");
        assertThat(adjusted.diagnostics())
                .extracting(SeasonalAdjustment.Diagnostic::quality)
                .contains("good");
    }

    @ParameterizedTest
    @EnumSource
    void aCurrentAdjustmentKeepsAllParameters(Method method) {
        Adjusted first = adjusted(method, Policy.CURRENT, 120, 120);
        Adjusted later = adjusted(method, Policy.CURRENT, 120, 132);
        assertThat(later.orders()).isEqualTo(first.orders());
        assertThat(later.parameters()).isEqualTo(first.parameters());
    }

    @ParameterizedTest
    @EnumSource
    void aPartialConcurrentOneKeepsTheFormAndEstimatesAgain(Method method) {
        Adjusted first = adjusted(method, Policy.PARTIAL_CONCURRENT, 120, 120);
        Adjusted later = adjusted(method, Policy.PARTIAL_CONCURRENT, 120, 132);
        assertThat(later.orders()).isEqualTo(first.orders());
        assertThat(later.parameters().keySet()).isEqualTo(first.parameters().keySet());
        assertThat(later.parameters()).isNotEqualTo(first.parameters());
    }

    @Test
    void theUnitDoesNotMatter() {
        List<Double> thousandth = MONTHS.stream().map(value -> value / 1024).toList();
        Adjusted large = adjusted(Method.X13, Policy.CONCURRENT, 132, 132);
        Adjusted small = done(SeasonalAdjustment.adjust(
                Method.X13, "RSA4", Policy.CONCURRENT, values(thousandth, 132), values(thousandth, 132)));
        for (int t = 0; t < 132; t++) {
            assertThat(small.values().get(t) * 1024).isCloseTo(large.values().get(t), within(0.01));
        }
    }

    @Test
    void refusesWhatIsTooShortOrConstantOrNeitherMonthsNorQuarters() {
        assertThat(outcome(values(MONTHS, 35)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo("has 35 values without a gap until 2025-01-01, seasonal adjustment needs 36"));
        assertThat(outcome(values(IntStream.range(0, 60).mapToObj(t -> 5.0).toList(), 60)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .contains("has the same value", "needs"));
        assertThat(outcome(new Values(MethodContract.origin(Frequency.ANNUAL), MONTHS)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo("is annual, seasonal adjustment needs months or quarters"));
    }

    private static Outcome outcome(Values values) {
        return SeasonalAdjustment.adjust(Method.X13, "RSA4", Policy.CURRENT, values, values);
    }

    private static Adjusted adjusted(Method method, Policy policy, int known, int now) {
        List<Double> first = MONTHS.subList(0, known);
        // The earlier vintage ends earlier.
        return done(SeasonalAdjustment.adjust(
                method,
                "RSA4",
                policy,
                new Values(MethodContract.origin(Frequency.MONTHLY).plus(known - now), first),
                values(MONTHS, now)));
    }

    private static Values values(List<Double> all, int length) {
        return new Values(MethodContract.origin(Frequency.MONTHLY), all.subList(0, length));
    }

    private static Adjusted done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Adjusted adjusted) -> adjusted;
            case Outcome.Refused(String reason) -> throw new AssertionError(reason);
        };
    }
}
