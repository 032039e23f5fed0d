package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Observation;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.fredqd.FredQdIngest;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.iadb.IadbIngest;
import macrocast.ingest.ons.OnsIngest;
import macrocast.ingest.philadelphia.PhiladelphiaIngest;
import macrocast.ingest.spf.SpfIngest;
import macrocast.ingest.treasury.TreasuryIngest;
import macrocast.ingest.wire.Decimal;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every body recorded from these sources, against the counts of the recordings' manifest. */
@Tag("slow")
class RecordedBodiesTest {
    private static final Instant SEEN = Instant.parse("2026-07-01T00:00:00Z");

    private static final Map<Pattern, SourceIngest> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put(Pattern.compile("fred/series_observations_.*"), new FredIngest());
        SOURCES.put(Pattern.compile("fredmd/vintages/.*"), new FredMdIngest());
        SOURCES.put(Pattern.compile("fredqd/.*"), new FredQdIngest());
        SOURCES.put(Pattern.compile("rtdsm/.*"), new PhiladelphiaIngest());
        SOURCES.put(Pattern.compile("ustreasury/.*"), new TreasuryIngest());
        SOURCES.put(Pattern.compile("ons/.*"), new OnsIngest());
        SOURCES.put(Pattern.compile("boe/.*"), new IadbIngest());
        SOURCES.put(Pattern.compile("forecasts/greenbook_.*"), new GreenbookIngest());
        SOURCES.put(Pattern.compile("forecasts/spf_.*"), new SpfIngest());
        SOURCES.put(Pattern.compile("forecasts/atlantafed_.*"), new GdpNowIngest());
    }

    /** What became of the rows of one body. */
    private static final class Count {
        private long values;
        private long withdrawn;
        private long missing;
        private long restated;
        private final List<String> rejected = new ArrayList<>();

        void add(ParsedRow row) {
            if (row instanceof Rejected) {
                rejected.add(Rows.words(row));
            } else if (row instanceof Skipped skip) {
                if (skip.reason() == SkipReason.MISSING) {
                    missing++;
                } else {
                    restated++;
                }
            } else if (((Accepted) row).row() instanceof Observation o && o.withdrawn()) {
                withdrawn++;
            } else {
                values++;
            }
        }
    }

    private static long number(CSVRecord line, String column) {
        return line.get(column).isEmpty() ? 0 : Long.parseLong(line.get(column));
    }

    @Test
    void countsEqualTheManifestAndNoRowIsRefused() throws IOException {
        Path recorded = Fixtures.recorded();
        Map<String, Long> bodies = new LinkedHashMap<>();
        for (CSVRecord line : manifest(recorded)) {
            String file = line.get("file");
            for (Map.Entry<Pattern, SourceIngest> entry : SOURCES.entrySet()) {
                if (entry.getKey().matcher(file).matches()) {
                    Count count = new Count();
                    entry.getValue()
                            .parser(SEEN)
                            .parse(file.substring(file.indexOf('/') + 1), body(recorded, file), count::add);
                    assertThat(count.rejected).as(file).isEmpty();
                    assertCounts(
                            entry.getValue(), line, count, new String(body(recorded, file), StandardCharsets.UTF_8));
                    bodies.merge(entry.getValue().catalogue().source().code(), 1L, Long::sum);
                }
            }
        }
        assertThat(bodies)
                .containsEntry("fred", 13L)
                .containsEntry("fred_md", 64L)
                .containsEntry("fred_qd", 1L)
                .containsEntry("philadelphia_fed", 6L)
                .containsEntry("us_treasury", 17L)
                .containsEntry("ons", 7L)
                .containsEntry("boe_iadb", 1L)
                .containsEntry("greenbook", 8L)
                .containsEntry("spf", 15L)
                .containsEntry("gdpnow", 1L);
    }

    private static void assertCounts(SourceIngest source, CSVRecord line, Count count, String body) {
        String file = line.get("file");
        long observations = number(line, "observations");
        long missing = number(line, "missing");
        switch (source.catalogue().source().code()) {
            case "fred" -> {
                assertThat(count.values + count.withdrawn).as(file).isEqualTo(observations);
                assertThat(count.withdrawn).as(file).isEqualTo(missing);
            }
            // A wide table counts its values; what the catalogue has and the vintage has not is withdrawn as well.
            case "fred_md", "fred_qd" -> {
                assertThat(count.values).as(file).isEqualTo(observations);
                assertThat(count.withdrawn).as(file).isGreaterThanOrEqualTo(0);
            }
            case "philadelphia_fed" -> {
                assertThat(count.values).as(file).isEqualTo(observations);
                assertThat(count.withdrawn + count.missing).as(file).isEqualTo(missing);
            }
            case "us_treasury" -> {
                assertThat(count.values + count.restated).as(file).isEqualTo(observations);
                assertThat(count.missing).as(file).isLessThanOrEqualTo(missing);
            }
            case "greenbook", "spf" -> {
                // The manifest's count of a Greenbook leaves out its first column of values, B4.
                long inFirst = body.lines()
                        .map(row -> row.split(",", -1)[1])
                        .filter(cell -> cell.equals("#N/A") || cell.isEmpty())
                        .count();
                assertThat(count.missing).as(file).isEqualTo(file.contains("greenbook") ? missing + inFirst : missing);
                long columns = count.values + count.restated + count.missing;
                assertThat(columns % observations).as(file + " has whole lines").isZero();
            }
            default -> {
                assertThat(count.values).as(file).isEqualTo(observations);
                assertThat(count.missing).as(file).isEqualTo(missing);
            }
        }
    }

    /** From one of the 60 monthly vintages to the next, as the recordings' README counts them. */
    @Test
    void monthlyVintagesOfFredMdReviseAddAndWithdrawAsCounted() throws IOException {
        Path recorded = Fixtures.recorded();
        Map<String, Double> before = new HashMap<>();
        long[] changes = new long[3];
        for (int vintage = 0; vintage < 60; vintage++) {
            String name = YearMonth.of(2015, 1).plusMonths(vintage) + ".csv.gz";
            boolean first = vintage == 0;
            new FredMdIngest().parser(SEEN).parse(name, body(recorded, "fredmd/vintages/" + name), row -> {
                Observation cell = (Observation) ((Accepted) row).row();
                String key = cell.series().code() + " " + cell.period().start();
                Double value = cell.value();
                Double was = value == null ? before.remove(key) : before.put(key, value);
                if (!first) {
                    changes[0] += value != null && was != null && !was.equals(value) ? 1 : 0;
                    changes[1] += value != null && was == null ? 1 : 0;
                    changes[2] += value == null && was != null ? 1 : 0;
                }
            });
        }
        assertThat(changes).as("revised, new, withdrawn").containsExactly(134_858, 12_809, 9_308);
    }

    /** The feed of the same year in either shape. */
    @Test
    void bothTreasuryFeedsOfAYearGiveIdenticalRows() throws IOException {
        Path recorded = Fixtures.recorded();
        for (String year : List.of("2013", "2014")) {
            Function<String, List<ParsedRow>> rows = name -> new TreasuryIngest()
                    .parser(SEEN).rows(name, body(recorded, "ustreasury/" + name)).stream()
                            .filter(Accepted.class::isInstance)
                            .toList();
            assertThat(rows.apply("yield_curve_" + year + "_newfeed.xml.gz"))
                    .containsExactlyInAnyOrderElementsOf(rows.apply("yield_curve_" + year + ".xml.gz"));
        }
    }

    /** A double gives back up to 15 digits as they were written, and the database too; of more it is the nearest. */
    @Test
    void noDigitThatASourceWroteIsChanged() throws IOException {
        Path recorded = Fixtures.recorded();
        Pattern number = Pattern.compile("(?<![\\w.])-?\\d+\\.\\d+(?![\\w.])");
        long checked = 0;
        for (String file : List.of(
                "fredmd/vintages/2015-01.csv.gz",
                "fredmd/vintages/2007-12.csv.gz",
                "fredqd/2025-09_cut_2019Q4.csv.gz",
                "fred/series_observations_GDP_all_vintages_rec1.json.gz",
                "rtdsm/ROUTPUTQvQd.csv.gz",
                "ustreasury/yield_curve_2006.xml.gz",
                "ons/L55O_mm23_2024-11-20.json",
                "forecasts/spf_median_level_RGDP.csv")) {
            Matcher matcher = number.matcher(new String(body(recorded, file), StandardCharsets.UTF_8));
            while (matcher.find()) {
                BigDecimal written = new BigDecimal(matcher.group());
                double value = Decimal.of(matcher.group()).orElseThrow();
                boolean comesBackAsWritten = written.precision() <= 15
                        ? new BigDecimal(Double.toString(value)).compareTo(written) == 0
                        : new BigDecimal(value)
                                        .round(new MathContext(written.precision()))
                                        .compareTo(written)
                                == 0;
                assertThat(comesBackAsWritten).as(file + " " + written).isTrue();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(200_000);
    }

    private static List<CSVRecord> manifest(Path recorded) throws IOException {
        try (CSVParser lines = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(recorded.resolve("manifest.csv")))) {
            return lines.getRecords();
        }
    }

    private static byte[] body(Path recorded, String file) {
        try {
            byte[] bytes = Files.readAllBytes(recorded.resolve(file));
            return file.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
