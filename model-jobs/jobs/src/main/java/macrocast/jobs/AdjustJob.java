package macrocast.jobs;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import macrocast.domain.Adjustment;
import macrocast.domain.DataVersion;
import macrocast.domain.Observation;
import macrocast.domain.PeriodValue;
import macrocast.domain.Series;
import macrocast.domain.Series.Attributes;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.Vintage;
import macrocast.jdemetra.SeasonalAdjustment;
import macrocast.jdemetra.SeasonalAdjustment.Adjusted;
import macrocast.jdemetra.SeasonalAdjustment.Outcome;
import macrocast.jdemetra.SeasonalAdjustment.Policy;
import macrocast.jdemetra.SeasonalAdjustment.Values;
import macrocast.registry.Bundle;
import macrocast.store.LoadRequest;
import macrocast.store.LoadStore;
import macrocast.store.LoadSummary;
import macrocast.store.Payload;
import macrocast.store.StageRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Takes season and calendar out of series, and publishes what is left as derived series of the source {@code
 * macrocast_sa}.
 *
 * <p>One load per call, through the door that every source uses: its payloads are the documents that say what was adjusted
 * and how, kept in blob storage. The same data, moment and settings are the same load, so calling again adds nothing.
 */
@Command(
        name = "adjust",
        mixinStandardHelpOptions = true,
        description = "Takes season and calendar out of series and publishes them as derived series.")
