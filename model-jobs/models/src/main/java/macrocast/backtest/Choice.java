package macrocast.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which method is published in a band of horizons, and why.
 *
 * <p>One recipe for all series is in use, whatever did best on this one. It is published unless a benchmark beats it by
 * more than luck explains: its score is lower by a factor of {@value #LIMIT} or more, or it is lower and the test of
 * Diebold and Mariano finds the difference at a horizon of the band at {@value #LEVEL}. Then, and for a series that the
 * recipe cannot be fitted to, the methods compete.
 *
 * <p>The score of a method is the geometric mean over the band of its RMSE divided by that of the yardstick, on the
 * forecasts that all compared methods made. Among the methods that are no worse than any benchmark the lowest score
 * wins; a benchmark that beats them all wins itself. With fewer than {@value #MINIMUM} common errors at a horizon of
 * the band there is nothing to go by, and the yardstick is published.
 *
 * @param method the champion
 * @param score its score; absent when there was nothing to go by
 * @param benchmarkScore the lowest score of a benchmark
 * @param reason with figures, for people
 */
public record Choice(Band band, String method, OptionalDouble score, OptionalDouble benchmarkScore, String reason) {
    /** The least number of common errors at each horizon. */
    public static final int MINIMUM = 20;

    /** A recipe whose RMSE is so many times that of a benchmark is beaten, whatever a test says. */
    public static final double LIMIT = 1.1;

    /** Level of the test by which a benchmark that is better by less beats the recipe. */
    public static final double LEVEL = 0.1;

    /**
     * Decides whether the recipe in use is published, and chooses the champion of a band if it is not.
     *
     * @param recipe a method; when it is no candidate, the candidates compete
     */
    public static Choice of(
            Band band,
            Scorecard scores,
            Collection<String> candidates,
            List<String> benchmarks,
            String preferred,
            int greatestHorizon,
            String recipe) {
        if (candidates.contains(recipe) && candidates.contains(preferred)) {
            List<String> compared = Stream.concat(Stream.of(recipe, preferred), benchmarks.stream())
                    .filter(candidates::contains)
                    .distinct()
                    .toList();
            Comparison alone = new Comparison(band, scores, compared, benchmarks, preferred, greatestHorizon);
            if (!alone.isBeaten(recipe)) {
                return alone.recipe(recipe);
            }
        }
        return of(band, scores, candidates, benchmarks, preferred, greatestHorizon);
    }

    /**
     * Chooses the champion of a band among candidates.
     *
     * @param candidates the methods that can be published, benchmarks among them; at least one
     * @param benchmarks the methods that the champion must be no worse than
     * @param preferred the yardstick, {@code ar}; when it is no candidate, the first benchmark that is one
     * @param greatestHorizon that is forecast; a band is judged up to it
     */
    public static Choice of(
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
        return new Comparison(band, scores, candidates, benchmarks, yardstick, greatestHorizon).choice();
    }

    private record Candidate(String method, double score) {
        String figures() {
            return method + " " + figure(score);
        }
    }

    /** The candidates of one band side by side. */
    private static final class Comparison {
        private final Band band;
        private final Scorecard scores;
        private final List<String> benchmarks;
        private final String yardstick;
        private final int[] horizons;
        private final List<String> rivals = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();

        Comparison(
                Band band,
                Scorecard scores,
                Collection<String> candidates,
                List<String> benchmarks,
                String yardstick,
                int greatestHorizon) {
            this.band = band;
            this.scores = scores;
            this.benchmarks = benchmarks;
            this.yardstick = yardstick;
            this.horizons = IntStream.rangeClosed(band.from(), Math.min(band.to(), greatestHorizon))
                    .toArray();
            for (String candidate : candidates) {
                int fewest = fewest(List.of(candidate, yardstick));
                if (fewest >= MINIMUM) {
                    rivals.add(candidate);
                } else {
                    dropped.add(candidate + " " + fewest);
                }
            }
        }

        /** The best candidate, if it beats the benchmarks; else the best benchmark. */
        Choice choice() {
            if (!canJudge()) {
                return byDefault();
            }
            List<Candidate> ranked = ranked();
            Candidate benchmark = bestBenchmark(ranked);
            Candidate best = ranked.getFirst().score() < benchmark.score() ? ranked.getFirst() : benchmark;
            return judged(
                    best,
                    isBenchmark(best.method()) ? ", a benchmark that no method beats: RMSE is " : ": RMSE is ",
                    ranked);
        }

        /** Whether a benchmark is better than the recipe by more than luck explains. */
        boolean isBeaten(String recipe) {
            return canJudge(recipe)
                    && rivals.stream().filter(this::isBenchmark).anyMatch(benchmark -> beats(benchmark, recipe));
        }

        private boolean beats(String benchmark, String recipe) {
            double ratio = score(recipe) / score(benchmark);
            return ratio >= LIMIT
                    || (ratio > 1
                            && IntStream.of(horizons)
                                    .mapToObj(horizon -> scores.difference(benchmark, recipe, horizon, rivals))
                                    .flatMap(Optional::stream)
                                    .anyMatch(test -> test.statistic() < 0 && test.p() <= LEVEL));
        }

        /** The recipe beside the benchmarks. */
        Choice recipe(String recipe) {
            if (canJudge(recipe)) {
                return judged(new Candidate(recipe, score(recipe)), ", the recipe in use: RMSE is ", ranked());
            }
            return new Choice(
                    band,
                    recipe,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    recipe + ", the recipe in use: it and " + yardstick + " have "
                            + fewest(List.of(recipe, yardstick)) + " common errors at a horizon of "
                            + band.from() + " to " + band.to() + ", a judgement needs " + MINIMUM
                            + " and an error to compare with");
        }

        private boolean canJudge(String recipe) {
            return rivals.contains(recipe) && canJudge();
        }

        private boolean canJudge() {
            return fewest(rivals) >= MINIMUM
                    && IntStream.of(horizons).allMatch(horizon -> scores.rmse(yardstick, horizon, rivals) > 0);
        }

        private List<Candidate> ranked() {
            return rivals.stream()
                    .map(method -> new Candidate(method, score(method)))
                    // Methods that coincide have equal scores; the name makes the choice repeatable.
                    .sorted(Comparator.comparingDouble(Candidate::score).thenComparing(Candidate::method))
                    .toList();
        }

        private Candidate bestBenchmark(List<Candidate> ranked) {
            return ranked.stream()
                    .filter(candidate -> isBenchmark(candidate.method()))
                    .findFirst()
                    .orElseThrow();
        }

        private Choice judged(Candidate chosen, String how, List<Candidate> ranked) {
            return new Choice(
                    band,
                    chosen.method(),
                    OptionalDouble.of(chosen.score()),
                    OptionalDouble.of(bestBenchmark(ranked).score()),
                    reason(chosen, how, ranked));
        }

        private Choice byDefault() {
            return new Choice(
                    band,
                    yardstick,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    yardstick + " by default: it has " + fewest(List.of(yardstick)) + " errors at a horizon of "
                            + band.from() + " to " + band.to() + " and the methods in common have " + fewest(rivals)
                            + ", a choice needs " + MINIMUM + " and an error to compare with");
        }

        private boolean isBenchmark(String method) {
            return method.equals(yardstick) || benchmarks.contains(method);
        }

        private int fewest(List<String> methods) {
            return IntStream.of(horizons)
                    .map(horizon -> scores.common(methods, horizon))
                    .min()
                    .orElse(0);
        }

        private double score(String method) {
            double logs = 0;
            for (int horizon : horizons) {
                double ratio = scores.rmse(method, horizon, rivals) / scores.rmse(yardstick, horizon, rivals);
                logs += StrictMath.log(ratio) / horizons.length;
            }
            return StrictMath.exp(logs);
        }

        private String reason(Candidate best, String how, List<Candidate> ranked) {
            StringBuilder text = new StringBuilder(best.method());
            text.append(how).append(figure(best.score())).append(" of that of ").append(yardstick);
            text.append(" at horizons ").append(band.from()).append(" to ").append(horizons[horizons.length - 1]);
            text.append(" (geometric mean, ").append(fewest(rivals)).append(" or more common errors at each");
            ranked.stream()
                    .filter(candidate -> !candidate.equals(best))
                    .map(Candidate::figures)
                    .reduce((left, right) -> left + ", " + right)
                    .ifPresent(others -> text.append("; ").append(others));
            text.append(')');
            if (!best.method().equals(yardstick)) {
                text.append("; Diebold-Mariano p ");
                text.append(IntStream.of(horizons)
                        .mapToObj(horizon -> scores.difference(best.method(), yardstick, horizon, rivals))
                        .map(test -> test.map(found -> figure(found.p())).orElse("unknown"))
                        .collect(Collectors.joining(", ")));
            }
            if (!dropped.isEmpty()) {
                text.append("; not compared for want of ").append(MINIMUM).append(" errors: ");
                text.append(String.join(", ", dropped));
            }
            return text.toString();
        }
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
