package macrocast.bench;

import java.nio.file.Path;
import java.util.List;

/** Runs all benchmarks, or those that the first argument means, and writes {@code target/bench.csv}. */
final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new LoadBenchmark(),
            new AsofBenchmark(),
            new LatestForecastBenchmark(),
            new ParseBenchmark(),
            new NightBenchmark(),
            new FitBenchmark(),
            new ReplayBenchmark());

    private Bench() {}

    public static void main(String[] args) throws Exception {
        String wanted = args.length == 0 ? "" : args[0];
        List<Benchmark> chosen =
                ALL.stream().filter(benchmark -> benchmark.isMeantBy(wanted)).toList();
        if (chosen.isEmpty()) {
            System.err.println("No benchmark is called " + wanted + "; there are "
                    + ALL.stream().map(Benchmark::name).toList());
            System.exit(2);
        }
        Results results = new Results(Path.of("target", "bench.csv"));
        for (Benchmark benchmark : chosen) {
            benchmark.run(results::add);
        }
    }
}
