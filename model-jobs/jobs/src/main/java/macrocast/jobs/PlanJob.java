package macrocast.jobs;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import macrocast.domain.DataVersion;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.models.Methods;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fixes what a run reads and does, and cuts its series into shards. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Fixes what a run reads and does, and cuts its series into shards.")
final class PlanJob extends JobCommand {
    private static final Logger LOG = LoggerFactory.getLogger(PlanJob.class);

    /** Ten years of quarters: beyond them a forecast of ours says nothing. */
    private static final int GREATEST_HORIZON = 40;

    @Option(
            names = "--as-of",
            required = true,
            description = "only what was known by then counts, such as 2025-12-31T00:00:00Z; else MACROCAST_AS_OF")
    private Instant asOf;

    @Option(names = "--series", split = ",", description = "source/code, such as boe/gdpkp; else every target series")
    private List<SeriesKey> series = List.of();

    @Option(names = "--sources", split = ",", description = "only series of these, such as boe; else of every source")
    private List<String> sources = List.of();

    @Option(
            names = "--methods",
            split = ",",
            description = "such as theta,ets; else the standard ones, with 'all' every method")
    private List<String> methods = List.of();

    /** Three years of quarters, as the Bank of England's own evaluation. */
    private static final int USUAL_HORIZON = 12;

    @Option(
            names = "--horizon",
            description = "the greatest, 0 being the first period without a published value (default: 12)")
    private int horizon = USUAL_HORIZON;

    @Option(names = "--shards", defaultValue = "4", description = "into how many parts to cut (default: 4)")
    private int shards;

    @Option(names = "--force", description = "cut a run into shards even when it is published already")
    private boolean force;

    @Option(
            names = "--given",
            description =
                    "SERIES=VALUE,...: a question of what if the series goes like this from the first period without a"
                            + " published value on, in its published unit; for methods that can assume, such as bvar")
    private Map<SeriesKey, String> given = new TreeMap<>();

    private Optional<UUID> runId = Optional.empty();

    PlanJob(JobEnvironment environment, PrintStream out) {
        super("plan", environment, out);
    }

    @Override
    Optional<Instant> asOf() {
        return Optional.of(asOf);
    }

    @Override
    Optional<UUID> runId() {
        return runId;
    }

    @Override
    void work(Rooms rooms, Summary summary) {
        requireBetween("--horizon", horizon, 0, GREATEST_HORIZON);
        requireBetween("--shards", shards, 1, 1000);
        List<Series> registered = rooms.observations().series();
        List<SeriesKey> wanted = wantedSeries(registered);
        RunSettings settings = new RunSettings(horizon, wantedMethods(Rooms.methods()), assumptions(registered));
        settings.methods().forEach(method -> settings.method(Rooms.methods(), method));
        DataVersion version = rooms.observations()
                .dataVersion(asOf)
                .orElseThrow(() -> JobFailure.notReady(
                        "Nothing is known as of %s: no source was loaded that spoke by then, or it lies in the future"
                                .formatted(asOf)));
        boolean official = settings.given().isEmpty()
                && settings.horizon() == USUAL_HORIZON
                && settings.methods().containsAll(Rooms.methods().standardNames())
                && wanted.containsAll(targets(registered));
        ForecastRun run = rooms.forecasts()
                .open(new ForecastRun.Request(
                        version,
                        wanted,
                        settings.json(),
                        environment().codeVersion(),
                        environment().imageDigest(),
                        official));
        List<List<String>> cut = run.published() && !force ? List.of() : cut(run.series(), shards);
        runId = Optional.of(run.runId());
        LOG.info(
                "Run {} forecasts {} series as of {} from loads up to {}{}{}",
                run.runId(),
                wanted.size(),
                asOf,
                version.lastLoad(),
                run.official()
                        ? ""
                        : "; it assumes something or lacks target series, standard methods or horizon 12, so it is no night",
                run.published() ? "; it is published already" : "");
        summary.put("run_id", run.runId())
                .put("as_of", asOf)
                .put("last_load_id", version.lastLoad())
                .put("already_published", run.published())
                .put("official", run.official())
                .put("methods", settings.methods())
                .put("horizon", horizon)
                .put("shards", cut);
    }

