package macrocast.ingest;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.SourceRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.store.AnalystStore;
import macrocast.store.AnalystStore.Table;
import macrocast.store.Database;
import macrocast.store.Migrations;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about sources: which there are, whether their catalogues are sound, what a series would load and why
 * not, and how far each source is.
 */
final class SourcesCommand {
    private static final int ROWS_SHOWN = 5;
    private static final int NEAREST_SHOWN = 5;

    private final SortedSet<String> codes;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out takes answers
     * @param err says in plain words why a question has none
     */
    SourcesCommand(SortedSet<String> codes, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.codes = codes;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    static String usage() {
        return "Usage: ingest sources list [<source>] | check | try <source/code> [<file pattern or live>] | status";
    }

    /** Runs what the arguments say and returns the exit code; empty when they say nothing that is known. */
    Optional<Integer> run(List<String> arguments) {
        String verb = arguments.isEmpty() ? "" : arguments.get(0);
        int more = arguments.size() - 1;
        if (verb.equals("list") && more == 0) {
            return Optional.of(list());
        }
        if (verb.equals("list") && more == 1) {
            return Optional.of(
                    codes.contains(arguments.get(1))
                            ? list(Catalogue.of(arguments.get(1)))
                            : noSource(arguments.get(1)));
        }
        if (verb.equals("check") && more == 0) {
            return Optional.of(check());
        }
        if (verb.equals("status") && more == 0) {
            return Optional.of(status());
        }
        if (verb.equals("try") && (more == 1 || more == 2) && arguments.get(1).matches("[^/]+/.+")) {
            return Optional.of(
                    attempt(SeriesKey.parse(arguments.get(1)), more == 2 ? arguments.get(2) : SourceIngest.LIVE));
        }
        if (verb.equals("try") && (more == 1 || more == 2)) {
            return Optional.of(withoutSource(arguments.get(1)));
        }
        return Optional.empty();
    }

    private int noSource(String code) {
        err.println(code + " is no source, there are " + String.join(", ", codes));
        return ExitCode.USAGE;
    }

    /** A code alone: says which sources have a series of it, else which series are called much the same. */
    private int withoutSource(String text) {
        List<String> same = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String source : codes) {
            for (Series one : Catalogue.of(source).series()) {
                all.add(one.key().toString());
                if (one.key().code().equalsIgnoreCase(text)) {
                    same.add(one.key().toString());
                }
            }
        }
        err.println(text + " names no source, needed <source>/<code>; "
                + (same.isEmpty()
                        ? "no source has such a series, the nearest are "
                                + String.join(", ", nearest(all, text, key -> key.substring(key.indexOf('/') + 1)))
                        : "there is " + String.join(", ", same)));
        return ExitCode.USAGE;
    }

    private int list() {
        List<List<String>> rows = new ArrayList<>();
        int all = 0;
        for (String code : codes) {
            Catalogue catalogue = Catalogue.of(code);
            all += catalogue.series().size();
            rows.add(List.of(
                    code,
                    String.valueOf(catalogue.series().size()),
                    catalogue.knownQuality().name().toLowerCase(Locale.ROOT),
                    catalogue.live().map(SourcesCommand::access).orElse("files"),
                    catalogue.source().title()));
        }
        print(List.of("source", "series", "known", "asked", "title"), rows);
        out.println(all + " series of " + codes.size() + " sources");
        return ExitCode.DONE;
    }

    private static String access(Catalogue.Interface live) {
        Catalogue.Key key = live.key();
        if (key == null) {
            return "live";
        }
        return "live, " + (key.required() ? "needs " : "better with ") + key.variable();
    }

    private int list(Catalogue catalogue) {
        List<List<String>> rows = new ArrayList<>();
        for (Series series : catalogue.series()) {
            Series.Attributes attributes = series.attributes();
            rows.add(List.of(
                    series.key().toString(),
                    series.frequency().name().toLowerCase(Locale.ROOT),
                    series.unit(),
                    attributes.category(),
                    attributes.tcode() == null ? "" : String.valueOf(attributes.tcode()),
                    series.title()));
        }
        print(List.of("series", "frequency", "unit", "category", "T-code", "title"), rows);
        return ExitCode.DONE;
    }

