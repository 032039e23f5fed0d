package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import org.junit.jupiter.api.Test;

class QuantileTrackerTest {
    private static final Period START = new Period(Frequency.QUARTERLY, LocalDate.of(2000, 1, 1));
    private static final double NORMAL = Normal.quantile(0.9);

    private static PastError past(int quarter, double score) {
        return new PastError(START.plus(quarter), score, 1);
    }

    private static double reach(List<PastError> errors, int step) {
        return QuantileTracker.reach(errors, step, 0.8, NORMAL, 20);
    }

    @Test
    void withoutErrorsItIsNormal() {
        assertThat(reach(List.of(), 1)).isEqualTo(NORMAL);
    }

    @Test
    void aMissWidensByATenthOfTheReachLessWhatAHitNarrows() {
        assertThat(reach(List.of(past(0, 3)), 1)).isCloseTo(NORMAL + 0.1 * NORMAL * 0.8, within(1e-12));
        assertThat(reach(List.of(past(0, 0.5)), 1)).isCloseTo(NORMAL - 0.1 * NORMAL * 0.2, within(1e-12));
    }

    @Test
    void anErrorMovesNoIntervalMadeBeforeItWasKnown() {
        // Four steps ahead: when the second forecast is made a quarter later, the first miss is not known, so a score
        // of 1.5 misses.
        double four = reach(List.of(past(0, 3), past(1, 1.5)), 4);
        assertThat(four).isCloseTo(NORMAL + 2 * 0.1 * NORMAL * 0.8, within(1e-12));
        // One step ahead it is known, and 1.35 is a hit.
        double one = reach(List.of(past(0, 3), past(1, 1.35)), 1);
        assertThat(one).isCloseTo(NORMAL + 0.1 * NORMAL * 0.8 - 0.1 * NORMAL * 0.2, within(1e-12));
    }

    @Test
    void oneCrisisMakesNoLaterMissCostMore() {
        List<PastError> calm = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calm.add(past(i, i % 5 == 0 ? 2 : 1));
        }
        List<PastError> crisis = new ArrayList<>(calm);
        crisis.set(20, past(20, 100));
        assertThat(reach(crisis, 1)).isCloseTo(reach(calm, 1), within(0.2));
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        List<PastError> errors = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            errors.add(past(i, Math.abs(random.nextGaussian())));
        }
        double reach = reach(errors, 3);
        Collections.reverse(errors);
        assertThat(reach(errors, 3)).isEqualTo(reach);
    }

    @Test
    void coversInTheLongRunThoughTheModelIsTooSureOfItself() {
        // Errors wander between calm and wild years, three times as large as the model thinks.
        Random random = new Random(11);
        List<PastError> errors = new ArrayList<>();
        int inside = 0;
        for (int i = 0; i < 400; i++) {
            double score = 3 * Math.abs(random.nextGaussian()) * (i / 20 % 2 == 0 ? 0.5 : 1.5);
            if (i >= 40) {
                inside += score <= reach(errors, 1) ? 1 : 0;
            }
            errors.add(past(i, score));
        }
        assertThat(inside / 360.0).isCloseTo(0.8, within(0.03));
    }
}
