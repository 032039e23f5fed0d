package macrocast.models;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Fits {@link RandomWalk}: {@code naive} stays at the last value, {@code drift} goes on by the average step.
 *
 * <p>The standard deviation is that of usual steps, {@link Jumps} beyond four usual distances cut: how far output fell in a
 * lockdown does not say how far it moves in any quarter after it. What such quarters did to past errors is for the calibration.
 */
public final class RandomWalkMethod implements Method {
    private final boolean drifts;

    private RandomWalkMethod(boolean drifts) {
        this.drifts = drifts;
    }

    public static RandomWalkMethod naive() {
        return new RandomWalkMethod(false);
    }

    public static RandomWalkMethod drift() {
        return new RandomWalkMethod(true);
    }

    @Override
    public String name() {
        return drifts ? "drift" : "naive";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public String title() {
        return drifts ? "Random walk with drift" : "Naive";
    }

    @Override
    public boolean isBenchmark() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("jump_limit", Double.toString(Jumps.LIMIT)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(4, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int moves = values.length - 1;
        double drift = drifts ? (values[moves] - values[0]) / moves : 0;
        double[] usual = Jumps.rare(values, data.season(), Jumps.LIMIT).values();
        double usualDrift = drifts ? (usual[moves] - usual[0]) / moves : 0;
        double squares = 0;
        for (int i = 1; i <= moves; i++) {
            double error = usual[i] - usual[i - 1] - usualDrift;
            squares += error * error;
        }
        double sigma = StrictMath.sqrt(squares / (drifts ? moves - 1 : moves));
        double driftError = drifts ? sigma / StrictMath.sqrt(moves) : 0;
        return new Training.Trained(new RandomWalk(Basis.of(this, data), values[moves], drift, driftError, sigma));
    }
}