final class AdjustJob extends JobCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AdjustJob.class);

    static final Source SOURCE = new Source(
            "macrocast_sa",
            "Seasonally adjusted by macrocast",
            "that of the series adjusted",
            "https://github.com/jdemetra/jdplus-main");

    @Option(
            names = "--as-of",
            required = true,
            description = "only what was known by then counts, such as 2025-12-31T00:00:00Z; else MACROCAST_AS_OF")
    private Instant asOf;

    @Option(names = "--series", split = ",", required = true, description = "source/code, such as ons/ABMI")
    private List<SeriesKey> series = List.of();

    @Option(names = "--method", defaultValue = "x13", description = "x13 or tramo-seats (default: x13)")
    private String method;

    @Option(
            names = "--specification",
            description = "of JDemetra+, by its name; else RSA5 for x13, RSAfull for tramo-seats")
    private Optional<String> specification = Optional.empty();

    @Option(
            names = "--policy",
            defaultValue = "partial-concurrent",
            description = "current, partial-concurrent or concurrent (default: partial-concurrent)")
    private String policy;

    @Option(
            names = "--identified-as-of",
            description = "the model is identified on what was known by then; else the first of January before --as-of")
    private Optional<Instant> identifiedAsOf = Optional.empty();

    AdjustJob(JobEnvironment environment, PrintStream out) {
        super("adjust", environment, out);
    }

    @Override
    Optional<Instant> asOf() {
        return Optional.of(asOf);
    }

    /** One series with all that its adjustment depends on, and what came of it. */
    private record Made(Series input, Vintage vintage, Vintage identified, Adjusted adjusted) {}

    @Override
    void work(Rooms rooms, Summary summary) {
        SeasonalAdjustment.Method algorithm = word(SeasonalAdjustment.Method.class, "--method", method);
        Policy revision = word(Policy.class, "--policy", policy);
        String named = specification.orElse(algorithm.specifications().getLast());
        if (!algorithm.specifications().contains(named)) {
            throw JobFailure.usage("--specification of %s is one of %s, was: %s"
                    .formatted(method, String.join(", ", algorithm.specifications()), named));
        }
        DataVersion version = version(rooms, asOf);
        DataVersion identified =
                revision == Policy.CONCURRENT ? version : version(rooms, identifiedAsOf.orElse(newYear(asOf)));
        List<Made> made = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Series input : wanted(rooms)) {
            Vintage vintage = rooms.observations().vintage(version, input.key());
            Vintage before = rooms.observations().vintage(identified, input.key());
            if (vintage.values().isEmpty() || before.values().isEmpty()) {
                refused.add("%s has no values as of %s".formatted(input.key(), identified.asOf()));
                continue;
            }
            switch (SeasonalAdjustment.adjust(algorithm, named, revision, values(before), values(vintage))) {
                case Outcome.Done(Adjusted adjusted) -> made.add(new Made(input, vintage, before, adjusted));
                case Outcome.Refused(String reason) -> refused.add(input.key() + " " + reason);
            }
        }
        refused.forEach(reason -> LOG.warn("Not adjusted: {}", reason));
        if (made.isEmpty()) {
            throw JobFailure.notReady("No series could be adjusted: %s".formatted(String.join("; ", refused)));
        }
        LoadSummary load = publish(rooms, version, identified, named, made);
        summary.put("source", SOURCE.code())
                .put("as_of", asOf)
                .put("identified_as_of", identified.asOf())
                .put("adjusted", made.size())
                .put("refused", refused)
                .put("load_id", load.loadId())
                .put("already_published", load.alreadyPublished())
                .put("read", load.read())
                .put("written", load.written())
                .put("unchanged", load.unchanged())
                .put("quarantined", load.quarantined());
    }

    private LoadSummary publish(
            Rooms rooms, DataVersion version, DataVersion identified, String named, List<Made> made) {
        LoadStore loads = rooms.loads();
        loads.register(
                SOURCE, made.stream().map(one -> derived(one.input(), named)).toList());
        List<Payload> payloads = new ArrayList<>();
        List<Adjustment> adjustments = new ArrayList<>();
        Map<String, Made> byPayload = new LinkedHashMap<>();
        for (Made one : made) {
            String model = Summary.write(model(one.adjusted()));
            String diagnostics = Summary.write(diagnostics(one.adjusted()));
            Adjustment adjustment = new Adjustment(
                    key(one.input(), named),
                    one.input().key(),
                    version,
                    identified,
                    method,
                    named,
                    policy,
                    SeasonalAdjustment.LIBRARY,
                    one.vintage().sha256(),
                    one.identified().sha256(),
                    model,
                    diagnostics);
            byte[] document = document(adjustment, one).getBytes(StandardCharsets.UTF_8);
            String sha256 = Bundle.sha256(document);
            payloads.add(new Payload(
                    sha256,
                    rooms.blobs()
                            .put("adjustments/" + sha256 + ".json", document)
                            .toString(),
                    adjustment.series().toString(),
                    document.length,
                    "application/json"));
            adjustments.add(adjustment);
            byPayload.put(sha256, one);
        }
        LoadStore.Load load = loads.open(
                new LoadRequest(
                        SOURCE.code(),
                        SeasonalAdjustment.LIBRARY,
                        LoadRequest.Quality.INFERRED,
                        LoadRequest.Precision.SECOND,
                        payloads),
                rooms.jobRunId());
        if (load.published().isPresent()) {
            return load.published().get();
        }
        loads.note(load.loadKey(), adjustments);
        byPayload.forEach((sha256, one) -> {
            List<StageRow> rows = rows(sha256, key(one.input(), named), one);
            loads.stage(load.loadKey(), rows.iterator());
            loads.expect(load.loadKey(), sha256, rows.size(), 0);
        });
        return loads.publish(load.claim());
    }

    /** An adjusted value is known from the moment on as of which it was made. */
    private List<StageRow> rows(String sha256, SeriesKey key, Made one) {
        List<PeriodValue> values = one.vintage().gapFreeTail();
        List<StageRow> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(new StageRow(
                    sha256,
                    i + 1L,
                    new Observation(
                            key,
                            values.get(i).period(),
                            asOf,
                            one.adjusted().values().get(i))));
        }
        return rows;
    }

    /** What the load reads: how the series was made and what came of it, the same bytes for the same data and settings. */
    private String document(Adjustment adjustment, Made one) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("series", adjustment.series().toString());
        document.put("input", adjustment.input().toString());
        document.put("as_of", asOf);
        document.put("input_sha256", adjustment.inputSha256());
        document.put("identified_sha256", adjustment.identifiedSha256());
        document.put("method", adjustment.method());
        document.put("specification", adjustment.specification());
        document.put("policy", adjustment.policy());
        document.put("library", adjustment.library());
        document.put("model", model(one.adjusted()));
        document.put("values", one.adjusted().values());
        return Summary.write(document);
    }

    private static Map<String, Object> model(Adjusted adjusted) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("orders", adjusted.orders());
        model.put("transform", adjusted.logarithm() ? "log" : "level");
        model.put("parameters", adjusted.parameters());
        return model;
    }

    private static List<Map<String, Object>> diagnostics(Adjusted adjusted) {
        List<Map<String, Object>> diagnostics = new ArrayList<>();
        for (SeasonalAdjustment.Diagnostic one : adjusted.diagnostics()) {
            Map<String, Object> entry = new HashMap<>();
            entry.put("category", one.category());
            entry.put("name", one.name());
            one.value().ifPresent(value -> entry.put("value", value));
            entry.put("quality", one.quality());
            diagnostics.add(entry);
        }
        return diagnostics;
    }

    /** One derived series per way of making it, so that none overwrites another. */
    private SeriesKey key(Series input, String named) {
        return new SeriesKey(
                SOURCE.code(),
                "%s.%s.%s.%s.%s"
                        .formatted(
                                input.key().source(),
                                input.key().code(),
                                method,
                                named.toLowerCase(Locale.ROOT),
                                policy));
    }

    private Series derived(Series input, String named) {
        Attributes known = input.attributes();
        return new Series(
                key(input, named),
                input.frequency(),
                input.title() + ", seasonally adjusted",
                input.unit(),
                input.measure(),
                input.transform(),
                false,
                new Attributes(
                        Series.SeasonalAdjustment.ADJUSTED,
                        known.tcode(),
                        known.publicationLagDays(),
                        known.releaseCalendar(),
                        known.category(),
                        known.weekStart(),
                        List.of()));
    }

    private static Values values(Vintage vintage) {
        return new Values(
                vintage.origin(),
                vintage.gapFreeTail().stream().map(PeriodValue::value).toList());
    }

    private List<Series> wanted(Rooms rooms) {
        Map<SeriesKey, Series> known = new HashMap<>();
        rooms.observations().series().forEach(one -> known.put(one.key(), one));
        List<Series> wanted = new ArrayList<>();
        for (SeriesKey key : new TreeSet<>(series)) {
            Series one = known.get(key);
            if (one == null) {
                throw JobFailure.usage("There is no series %s".formatted(key));
            }
            if (key.source().equals(SOURCE.code())) {
                throw JobFailure.usage("%s is seasonally adjusted already".formatted(key));
            }
            wanted.add(one);
        }
        return wanted;
    }

    private static DataVersion version(Rooms rooms, Instant moment) {
        return rooms.observations()
                .dataVersion(moment)
                .orElseThrow(() -> JobFailure.notReady("Nothing is known as of %s".formatted(moment)));
    }

    private static Instant newYear(Instant moment) {
        return moment.atZone(ZoneOffset.UTC)
                .withDayOfYear(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String option, String text) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw JobFailure.usage("%s is one of %s, was: %s".formatted(option, String.join(", ", words), text));
    }
}