    private SortedMap<String, List<Double>> assumptions(List<Series> registered) {
        SortedMap<String, List<Double>> paths = new TreeMap<>();
        given.forEach((key, text) -> {
            if (registered.stream().noneMatch(known -> known.key().equals(key))) {
                throw JobFailure.usage("There is no series %s, --given needs a registered one".formatted(key));
            }
            List<Double> values = new ArrayList<>();
            for (String value : List.of(text.split(",", -1))) {
                try {
                    values.add(Double.valueOf(value.strip()));
                } catch (NumberFormatException e) {
                    throw JobFailure.usage("--given %s has '%s', needs numbers".formatted(key, value));
                }
            }
            if (values.size() > horizon + 1 || values.stream().anyMatch(value -> !Double.isFinite(value))) {
                throw JobFailure.usage("--given %s has %d values, needs at most %d that are finite"
                        .formatted(key, values.size(), horizon + 1));
            }
            paths.put(key.toString(), values);
        });
        return paths;
    }

    private List<SeriesKey> wantedSeries(List<Series> registered) {
        Map<SeriesKey, Series> byKey = new TreeMap<>();
        registered.forEach(known -> byKey.put(known.key(), known));
        if (series.isEmpty()) {
            List<SeriesKey> targets = targets(byKey.values());
            if (targets.isEmpty()) {
                throw JobFailure.notReady("No series is a target yet; load a source first");
            }
            return ofTheSources(targets);
        }
        for (SeriesKey key : series) {
            if (!byKey.containsKey(key)) {
                throw JobFailure.usage("There is no series %s, known are %s".formatted(key, some(byKey)));
            }
        }
        return ofTheSources(new TreeSet<>(series));
    }

    private List<SeriesKey> ofTheSources(Collection<SeriesKey> keys) {
        List<SeriesKey> found = keys.stream()
                .filter(key -> sources.isEmpty() || sources.contains(key.source()))
                .toList();
        if (found.isEmpty()) {
            throw JobFailure.usage("--sources is %s, but the series to forecast come from %s"
                    .formatted(
                            String.join(",", sources),
                            keys.stream().map(SeriesKey::source).distinct().collect(Collectors.joining(","))));
        }
        return found;
    }

    private static List<SeriesKey> targets(Collection<Series> registered) {
        return registered.stream().filter(Series::target).map(Series::key).toList();
    }

    /** Targets first: a source may bring thousands of others. */
    private static String some(Map<SeriesKey, Series> byKey) {
        if (byKey.isEmpty()) {
            return "none; load a source first";
        }
        List<String> names = new ArrayList<>();
        byKey.values().stream()
                .filter(Series::target)
                .forEach(known -> names.add(known.key().toString()));
        byKey.values().stream()
                .filter(known -> !known.target())
                .forEach(known -> names.add(known.key().toString()));
        int shown = Math.min(names.size(), 20);
        String rest = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
        return String.join(", ", names.subList(0, shown)) + rest;
    }

    private List<String> wantedMethods(Methods known) {
        if (methods.isEmpty()) {
            return given.isEmpty() ? known.standardNames() : List.of(Methods.RECIPE);
        }
        if (methods.equals(List.of("all"))) {
            return known.names();
        }
        for (String method : methods) {
            if (!known.names().contains(method)) {
                throw JobFailure.usage(
                        "There is no method %s, known are %s".formatted(method, String.join(", ", known.names())));
            }
        }
        // In the order of the build, so that two ways to say the same make one run.
        return known.names().stream().filter(methods::contains).toList();
    }

    private static List<List<String>> cut(List<SeriesKey> series, int shards) {
        List<String> names = series.stream().map(SeriesKey::toString).toList();
        List<List<String>> cut = new ArrayList<>();
        int parts = Math.min(shards, names.size());
        for (int part = 0; part < parts; part++) {
            cut.add(names.subList(part * series.size() / parts, (part + 1) * series.size() / parts));
        }
        return cut;
    }

    private static void requireBetween(String option, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw JobFailure.usage("%s must lie between %d and %d, was: %d".formatted(option, least, greatest, value));
        }
    }
}
