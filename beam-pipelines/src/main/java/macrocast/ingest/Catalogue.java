package macrocast.ingest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Series;
import macrocast.domain.Series.Attributes;
import macrocast.domain.Series.Base;
import macrocast.domain.Series.SeasonalAdjustment;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.Transform;
import macrocast.store.LoadRequest.Quality;
import org.jspecify.annotations.Nullable;

/**
 * Which series a source has, what they are called and how they are read; data, not code.
 *
 * <p>Read from {@code catalogue/<source>.yaml} on the class path, whose shape {@code catalogue/catalogue.schema.json}
 * says. A row of a series that is not listed goes to quarantine.
 */
public final class Catalogue implements Serializable {
    private static final long serialVersionUID = 2;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What every series has, of its own or from the defaults. */
    private static final List<String> REQUIRED =
            List.of("code", "title", "unit", "frequency", "measure", "transform", "is_target");

    private final Source source;
    private final Quality knownQuality;
    private final @Nullable Interface live;
    private final TreeMap<String, List<Base>> bases = new TreeMap<>();
    private final TreeMap<String, Series> series = new TreeMap<>();
    private final TreeMap<String, String> codes = new TreeMap<>();
    private final TreeMap<String, String> requests = new TreeMap<>();
    private final TreeMap<String, Map<String, String>> expected = new TreeMap<>();
    private final TreeMap<String, String> methods = new TreeMap<>();
    private final TreeMap<String, String> areas = new TreeMap<>();
    private final ArrayList<String> indicators = new ArrayList<>();
    private final ArrayList<Flow> flows = new ArrayList<>();

    private Catalogue(Document document) {
        this.source = document.source().source();
        this.knownQuality = document.source().known();
        this.live = document.live();
        if (document.bases() != null) {
            document.bases().forEach((name, since) -> bases.put(name, inOrder(name, since)));
        }
        for (SeriesEntry entry : orNone(document.series())) {
            add(entry, entry.code(), entry.title());
        }
        for (MethodEntry entry : orNone(document.methods())) {
            methods.put(entry.writtenAs(), entry.method());
        }
        orNone(document.flows()).forEach(entry -> flows.add(entry.flow()));
        Panel panel = document.panel();
        if (panel != null) {
            addPanel(panel);
        }
    }

