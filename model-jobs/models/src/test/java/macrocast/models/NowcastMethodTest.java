package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class NowcastMethodTest implements MethodContract {
    @Override
    public Method method() {
        return PoolMethod.nowcast();
    }

    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
    }

    @Override
    public boolean followsShift() {
        return false;
    }

    @Override
    public double precision() {
        return 1e-4;
    }

    /** The bridge is weighed by its errors with as many months as are known now, not with those that are known today of the past. */
    @Test
    void weighsTheBridgeByTheMonthsThatAreKnown() {
        double few = bridge(0);
        double all = bridge(3);
        assertThat(all).isGreaterThan(few).isGreaterThan(0.7).isLessThan(0.75);
    }

    private double bridge(int monthsKnown) {
        List<Double> weights = ((Pool) MethodContract.trained(
                        method(), MixedEconomy.of(1, monthsKnown).target()))
                .weights();
        return weights.get(1);
    }

    @Test
    void companionsEndAsLongAfterTheSeriesAsTheyDo() {
        TrainingSet now = MixedEconomy.of(1, 2).target();
        TrainingSet then = now.earlier(4);
        assertThat(then.origin()).isEqualTo(now.origin().plus(-4));
        for (int i = 0; i < now.companions().size(); i++) {
            TrainingSet before = then.companions().get(i);
            TrainingSet after = now.companions().get(i);
            int periods = 4 * after.season() / now.season();
            assertThat(before.origin()).isEqualTo(after.origin().plus(-periods));
            assertThat(before.values()).isEqualTo(after.values().subList(0, after.size() - periods));
        }
    }
}
