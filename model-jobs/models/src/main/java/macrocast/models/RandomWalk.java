package macrocast.models;

import java.util.List;
import java.util.Map;

/**
 * Goes on from the last value in equal steps, of nothing or of the average step so far.
 *
 * <p>The variance after h steps is {@code sigma^2 (h + (h * drift standard error / sigma)^2)}, where the second term is
 * the doubt about the drift itself: with a drift estimated from T steps {@code sigma^2 h (1 + h / T)} (Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, table 5.2).
 *
 * @param last the last value in the scale of the transform
 * @param drift the step
 * @param driftError standard error of the step, 0 when it is not estimated
 * @param sigma standard deviation of one step around the drift
 */
public record RandomWalk(Basis basis, double last, double drift, double driftError, double sigma)
        implements FittedModel {
    static final String FORM = "random-walk";

    static RandomWalk restore(ModelState state) {
        return new RandomWalk(
                state.basis(),
                state.number("last"),
                state.number("drift"),
                state.number("drift_error"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "last", List.of(last),
                        "drift", List.of(drift),
                        "drift_error", List.of(driftError),
                        "sigma", List.of(sigma)));
    }

    @Override
    public Trajectory trajectory(int steps) {
        return Trajectory.of(
                steps, step -> last + drift * step, this::sigmaAt, step -> sigmaAt(Math.min(step, basis.season())));
    }

    private double sigmaAt(int step) {
        return StrictMath.sqrt(sigma * sigma * step + driftError * driftError * step * step);
    }
}
