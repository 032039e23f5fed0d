package macrocast.ingest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import macrocast.domain.ForecastByOther;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.RowParser;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come, every observation becomes one row, or the body is refused with its name.
 *
 * <p>Looked for by the branches that bytes reach, with JAZZER_FUZZ=1 (README, "Tests"); what runs each time is the seeded
 * damage of {@link SdmxParserTest}.
 */
class SdmxFuzz {
    private static final long MILLION = 1_000_000;
    private static final Instant FIRST_SEEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final RowParser ECB = new SdmxParser(Catalogue.of("ecb"), FIRST_SEEN);
    private static final RowParser EUROSTAT = new SdmxParser(Catalogue.of("eurostat"), FIRST_SEEN);

    private static Stream<Arguments> seeds(String... names) {
        return Stream.of(names).map(name -> Arguments.of((Object) Fixtures.read("sdmx/" + name)));
    }

    private static void check(RowParser parser, String name, byte[] body) {
        AtomicLong observations = new AtomicLong();
        AtomicLong rows = new AtomicLong();
        try {
            parser.parse(name, body, row -> {
                rows.incrementAndGet();
                if (row instanceof Accepted accepted && accepted.row() instanceof ForecastByOther forecast) {
                    assertThat(forecast.horizon()).isNotNegative();
                }
            });
            SdmxShape.read(name, body, observation -> observations.incrementAndGet());
        } catch (UnreadablePayloadException refused) {
            assertThat(refused).hasMessageStartingWith(name + ": ");
            return;
        }
        assertThat(rows).hasValue(observations.get());
    }

    static Stream<Arguments> messages() {
        return seeds("generic.xml", "generic_flat.xml", "structure_specific.xml");
    }

    @MethodSource("messages")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void sdmxMl(byte[] body) {
        check(ECB, "body.xml", body);
    }

    static Stream<Arguments> documents() {
        return seeds("sdmx_json_1.json", "sdmx_json_2.json", "sdmx_json_flat.json");
    }

    @MethodSource("documents")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void sdmxJson(byte[] body) {
        check(ECB, "body.json", body);
    }

    static Stream<Arguments> tables() {
        return seeds("sdmx_csv_1.csv", "sdmx_csv_2.csv", "ecb.csv", "eurofxref.csv");
    }

    @MethodSource("tables")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void sdmxCsv(byte[] body) {
        check(ECB, "body.csv", body);
    }

    static Stream<Arguments> cubes() {
        return seeds("json_stat.json");
    }

    @MethodSource("cubes")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void jsonStat(byte[] body) {
        check(EUROSTAT, "body.json", body);
    }

    static Stream<Arguments> wideTables() {
        return seeds("une_rt_m.tsv");
    }

    @MethodSource("wideTables")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void eurostatTable(byte[] body) {
        check(EUROSTAT, "une_rt_m.tsv", body);
    }
}
