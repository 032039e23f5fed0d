package macrocast.models;

import java.util.Collections;
import java.util.SortedMap;
import macrocast.domain.Frequency;

/** Fits {@link RandomWalk}: {@code naive} stays at the last value, {@code drift} goes on by the average step. */
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
        return "1";
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
        return Collections.emptySortedMap();
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
        double squares = 0;
        for (int i = 1; i <= moves; i++) {
            double error = values[i] - values[i - 1] - drift;
            squares += error * error;
        }
        double sigma = StrictMath.sqrt(squares / (drifts ? moves - 1 : moves));
        double driftError = drifts ? sigma / StrictMath.sqrt(moves) : 0;
        return new Training.Trained(new RandomWalk(Basis.of(this, data), values[moves], drift, driftError, sigma));
    }
}