    private int check() {
        int wrong = 0;
        for (String code : codes) {
            List<String> problems = problems(code);
            if (!problems.isEmpty()) {
                wrong++;
                out.println(code + ": " + String.join("; ", problems));
                continue;
            }
            out.println(code + ": sound");
            Catalogue.Key key =
                    Catalogue.of(code).live().map(Catalogue.Interface::key).orElse(null);
            if (key != null && environment.getOrDefault(key.variable(), "").isEmpty()) {
                out.println(code + ": " + key.variable() + " is not set, "
                        + (key.required() ? "live answers need it" : "live answers are fewer without it"));
            }
        }
        return wrong == 0 ? ExitCode.DONE : ExitCode.CONFIGURATION;
    }

    /** What is wrong with a catalogue: its shape, else what it says. */
    private static List<String> problems(String code) {
        try (InputStream catalogue = resource("/catalogue/" + code + ".yaml")) {
            List<String> problems = CatalogueSchema.problems(new YAMLMapper().readTree(catalogue));
            if (problems.isEmpty()) {
                Catalogue.of(code);
            }
            return problems;
        } catch (IOException | RuntimeException e) {
            // Whatever it is that keeps one from being read, the others are checked.
            return List.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private static InputStream resource(String path) {
        InputStream stream = SourcesCommand.class.getResourceAsStream(path);
        if (stream == null) {
            throw new ConfigurationException("There is no " + path);
        }
        return stream;
    }

    /** Fetches and parses as a load would, and touches neither database nor archive. */
    private int attempt(SeriesKey key, String input) {
        Optional<SourceIngest> known = Main.source(key.source());
        if (known.isEmpty()) {
            return noSource(key.source());
        }
        SourceIngest source = known.get();
        Catalogue catalogue = source.catalogue();
        Optional<Series> series = catalogue.series(key.code());
        if (series.isEmpty()) {
            out.println(key + " is not in the catalogue of " + key.source()
                    + ": its rows would go to quarantine. The nearest are " + alike(catalogue, key.code()));
            return ExitCode.CONFIGURATION;
        }
        out.println(key + ": " + series.get().title() + ", " + series.get().unit() + ", "
                + series.get().frequency().name().toLowerCase(Locale.ROOT));
        Trial trial = new Trial(catalogue, source.parser(Instant.EPOCH.plusSeconds(FAR_AWAY)), key.code());
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        if (!input.equals(SourceIngest.LIVE)) {
            WholeFiles.matching(input).forEach(trial::read);
        } else {
            LiveSource live = LiveSource.of(catalogue, environment);
            source.fetchSeries(key.code(), live, trial::read);
        }
        return trial.report(out);
    }

    /** A moment after every period, so that a trial refuses none for being in the future of when it was first seen. */
    private static final long FAR_AWAY = 7_000_000_000L;

    private static String alike(Catalogue catalogue, String code) {
        List<String> all =
                catalogue.series().stream().map(series -> series.key().code()).toList();
        return String.join(", ", nearest(all, code, one -> one));
    }

    /** The names that need the fewest letters changed, the nearest first. */
    private static List<String> nearest(List<String> names, String wanted, Function<String, String> code) {
        String small = wanted.toLowerCase(Locale.ROOT);
        Map<String, Integer> distances = new HashMap<>();
        names.forEach(name -> distances.put(name, distance(code.apply(name).toLowerCase(Locale.ROOT), small)));
        return names.stream()
                .sorted(Comparator.<String>comparingInt(name -> distances.getOrDefault(name, Integer.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAREST_SHOWN)
                .toList();
    }

    /** Letters to insert, delete or replace to make one text of the other (Levenshtein, 1966). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }

    /** What bodies hold of one series. */
    private static final class Trial {
        private final Catalogue catalogue;
        private final RowParser parser;
        private final String code;
        private final List<String> unreadable = new ArrayList<>();
        private final Map<RejectReason, List<String>> rejected = new TreeMap<>();
        private final Map<SkipReason, Integer> skipped = new TreeMap<>();
        private final List<SourceRow> accepted = new ArrayList<>();
        private int bodies;
        private int others;

        Trial(Catalogue catalogue, RowParser parser, String code) {
            this.catalogue = catalogue;
            this.parser = parser;
            this.code = code;
        }

        void read(Body body) {
            bodies++;
            try {
                parser.parse(body.name(), body.bytes(), this::add);
            } catch (UnreadablePayloadException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }

        private void add(ParsedRow row) {
            if (row instanceof Skipped skip) {
                skipped.merge(skip.reason(), 1, Integer::sum);
            } else if (row instanceof Rejected reject) {
                if (concerns(reject.series())) {
                    rejected.computeIfAbsent(reject.reason(), reason -> new ArrayList<>())
                            .add(reject.rawText());
                } else {
                    others++;
                }
            } else if (row instanceof Accepted accept && code.equals(codeOf(accept.row()))) {
                accepted.add(accept.row());
            } else {
                others++;
            }
        }

        /** Whether a refused row may be of the series: it says no series, its code, or whole parts that its code begins with. */
        private boolean concerns(String said) {
            return said.isEmpty()
                    || code.equals(said)
                    || code.startsWith(said + ".")
                    || catalogue
                            .seriesWritten(said)
                            .map(one -> one.key().code())
                            .equals(Optional.of(code));
        }

        private static @Nullable String codeOf(SourceRow row) {
            if (row instanceof Observation observation) {
                return observation.series().code();
            }
            return row instanceof ForecastByOther forecast ? forecast.series().code() : null;
        }

        int report(PrintStream out) {
            out.println(bodies + " bodies, " + accepted.size() + " rows would be loaded, "
                    + rejected.values().stream().mapToInt(List::size).sum() + " refused, " + others
                    + " rows of other series");
            unreadable.forEach(reason -> out.println("unreadable: " + reason));
            skipped.forEach((reason, count) -> out.println("left out: " + count + " " + reason + " (of all series)"));
            rejected.forEach((reason, raw) -> {
                out.println("refused: " + raw.size() + " " + reason);
                raw.stream().limit(3).forEach(text -> out.println("    " + text));
            });
            for (int i = Math.max(0, accepted.size() - ROWS_SHOWN); i < accepted.size(); i++) {
                out.println("    " + words(accepted.get(i)));
            }
            return unreadable.isEmpty() && !accepted.isEmpty() ? ExitCode.DONE : ExitCode.BAD_DATA;
        }

        private static String words(SourceRow row) {
            if (row instanceof Observation o) {
                return o.period() + " " + (o.withdrawn() ? "withdrawn" : o.value()) + ", known since "
                        + moment(o.knownAt());
            }
            ForecastByOther f = (ForecastByOther) row;
            return f.target() + " " + f.mean() + " by " + f.method() + ", known since " + moment(f.knownAt());
        }

        private static String moment(Instant knownAt) {
            return knownAt.equals(Instant.EPOCH.plusSeconds(FAR_AWAY)) ? "it is first seen" : knownAt.toString();
        }
    }

    private int status() {
        Database database = Database.fromEnvironment(environment);
        Migrations.requireCurrent(database);
        Table table = new AnalystStore(database).named("source_status", Map.of());
        List<List<String>> rows = table.rows().stream()
                .map(row ->
                        row.stream().map(value -> value == null ? "" : value).toList())
                .toList();
        print(table.columns(), rows);
        return ExitCode.DONE;
    }

    private void print(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        List<List<String>> lines = new ArrayList<>(rows);
        lines.add(0, header);
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toList());
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
