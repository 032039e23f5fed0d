package macrocast.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The decision whose forecasts are published in a band of horizons.
 *
 * <p>The score of a method is the geometric mean over the band of its RMSE divided by that of the yardstick, on the
 * forecasts that all compared methods made. Among the methods that are no worse than any benchmark, the lowest score
 * wins; a benchmark that beats them all wins itself. With fewer than {@value #MINIMUM} common errors at a horizon of the
 * band there is nothing to go by, and the yardstick is published.
 *
 * @param method the champion
 * @param score its score; absent when there was nothing to go by
 * @param benchmarkScore the lowest score of a benchmark
 * @param reason why, with figures, for people
 */
public record Blessing(Band band, String method, OptionalDouble score, OptionalDouble benchmarkScore, String reason) {
    /** The least number of common errors at each horizon. */
    public static final int MINIMUM = 20;

    private record Candidate(String method, double score) {}

    /**
     * Chooses the champion of a band.
     *
     * @param candidates the methods that can be published, benchmarks among them; at least one
     * @param benchmarks the methods that the champion must be no worse than
     * @param preferred the yardstick, {@code ar}; when it is no candidate, the first benchmark that is one
     * @param greatestHorizon that is forecast; a band is judged up to it
     */
    public static Blessing of(
            Band band,
            Scorecard scores,
            Collection<String> candidates,
            List<String> benchmarks,
            String preferred,
            int greatestHorizon) {
        String yardstick = Stream.concat(Stream.of(preferred), Stream.concat(benchmarks.stream(), candidates.stream()))
                .filter(candidates::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no candidates, a choice needs one"));
        int[] judged = IntStream.rangeClosed(band.from(), Math.min(band.to(), greatestHorizon))
                .toArray();
        List<String> rivals = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (String candidate : candidates) {
            int fewest = fewest(scores, List.of(candidate, yardstick), judged);
            if (fewest >= MINIMUM) {
                rivals.add(candidate);
            } else {
                dropped.add(candidate + " " + fewest);
            }
        }
        int fewest = fewest(scores, rivals, judged);
        boolean yardstickErrs = IntStream.of(judged).allMatch(horizon -> scores.rmse(yardstick, horizon, rivals) > 0);
        if (judged.length == 0 || !rivals.contains(yardstick) || fewest < MINIMUM || !yardstickErrs) {
            int has = fewest(scores, List.of(yardstick), judged);
            return new Blessing(
                    band,
                    yardstick,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    yardstick + " by default: it has " + has + " errors at horizons " + range(band, greatestHorizon)
                            + ", all methods together " + fewest + ", a choice needs " + MINIMUM);
        }
        List<Candidate> ranked = rivals.stream()
                .map(method -> new Candidate(method, score(scores, method, yardstick, rivals, judged)))
                // Equal scores are common among methods that coincide; the name makes the choice repeatable.
                .sorted(Comparator.comparingDouble(Candidate::score).thenComparing(Candidate::method))
                .toList();
        Candidate bestBenchmark = ranked.stream()
                .filter(candidate -> benchmarks.contains(candidate.method())
                        || candidate.method().equals(yardstick))
                .findFirst()
                .orElseThrow();
        Candidate best = ranked.getFirst().score() < bestBenchmark.score() ? ranked.getFirst() : bestBenchmark;
        return new Blessing(
                band,
                best.method(),
                OptionalDouble.of(best.score()),
                OptionalDouble.of(bestBenchmark.score()),
                reason(band, greatestHorizon, scores, ranked, best, bestBenchmark, yardstick, rivals, judged, dropped));
    }

    private static int fewest(Scorecard scores, List<String> methods, int[] judged) {
        return IntStream.of(judged)
                .map(horizon -> scores.common(methods, horizon))
                .min()
                .orElse(0);
    }

    private static double score(Scorecard scores, String method, String yardstick, List<String> rivals, int[] judged) {
        double logs = 0;
        for (int horizon : judged) {
            double ratio = scores.rmse(method, horizon, rivals) / scores.rmse(yardstick, horizon, rivals);
            logs += StrictMath.log(ratio) / judged.length;
        }
        return StrictMath.exp(logs);
    }

    private static String reason(
            Band band,
            int greatestHorizon,
            Scorecard scores,
            List<Candidate> ranked,
            Candidate best,
            Candidate bestBenchmark,
            String yardstick,
            List<String> rivals,
            int[] judged,
            List<String> dropped) {
        StringBuilder text = new StringBuilder()
                .append(best.method())
                .append(best.equals(bestBenchmark) ? ", a benchmark that no method beats" : "")
                .append(": RMSE ")
                .append(figure(best.score()))
                .append(" of ")
                .append(yardstick)
                .append("'s at horizons ")
                .append(range(band, greatestHorizon))
                .append(" (geometric mean, ")
                .append(fewest(scores, rivals, judged))
                .append(" or more common errors each; others: ")
                .append(ranked.stream()
                        .filter(candidate -> !candidate.equals(best))
                        .map(candidate -> candidate.method() + " " + figure(candidate.score()))
                        .collect(Collectors.joining(", ")))
                .append(')');
        if (!best.method().equals(yardstick)) {
            text.append("; Diebold-Mariano p ")
                    .append(IntStream.of(judged)
                            .mapToObj(horizon -> scores.difference(best.method(), yardstick, horizon, rivals))
                            .map(test -> test.map(found -> figure(found.p())).orElse("none"))
                            .collect(Collectors.joining(", ")));
        }
        if (!dropped.isEmpty()) {
            text.append("; too few errors (needs ")
                    .append(MINIMUM)
                    .append("): ")
                    .append(String.join(", ", dropped));
        }
        return text.toString();
    }

    private static String range(Band band, int greatestHorizon) {
        return band.from() + " to " + Math.min(band.to(), greatestHorizon);
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
