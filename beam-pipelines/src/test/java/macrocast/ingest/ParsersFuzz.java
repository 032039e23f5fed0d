package macrocast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import macrocast.ingest.bls.BlsIngest;
import macrocast.ingest.boe.BoeFile;
import macrocast.ingest.boe.BoeIngest;
import macrocast.ingest.boj.BojIngest;
import macrocast.ingest.dbnomics.DbnomicsIngest;
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.iadb.IadbIngest;
import macrocast.ingest.ons.OnsIngest;
import macrocast.ingest.philadelphia.PhiladelphiaIngest;
import macrocast.ingest.spf.SpfIngest;
import macrocast.ingest.treasury.TreasuryIngest;
import macrocast.ingest.worldbank.WorldBankIngest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come, a parser gives rows, or refuses the body with its name.
 *
 * <p>Looked for by the branches that bytes reach, with JAZZER_FUZZ=1 (README, "Tests"); what runs each time is the seeded
 * damage of {@link HardToFoolTest}.
 */
class ParsersFuzz {
    private static final long MILLION = 1_000_000;
    private static final Instant FIRST_SEEN = Instant.parse("2024-12-01T08:00:00Z");
    private static final RowParser BLS = new BlsIngest().parser(FIRST_SEEN);
    private static final RowParser BOJ = new BojIngest().parser(FIRST_SEEN);
    private static final RowParser DBNOMICS = new DbnomicsIngest().parser(FIRST_SEEN);
    private static final RowParser FRED = new FredIngest().parser(FIRST_SEEN);
    private static final RowParser ONS = new OnsIngest().parser(FIRST_SEEN);
    private static final RowParser PANEL = new FredMdIngest().parser(FIRST_SEEN);
    private static final RowParser MATRIX = new PhiladelphiaIngest().parser(FIRST_SEEN);
    private static final RowParser GREENBOOK = new GreenbookIngest().parser(FIRST_SEEN);
    private static final RowParser SPF = new SpfIngest().parser(FIRST_SEEN);
    private static final RowParser GDPNOW = new GdpNowIngest().parser(FIRST_SEEN);
    private static final RowParser IADB = new IadbIngest().parser(FIRST_SEEN);
    private static final RowParser TREASURY = new TreasuryIngest().parser(FIRST_SEEN);

    private static final RowParser WORLD_BANK = new WorldBankIngest().parser(FIRST_SEEN);
    private static final RowParser BOE = new BoeIngest().parser(FIRST_SEEN);
    private static final RowParser FILE_DROP = FileDropIngest.by(
                    new Body("mapping.yaml", "text/yaml", Fixtures.read("file_drop/mapping.yaml")))
            .parser(FIRST_SEEN);

    private static Stream<Arguments> seed(String fixture) {
        return seed(Fixtures.read(fixture));
    }

    private static Stream<Arguments> seed(byte[] body) {
        return Stream.of(Arguments.of((Object) body));
    }

    private static void check(RowParser parser, String name, byte[] body) {
        try {
            parser.parse(name, body, row -> assertThat(row).isNotNull());
        } catch (UnreadablePayloadException refused) {
            assertThat(refused).hasMessageStartingWith(name + ": ");
        }
    }

    static Stream<Arguments> blsSeed() {
        return seed("bls/answer.json");
    }

    @MethodSource("blsSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void bls(byte[] body) {
        check(BLS, "bls/answer.json", body);
    }

    static Stream<Arguments> bojSeed() {
        return seed("boj/FXERD01.json");
    }

    @MethodSource("bojSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void boj(byte[] body) {
        check(BOJ, "boj/FXERD01.json", body);
    }

    static Stream<Arguments> dbnomicsSeed() {
        return seed("dbnomics/answer.json");
    }

    @MethodSource("dbnomicsSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void dbnomics(byte[] body) {
        check(DBNOMICS, "dbnomics/answer.json", body);
    }

    static Stream<Arguments> fredSeed() {
        return seed("fred/series_observations_GDP.json");
    }

    @MethodSource("fredSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void fred(byte[] body) {
        check(FRED, "fred/series_observations_GDP.json", body);
    }

