package macrocast.ingest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.SourceRow;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.UnreadablePayloadException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bodies that agencies really sent, against the counts that were made of them independently. */
class SdmxRecordedTest {
    /** When bodies that have no date of their own were sent, as far as it can be known. */
    private static final Map<String, Instant> FIRST_SEEN = Map.of(
            "oecd/gdp_forecast.csv.gz", Instant.parse("2023-11-29T10:00:00Z"),
            "oecd/debt.csv", Instant.parse("2024-09-01T00:00:00Z"),
            "oecd/gdp.csv.gz", Instant.parse("2024-09-01T00:00:00Z"),
            "oecd/house_price_indicators.csv.gz", Instant.parse("2025-03-01T00:00:00Z"),
            "ecb/eurofxref-hist.csv.gz", Instant.parse("2026-03-05T15:00:00Z"),
            "eurostat/nama_gdp_c_jsonstat.json", Instant.parse("2016-02-10T00:00:00Z"),
            "bis/WEBSTATS_DER_sdmx_csv_1.0.csv", Instant.parse("2020-01-01T00:00:00Z"),
            "imf/AFRREO__.TTT_IX+GGX_G01_GDP_PT._.json", Instant.parse("2025-10-24T00:00:00Z"),
            "imf/APDREO__._._.json.gz", Instant.parse("2025-10-24T00:00:00Z"));

    private static final Set<String> AGENCIES = Set.of("ECB", "Eurostat", "BIS", "OECD", "Bundesbank", "INSEE", "IMF");

    // Not data: structures, errors, and one body of a service and a draft that are gone.
    static boolean isData(CSVRecord line) {
        return AGENCIES.contains(line.get("provider"))
                && !line.get("series").isEmpty()
                && !line.get("series").equals("0");
    }

