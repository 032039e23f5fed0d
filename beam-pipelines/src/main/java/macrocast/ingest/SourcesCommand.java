package macrocast.ingest;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
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
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about sources: which there are, whether their catalogues are sound, what a series would load and why
 * not, and how far each source is.
 */
final class SourcesCommand {
    private static final int ROWS_SHOWN = 5;

    private final SortedSet<String> codes;
    private final Map<String, String> environment;
    private final PrintStream out;

    SourcesCommand(SortedSet<String> codes, Map<String, String> environment, PrintStream out) {
        this.codes = codes;
        this.environment = environment;
        this.out = out;
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
        if (verb.equals("list") && more == 1 && codes.contains(arguments.get(1))) {
            return Optional.of(list(Catalogue.of(arguments.get(1))));
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
        return Optional.empty();
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
        } catch (ConfigurationException | IOException e) {
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
        SourceIngest source = Main.source(key.source())
                .orElseThrow(() -> new ConfigurationException(key.source() + " is no source, there are " + codes));
        Catalogue catalogue = source.catalogue();
        Optional<Series> series = catalogue.series(key.code());
        if (series.isEmpty()) {
            out.println(key + " is not in the catalogue of " + key.source()
                    + ": its rows would go to quarantine. It has " + alike(catalogue, key.code()));
            return ExitCode.CONFIGURATION;
        }
        out.println(key + ": " + series.get().title() + ", " + series.get().unit() + ", "
                + series.get().frequency().name().toLowerCase(Locale.ROOT));
        Trial trial = new Trial(source.parser(Instant.EPOCH.plusSeconds(FAR_AWAY)), key.code());
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        if (!input.equals(SourceIngest.LIVE)) {
            WholeFiles.matching(input).forEach(trial::read);
        } else {
            LiveSource live = LiveSource.of(catalogue, environment);
            Optional<String> request = catalogue.request(key.code()).filter(one -> one.startsWith("/"));
            if (request.isPresent()) {
                trial.read(live.get(request.get()));
            } else {
                source.fetch(live, trial::read);
            }
        }
        return trial.report(out);
    }

    /** A moment after every period, so that a trial refuses none for being in the future of when it was first seen. */
    private static final long FAR_AWAY = 7_000_000_000L;

    private static String alike(Catalogue catalogue, String code) {
        String start = code.substring(0, Math.min(2, code.length()));
        List<String> alike = catalogue.series().stream()
                .map(series -> series.key().code())
                .filter(one -> one.startsWith(start))
                .limit(10)
                .toList();
        return alike.isEmpty() ? catalogue.series().size() + " others" : String.join(", ", alike);
    }

    /** What bodies hold of one series. */
    private static final class Trial {
        private final RowParser parser;
        private final String code;
        private final List<String> unreadable = new ArrayList<>();
        private final Map<RejectReason, List<String>> rejected = new TreeMap<>();
        private final Map<SkipReason, Integer> skipped = new TreeMap<>();
        private final List<SourceRow> accepted = new ArrayList<>();
        private int bodies;
        private int others;

        Trial(RowParser parser, String code) {
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
                if (reject.series().isEmpty() || code.startsWith(reject.series())) {
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
        Table table = new AnalystStore(Database.fromEnvironment(environment)).named("source_status", Map.of());
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