    /**
     * Reads the catalogue of a source.
     *
     * @param sourceCode names the file, such as {@code world_bank}
     * @throws ConfigurationException when there is none, or it is not sound
     */
    public static Catalogue of(String sourceCode) {
        String path = "/catalogue/" + sourceCode + ".yaml";
        try (InputStream stream = Catalogue.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new ConfigurationException("No catalogue " + path + " on the class path");
            }
            return of(YAML.readTree(stream));
        } catch (IOException e) {
            throw new ConfigurationException("Cannot read the catalogue " + path + ": "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /**
     * The catalogue that a document holds.
     *
     * @throws IOException when the document is none
     * @throws ConfigurationException when it contradicts itself, or a series lacks what every series has: the message names
     *     source, series and attribute
     */
    public static Catalogue of(JsonNode document) throws IOException {
        try {
            JsonNode whole = FlowEntries.writtenOut(document);
            if (whole instanceof ObjectNode object && object.remove("defaults") instanceof ObjectNode defaults) {
                object.path("series").forEach(entry -> fillIn((ObjectNode) entry, defaults));
                object.path("panel").path("indicators").forEach(entry -> fillIn((ObjectNode) entry, defaults));
            }
            requireAttributes(whole, whole.path("series"));
            requireAttributes(whole, whole.path("panel").path("indicators"));
            return new Catalogue(YAML.treeToValue(whole, Document.class));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static void requireAttributes(JsonNode whole, JsonNode entries) {
        for (JsonNode entry : entries) {
            List<String> absent = REQUIRED.stream()
                    .filter(attribute -> entry.path(attribute).asText("").isBlank())
                    .toList();
            if (!absent.isEmpty()) {
                throw new IllegalArgumentException(
                        "The catalogue of " + whole.path("source").path("code").asText() + " says of "
                                + entry.path("code").asText("a series without code") + " no "
                                + String.join(" and no ", absent) + ", needed " + String.join(", ", REQUIRED)
                                + " in its line or in the defaults");
            }
        }
    }

    private static void fillIn(ObjectNode entry, ObjectNode defaults) {
        defaults.properties().forEach(field -> entry.putIfAbsent(field.getKey(), field.getValue()));
    }

    public Source source() {
        return source;
    }

    /** Whether the source dates its vintages itself, or we go by when we saw them or by a rule. */
    public Quality knownQuality() {
        return knownQuality;
    }

    /** Where the source answers requests, when it does. */
    public Optional<Interface> live() {
        return Optional.ofNullable(live);
    }

    /** The series of a code of this source. */
    public Optional<Series> series(String code) {
        return Optional.ofNullable(series.get(code));
    }

    /** The series that the source's bodies call by a name: its {@code written_as}, else its code. */
    public Optional<Series> seriesWritten(String name) {
        return Optional.ofNullable(codes.get(name)).flatMap(this::series);
    }

    /** All series, by code. */
    public List<Series> series() {
        return List.copyOf(series.values());
    }

    /** What the source is asked for a series. */
    public Optional<String> request(String code) {
        return Optional.ofNullable(requests.get(code));
    }

    /**
     * Whether a body speaks of a series in its unit; where the catalogue expects no words, any will do.
     *
     * @param said what the body says, by the name of the field
     */
    public boolean isInItsUnit(String code, Map<String, String> said) {
        return expected.getOrDefault(code, Map.of()).entrySet().stream()
                .allMatch(words -> said.getOrDefault(words.getKey(), "").contains(words.getValue()));
    }

    /** What the source is asked for all series, each question once. */
    public List<String> requests() {
        Stream<String> ofAll = live == null || live.requests() == null ? Stream.of() : live.requests().stream();
        return Stream.concat(ofAll, requests.values().stream()).distinct().toList();
    }

    /** The method whose forecasts the source writes under a name. */
    public Optional<String> method(String writtenAs) {
        return Optional.ofNullable(methods.get(writtenAs));
    }

    /** The code of an area that the source writes under another name. */
    public Optional<String> area(String writtenAs) {
        return Optional.ofNullable(areas.get(writtenAs));
    }

    /** The codes of the panel's indicators, in the order of the catalogue. */
    public List<String> indicators() {
        return List.copyOf(indicators);
    }

    /** The dataflows of an agency. */
    public List<Flow> flows() {
        return List.copyOf(flows);
    }

    /** The flow that a message calls by one of these names. */
    public Optional<Flow> flow(Set<String> names) {
        return flows.stream()
                .filter(flow -> flow.writtenAs().stream().anyMatch(names::contains))
                .findFirst();
    }

    /** The codes of the series of a flow. */
    public List<String> seriesOf(Flow flow) {
        return List.copyOf(series.subMap(flow.code() + ".", flow.code() + "/").keySet());
    }

    private void addPanel(Panel panel) {
        for (AreaEntry area : panel.areas()) {
            String alias = area.writtenAs();
            if (alias != null) {
                areas.put(alias, area.code());
            }
            for (SeriesEntry indicator : panel.indicators()) {
                add(indicator, area.code() + "." + indicator.code(), indicator.title() + ", " + area.title());
            }
        }
        panel.indicators().forEach(indicator -> indicators.add(indicator.code()));
    }

    private void add(SeriesEntry entry, String code, String title) {
        if (series.put(code, entry.under(source.code(), code, title, bases(entry, code))) != null) {
            throw new IllegalArgumentException("The catalogue lists " + source.code() + "/" + code + " twice");
        }
        String name = entry.writtenAs() == null ? code : entry.writtenAs();
        String same = codes.put(name, code);
        if (same != null) {
            throw new IllegalArgumentException("The catalogue of " + source.code() + " says that " + same + " and "
                    + code + " are both written as " + name);
        }
        String request = entry.request();
        if (request != null) {
            requests.put(code, request);
        }
        Map<String, String> expect = entry.expect();
        if (expect != null) {
            expected.put(code, Map.copyOf(expect));
        }
    }

    private List<Base> bases(SeriesEntry entry, String code) {
        String name = entry.bases();
        if (name == null) {
            return List.of();
        }
        List<Base> found = bases.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The catalogue of " + source.code() + " says that " + code
                    + " has the bases " + name + ", needed one of " + bases.keySet());
        }
        return found;
    }

    private List<Base> inOrder(String name, Map<String, BaseEntry> since) {
        List<Base> inOrder = new TreeMap<>(since)
                .entrySet().stream()
                        .map(base -> base.getValue().since(LocalDate.parse(base.getKey())))
                        .toList();
        String last = inOrder.get(inOrder.size() - 1).unit();
        if (last != null) {
            throw new IllegalArgumentException("The catalogue of " + source.code() + " says that the last of the bases "
                    + name + " has the unit " + last + ", needed none: the series say it");
        }
        return inOrder;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /**
     * Where a source answers requests, and how often it may be asked.
     *
     * @param address what every request begins with, such as {@code https://api.worldbank.org}
     * @param alsoHosts others that it may redirect to, or name in an answer
     * @param requestsPerMinute what its terms allow, or less
     * @param key how it is told who asks, when it wants to know
     * @param requests what it is asked beside what the series say
     */
    public record Interface(
            String address,
            @JsonProperty("also_hosts") @Nullable List<String> alsoHosts,
            @JsonProperty("requests_per_minute") int requestsPerMinute,
            @Nullable Key key,
            @Nullable List<String> requests)
            implements Serializable {}

    /**
     * A key that goes into the query of every request, and nowhere else.
     *
     * @param variable of the environment, such as {@code MACROCAST_FRED_API_KEY}
     * @param parameter of the query, such as {@code api_key}
     */
    public record Key(String variable, String parameter, boolean required) implements Serializable {}

    /** The file as it is written, its defaults filled in. */
    private record Document(
            SourceEntry source,
            @JsonProperty("interface") @Nullable Interface live,
            @Nullable Map<String, Map<String, BaseEntry>> bases,
            @Nullable List<SeriesEntry> series,
            @Nullable List<MethodEntry> methods,
            @Nullable Panel panel,
            @Nullable List<Flow.Entry> flows) {}

    /** A base, and the unit of values that have it where it is another one than the series have now. */
    private record BaseEntry(String base, @Nullable String unit) {

        /** Written as text alone. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static BaseEntry of(String base) {
            return new BaseEntry(base, null);
        }

        Base since(LocalDate vintage) {
            return new Base(Vintages.startOf(vintage), base, unit);
        }
    }

    private record SourceEntry(String code, String title, String licence, String homepage, Quality known) {

        Source source() {
            return new Source(code, title, licence, homepage);
        }
    }

    /** Every indicator for every area: {@code <area>.<indicator>}. */
    private record Panel(List<SeriesEntry> indicators, List<AreaEntry> areas) {}

    private record SeriesEntry(
            String code,
            String title,
            String unit,
            Frequency frequency,
            Measure measure,
            Transform transform,
            @JsonProperty("is_target") boolean target,
            @JsonProperty("seasonal_adjustment") @Nullable SeasonalAdjustment seasonalAdjustment,
            @Nullable Integer tcode,
            @JsonProperty("publication_lag_days") @Nullable Integer publicationLagDays,
            @JsonProperty("release_calendar") @Nullable String releaseCalendar,
            @Nullable String category,
            @JsonProperty("week_starts_on") @Nullable String weekStartsOn,
            @JsonProperty("written_as") @Nullable String writtenAs,
            @Nullable String request,
            @Nullable Map<String, String> expect,
            @Nullable String bases) {

        Series under(String sourceCode, String fullCode, String fullTitle, List<Base> since) {
            return new Series(
                    new SeriesKey(sourceCode, fullCode),
                    frequency,
                    fullTitle,
                    unit,
                    measure,
                    transform,
                    target,
                    new Attributes(
                            seasonalAdjustment == null ? SeasonalAdjustment.UNKNOWN : seasonalAdjustment,
                            tcode,
                            publicationLagDays,
                            releaseCalendar,
                            category == null ? "unknown" : category,
                            weekStartsOn == null ? null : DayOfWeek.valueOf(weekStartsOn.toUpperCase(Locale.ROOT)),
                            since));
        }
    }

    private record MethodEntry(@JsonProperty("written_as") String writtenAs, String method) {}

    private record AreaEntry(
            String code,
            String title,
            @JsonProperty("written_as") @Nullable String writtenAs) {}
}
