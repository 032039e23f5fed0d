package macrocast.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Which series a source has, what they are called and how they are read; data, not code.
 *
 * <p>Read from {@code catalogue/<source>.yaml} on the class path, whose shape {@code catalogue/catalogue.schema.json}
 * says. A row of a series that is not listed goes to quarantine.
 */
public final class Catalogue implements Serializable {
    private static final long serialVersionUID = 1;

    private final Source source;
    private final TreeMap<String, Series> series = new TreeMap<>();
    private final TreeMap<String, String> methods = new TreeMap<>();
    private final TreeMap<String, String> areas = new TreeMap<>();
    private final ArrayList<String> indicators = new ArrayList<>();

    private Catalogue(Document document) {
        this.source = document.source();
        for (SeriesEntry entry : orNone(document.series())) {
            add(entry.under(source.code(), entry.code(), entry.title()));
        }
        for (MethodEntry entry : orNone(document.methods())) {
            methods.put(entry.writtenAs(), entry.method());
        }
        Panel panel = document.panel();
        if (panel != null) {
            addPanel(panel);
        }
    }

    /**
     * Reads the catalogue of a source.
     *
     * @param sourceCode names the file, such as {@code world_bank}
     */
    public static Catalogue of(String sourceCode) {
        String path = "/catalogue/" + sourceCode + ".yaml";
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream stream = Catalogue.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("No catalogue " + path + " on the class path");
            }
            return new Catalogue(yaml.readValue(stream, Document.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue " + path, e);
        }
    }

    public Source source() {
        return source;
    }

    /** The series of a code of this source. */
    public Optional<Series> series(String code) {
        return Optional.ofNullable(series.get(code));
    }

    /** All series, by code. */
    public List<Series> series() {
        return List.copyOf(series.values());
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

    private void addPanel(Panel panel) {
        for (AreaEntry area : panel.areas()) {
            String alias = area.writtenAs();
            if (alias != null) {
                areas.put(alias, area.code());
            }
            for (SeriesEntry indicator : panel.indicators()) {
                add(indicator.under(
                        source.code(), area.code() + "." + indicator.code(), indicator.title() + ", " + area.title()));
            }
        }
        panel.indicators().forEach(indicator -> indicators.add(indicator.code()));
    }

    private void add(Series entry) {
        if (series.put(entry.key().code(), entry) != null) {
            throw new IllegalArgumentException("The catalogue lists " + entry.key() + " twice");
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The file as it is written. */
    private record Document(
            Source source,
            @Nullable List<SeriesEntry> series,
            @Nullable List<MethodEntry> methods,
            @Nullable Panel panel) {}

    /** Every indicator for every area: {@code <area>.<indicator>}. */
    private record Panel(List<SeriesEntry> indicators, List<AreaEntry> areas) {}

    private record SeriesEntry(
            String code,
            String title,
            String unit,
            Frequency frequency,
            Measure measure,
            Transform transform,
            @JsonProperty("is_target") boolean target) {

        Series under(String sourceCode, String fullCode, String fullTitle) {
            return new Series(
                    new SeriesKey(sourceCode, fullCode), frequency, fullTitle, unit, measure, transform, target);
        }
    }

    private record MethodEntry(@JsonProperty("written_as") String writtenAs, String method) {}

    private record AreaEntry(
            String code,
            String title,
            @JsonProperty("written_as") @Nullable String writtenAs) {}
}