    static Stream<Arguments> onsSeed() {
        return seed("ons/L55O.json");
    }

    @MethodSource("onsSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void ons(byte[] body) {
        check(ONS, "ons/L55O.json", body);
    }

    static Stream<Arguments> panelSeed() {
        return seed("fred_md/2015-01.csv");
    }

    @MethodSource("panelSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void panel(byte[] body) {
        check(PANEL, "fred_md/2015-01.csv", body);
    }

    static Stream<Arguments> matrixSeed() {
        return seed("philadelphia_fed/M2.csv");
    }

    @MethodSource("matrixSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void matrix(byte[] body) {
        check(MATRIX, "philadelphia_fed/M2.csv", body);
    }

    static Stream<Arguments> greenbookSeed() {
        return seed("greenbook/gRGDP.csv");
    }

    @MethodSource("greenbookSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void greenbook(byte[] body) {
        check(GREENBOOK, "greenbook/gRGDP.csv", body);
    }

    static Stream<Arguments> spfSeed() {
        return seed("spf/RGDP.csv");
    }

    @MethodSource("spfSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void spf(byte[] body) {
        check(SPF, "spf/RGDP.csv", body);
    }

    static Stream<Arguments> gdpnowSeed() {
        return seed("gdpnow/gdpnow.csv");
    }

    @MethodSource("gdpnowSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void gdpnow(byte[] body) {
        check(GDPNOW, "gdpnow/gdpnow.csv", body);
    }

    static Stream<Arguments> iadbSeed() {
        return seed("boe_iadb/LPMVWYR.xml");
    }

    @MethodSource("iadbSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void iadb(byte[] body) {
        check(IADB, "boe_iadb/LPMVWYR.xml", body);
    }

    static Stream<Arguments> treasurySeed() {
        return seed("us_treasury/feed.xml");
    }

    @MethodSource("treasurySeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void treasury(byte[] body) {
        check(TREASURY, "us_treasury/feed.xml", body);
    }

    static Stream<Arguments> worldBankSeed() {
        return seed("world_bank/page.json");
    }

    @MethodSource("worldBankSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void worldBank(byte[] body) {
        check(WORLD_BANK, "world_bank/page.json", body);
    }

    static Stream<Arguments> fileDropSeed() {
        return seed("file_drop/table.csv");
    }

    @MethodSource("fileDropSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void fileDrop(byte[] body) {
        check(FILE_DROP, "file_drop/table.csv", body);
    }

    static Stream<Arguments> workbookSeed() {
        return seed(rows("file_drop/table.csv"));
    }

    /** The rows of a sheet, in a workbook that is sound otherwise: bytes of a zip file damaged anyhow seldom get that far. */
    @MethodSource("workbookSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void workbook(byte[] body) throws IOException {
        check(FILE_DROP, "file_drop/table.xlsx", Workbook.of(new String(body, UTF_8)));
    }

    static Stream<Arguments> gdpnowWorkbookSeed() {
        return seed(
                Workbook.rows("Advance Estimate From BEA for 2026q3,,2026-07-31,2026-08-03\n,GDP Nowcast,2.1,2.25\n")
                        .getBytes(UTF_8));
    }

    @MethodSource("gdpnowWorkbookSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void gdpnowWorkbook(byte[] body) throws IOException {
        Map<String, String> sheets = Map.of(
                "TrackingArchives",
                new String(rows("gdpnow/gdpnow.csv"), UTF_8),
                "TrackingHistory",
                new String(body, UTF_8));
        check(GDPNOW, "gdpnow.xlsx", Workbook.ofSheets(sheets));
    }

    private static byte[] rows(String fixture) {
        return Workbook.rows(new String(Fixtures.read(fixture), UTF_8)).getBytes(UTF_8);
    }

    static Stream<Arguments> boeSeed() {
        return seed(BoeFile.empty()
                .row(row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1, 0.0487))
                .row(row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "mpr", 0, 0.05)
                        .append("metric", "levels"))
                .bytes());
    }

    @MethodSource("boeSeed")
    @FuzzTest(maxDuration = "30m", maxExecutions = MILLION)
    void boe(byte[] body) {
        check(BOE, "fer_outturns.parquet", body);
    }
}
