package macrocast.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the accuracy of the methods on the datasets, prints it, and writes every figure to a table. */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        description = "Measures the accuracy of the methods on real data and writes every figure to a table.")
public final class Main implements Callable<Integer> {
    private static final int USAGE = 2;
    private static final int NOT_READY = 3;

    @Option(names = "--only", split = ",", description = "datasets to measure; else all")
    private List<String> only = new ArrayList<>();

    @Option(names = "--data", description = "NAME=PATH: a folder or file in place of the usual one of a dataset")
    private Map<String, Path> data = new LinkedHashMap<>();

    @Option(names = "--output", description = "the table to write; default: ${DEFAULT-VALUE}")
    private Path output = Path.of("target", "accuracy.csv");

    @Option(names = "--threads", description = "fits at once; else one per processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final List<Dataset> datasets;
    private final PrintStream out;

    Main(List<Dataset> datasets, PrintStream out) {
        this.datasets = List.copyOf(datasets);
        this.out = out;
    }

    public static void main(String[] args) {
        List<Dataset> datasets = List.of(new RealTime(), new Competition(), new UsMonthly(), new Nowcast());
        System.exit(new CommandLine(new Main(datasets, System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> known = datasets.stream().map(Dataset::name).toList();
        List<String> unknown = Stream.concat(only.stream(), data.keySet().stream())
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "There is no dataset %s, known are %s%n",
                    String.join(", ", unknown),
                    String.join(", ", known));
            return USAGE;
        }
        List<Figure> figures = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (!only.isEmpty() && !only.contains(dataset.name())) {
                continue;
            }
            Path place = data.getOrDefault(dataset.name(), dataset.usualPlace());
            if (Files.exists(place)) {
                figures.addAll(dataset.measure(place, threads, out));
            } else {
                absent.add(dataset.name());
                out.printf(Locale.ROOT, "%s is not measured: there is no %s%n", dataset.name(), place);
            }
        }
        write(figures);
        out.printf(Locale.ROOT, "%d figures in %s%n", figures.size(), output);
        return absent.isEmpty() ? 0 : NOT_READY;
    }

    private void write(List<Figure> figures) throws IOException {
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(
                output,
                Stream.concat(Stream.of(Figure.HEADER), figures.stream().map(Figure::line))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