    static List<CSVRecord> manifest(Path recorded) throws IOException {
        try (CSVParser lines = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(recorded.resolve("manifest.csv")))) {
            return lines.getRecords();
        }
    }

    static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".gz")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                : bytes;
    }

    static Instant firstSeen(String file) {
        return FIRST_SEEN.getOrDefault(file, Instant.parse("2026-11-01T00:00:00Z"));
    }

    /** In a cube or a wide table the manifest counts the cells without value apart. */
    static int values(CSVRecord line) {
        boolean apart =
                line.get("shape").startsWith("JSON-stat") || line.get("shape").contains("wide");
        return Integer.parseInt(line.get("observations")) - (apart ? 0 : Integer.parseInt(line.get("missing")));
    }

    private static Catalogue catalogue(CSVRecord line) {
        return Catalogue.of(line.get("provider").toLowerCase(Locale.ROOT));
    }

    @TestFactory
    List<DynamicTest> everyBodyHasTheSeriesAndValuesThatTheManifestCounts() throws IOException {
        Path recorded = Fixtures.recorded();
        List<CSVRecord> lines =
                manifest(recorded).stream().filter(SdmxRecordedTest::isData).toList();
        assertThat(lines).hasSize(15);
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line.get("file"), () -> counts(recorded, line)))
                .toList();
    }

    private static void counts(Path recorded, CSVRecord line) throws IOException {
        String file = line.get("file");
        Instant seen = firstSeen(file);
        Set<String> series = new TreeSet<>();
        Set<String> periods = new TreeSet<>();
        int missing = 0;
        int values = 0;
        List<ParsedRow> others = new ArrayList<>();
        for (ParsedRow row : new SdmxParser(catalogue(line), seen).rows(file, body(recorded.resolve(file)))) {
            if (!(row instanceof Accepted accepted)) {
                others.add(row);
                continue;
            }
            SourceRow value = accepted.row();
            if (value instanceof Observation observation) {
                series.add(observation.series().code());
                periods.add(observation.period().toString());
                if (observation.withdrawn()) {
                    missing++;
                } else {
                    values++;
                }
            } else if (value instanceof ForecastByOther forecast) {
                series.add(forecast.series().code());
                periods.add(forecast.target().toString());
                values++;
            }
        }
        assertThat(others).isEmpty();
        assertThat(values).as("values").isEqualTo(values(line));
        assertThat(missing).as("missing").isEqualTo(Integer.parseInt(line.get("missing")));
        assertThat(series).as("series").hasSize(Integer.parseInt(line.get("series")));
        assertThat(periods).contains(line.get("first"), line.get("last"));
    }

    @TestFactory
    List<DynamicTest> everyValueIsTheOneThatTheSourceWroteToTheLastDigit() throws IOException {
        Path recorded = Fixtures.recorded();
        return manifest(recorded).stream()
                .filter(SdmxRecordedTest::isData)
                .map(line -> DynamicTest.dynamicTest(line.get("file"), () -> digits(recorded, line)))
                .toList();
    }

    private static void digits(Path recorded, CSVRecord line) throws IOException {
        byte[] body = body(recorded.resolve(line.get("file")));
        Set<String> checked = new HashSet<>();
        SdmxShape.read(line.get("file"), body, observation -> {
            String written = observation.value();
            if (written != null && checked.add(written)) {
                BigDecimal exact = new BigDecimal(written);
                BigDecimal kept = new BigDecimal(Double.parseDouble(written));
                assertThat(kept.round(new MathContext(Math.max(1, exact.precision()))))
                        .isEqualByComparingTo(exact);
            }
        });
        assertThat(checked).isNotEmpty();
    }

    @Test
    void yearsThatWereNotOverAreForecastsByTheFund() throws IOException {
        Path recorded = Fixtures.recorded();
        List<SourceRow> rows = new SdmxParser(Catalogue.of("imf"), Instant.parse("2025-10-24T00:00:00Z"))
                .rows("APDREO", body(recorded.resolve("imf/APDREO__._._.json.gz"))).stream()
                        .map(row -> ((Accepted) row).row())
                        .toList();
        assertThat(rows).allSatisfy(row -> {
            if (row instanceof Observation observation) {
                assertThat(observation.period().toString()).isLessThan("2025");
            } else {
                ForecastByOther forecast = (ForecastByOther) row;
                assertThat(forecast.method()).isEqualTo("imf-apdreo");
                assertThat(forecast.target().start().getYear() - 2025).isEqualTo(forecast.horizon());
            }
        });
        assertThat(rows).hasAtLeastOneElementOfType(ForecastByOther.class);
    }

    @Test
    void anAnswerThatIsAFooterSaysSo() throws IOException {
        Path recorded = Fixtures.recorded();
        for (String file :
                List.of("eurostat/error_footer_413_large_query.xml", "eurostat/error_footer_413_second.xml")) {
            byte[] body = body(recorded.resolve(file));
            assertThatThrownBy(() -> new SdmxParser(Catalogue.of("eurostat"), Instant.EPOCH).rows(file, body))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith(
                            file + ": the answer is incomplete, its footer says 413: Due to the large query")
                    .hasMessageContaining("http://ec.europa.eu/eurostat/SDMX/diss-web/file/");
        }
    }

    @Test
    void anAnswerWithoutSeriesIsEmpty() throws IOException {
        Path recorded = Fixtures.recorded();
        assertThat(new SdmxParser(Catalogue.of("imf"), Instant.EPOCH)
                        .rows("WHDREO", body(recorded.resolve("imf/WHDREO__._.M.json"))))
                .isEmpty();
    }

    @Test
    void theDraftOfSdmxJsonIsReadThoughItsServiceIsGone() throws IOException {
        Path recorded = Fixtures.recorded();
        List<SdmxObservation> observations = new ArrayList<>();
        new SdmxJson().read("tourism", body(recorded.resolve("oecd/legacy_jsdmx_tourism.json")), observations::add);
        assertThat(observations).hasSizeGreaterThan(3_000);
        assertThat(observations.get(0).value()).isEqualTo("5574600.0");
    }
}
