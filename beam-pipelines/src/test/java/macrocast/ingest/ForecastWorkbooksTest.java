package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import macrocast.domain.Series;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.spf.SpfIngest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The workbooks in which forecasts by others are published, a sheet per variable. */
class ForecastWorkbooksTest {
    private static final String MEDIANS =
            "/-/media/FRBP/Assets/Surveys-And-Data/survey-of-professional-forecasters/historical-data/";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String text(String fixture) {
        return new String(Fixtures.read(fixture), StandardCharsets.UTF_8);
    }

    /** A sheet for each series of levels, or of growth, with one survey that says 7.25 of all. */
    static Map<String, String> medians(boolean ofGrowth) {
        Map<String, String> sheets = new LinkedHashMap<>();
        for (Series series : new SpfIngest().catalogue().series()) {
            String code = series.key().code();
            if (ofGrowth && code.endsWith(".growth")) {
                boolean isEmployment = code.equals("EMP.growth");
                String column =
                        "d" + code.replace(".growth", isEmployment ? "b" : "").toLowerCase(Locale.ROOT);
                sheets.put(
                        code.replace(".growth", ""),
                        Workbook.rows("YEAR,QUARTER," + told(column) + "\n2022,1,7.25,,,,\n"));
            } else if (!ofGrowth && !code.contains(".")) {
                sheets.put(
                        code,
                        Workbook.rows("YEAR,QUARTER," + code + "1," + told(code) + "," + code
                                + "A\n1968,4,#N/A,#N/A,,,,,#N/A\n2022,1,7,7.25,,,,,7.5\n"));
            }
        }
        return sheets;
    }

    private static String told(String code) {
        return IntStream.rangeClosed(2, 6).mapToObj(number -> code + number).collect(Collectors.joining(","));
    }

    private static Map<String, String> greenbooks() {
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Documentation", Workbook.rows(",\nRevision,Notes\n"));
        for (Series series : new GreenbookIngest().catalogue().series()) {
            String code = series.key().code();
            sheets.put(
                    code,
                    Workbook.rows("DATE," + code + "B1,"
                            + IntStream.rangeClosed(0, 5)
                                    .mapToObj(quarters -> code + "F" + quarters)
                                    .collect(Collectors.joining(","))
                            + ",GBdate\n1967.1,4,4.1,#N/A,,,,,19670329\n2020.4,5,8.8,1,,,,,20201204\n"));
        }
        return sheets;
    }

    private static Map<String, String> nowcasts() {
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("ReadMe", Workbook.rows("GDPNow\n"));
        sheets.put(
                "TrackingDeepArchives", Workbook.rows("Forecast Date,Quarter being forecasted,GDP Nowcast\nx,x,x\n"));
        sheets.put("TrackingArchives", Workbook.rows("""
                        Forecast Date,Quarter being forecasted,Goods,Goods,GDP Nowcast
                        2014-05-01,2014-06-30,1,2,3.9012345678901235
                        2026-07-28,2026-06-30,1,2,2.5,3
                        ,,1,,
                        2026-07-29,2026-06-30,1,2,
                        """));
        sheets.put("TrackingHistory", Workbook.rows("""
                        ,,2026-09-03,2026-09-10
                        Evolution of GDP nowcast and components for 2026q3
                        ,1-Personal consumption expenditures (PCE),2.5,2.6
                        GDP,GDP Nowcast,4.7,4.4163597830737755
                        """));
        return sheets;
    }

    private static void assertUnreadable(SourceIngest source, byte[] body, String reason) {
        assertThatThrownBy(() -> Rows.of(source, "forecasts.xlsx", body))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("forecasts.xlsx: ")
                .hasMessageContaining(reason);
    }

    private static List<Rejected> refused(SourceIngest source, byte[] body) {
        return source.parser(Instant.EPOCH).rows("forecasts.xlsx", body).stream()
                .filter(Rejected.class::isInstance)
                .map(Rejected.class::cast)
                .toList();
    }

    @Test
    void spfQuirks3And4ASheetSaysWhatItsTableSaysAndOtherQuestionsAreLeftAlone() throws IOException {
        Map<String, String> sheets = medians(false);
        sheets.put(
                "RGDP",
                Workbook.rows(text("spf/RGDP.csv")
                        .replace("2022,5,1,2,3,4,5\n", "")
                        .replaceAll("(?m)^(\\w+,\\w+,[^,]*,[^,]*,[^,]*),", "$1,,,,")
                        .replace(",RGDP3,,,,", ",RGDP3,RGDP4,RGDP5,RGDP6,")));
        sheets.put("CPI10", Workbook.rows("YEAR,QUARTER,CPI10\n2022,1,2.5\n"));
        sheets.put("RR1_TBILL_CPI", Workbook.rows("YEAR,QUARTER,RR1_TBILL_CPI_2\n2022,1,-5.3\n"));
        sheets.put("Blank", "");
        sheets.replaceAll((sheet, rows) ->
                rows.replace("<v>2022</v>", "<v>2022.0000</v>").replace("<v>7.25</v>", "<v>7.2500</v>"));
        List<String> rows = Rows.of(new SpfIngest(), "medianLevel.xlsx", Workbook.ofSheets(sheets));
        assertThat(rows.stream().filter(row -> row.startsWith("RGDP")))
                .isEqualTo(Rows.of(new SpfIngest(), "RGDP.csv", Fixtures.read("spf/RGDP.csv")).stream()
                        .filter(row -> row.startsWith("RGDP"))
                        .toList());
        assertThat(rows)
                .contains(
                        "CPI spf-median 2022-Q1 h0 7.25 known 2022-03-01T00:00:00Z",
                        "BAABOND.year spf-median 2022 h0 7.5 known 2022-03-01T00:00:00Z")
                .noneMatch(row -> row.startsWith("rejected"));
    }

    @Test
    void growthHasAWorkbookOfItsOwnAndThatOfEmploymentIsReadInPercent() throws IOException {
        Map<String, String> sheets = medians(true);
        sheets.put("EMP_AVG", Workbook.rows("YEAR,QUARTER,dempa2\n2022,1,436.1\n"));
        assertThat(Rows.of(new SpfIngest(), "medianGrowth.xlsx", Workbook.ofSheets(sheets)))
                .contains("EMP.growth spf-median 2022-Q1 h0 7.25 known 2022-03-01T00:00:00Z")
                .filteredOn(row -> !row.startsWith("skipped"))
                .hasSize(sheets.size() - 1);
    }

    @Test
    void whatAWorkbookLacksIsNamed() throws IOException {
        Map<String, String> levels = medians(false);
        levels.remove("CORECPI");
        assertUnreadable(new SpfIngest(), Workbook.ofSheets(levels), "has no sheet of CORECPI, CORECPI.year, it has ");
        assertUnreadable(
                new SpfIngest(),
                Workbook.ofSheets(Map.of("Sheet1", Workbook.rows("a,b\n1,2\n"))),
                "has no sheet of a series of the catalogue, it has Sheet1");
        levels = medians(false);
        levels.put("CPI", Workbook.rows("YEAR,QUARTER,CPI2,CPIX\n2022,1,7,7\n"));
        assertUnreadable(
                new SpfIngest(), Workbook.ofSheets(levels), "sheet CPI: has a column CPIX, needed one such as RGDP2");

        levels = medians(false);
        levels.replaceAll((sheet, rows) -> rows.replace(">CPI3<", ">CPIB<"));
        assertUnreadable(
                new SpfIngest(), Workbook.ofSheets(levels), "sheet CPI: has no column 3 of CPI, it has YEAR, ");

        Map<String, String> staff = greenbooks();
        staff.replaceAll((sheet, rows) -> rows.replace("gRGDPF0", "gPGDPF0"));
        assertUnreadable(
                new GreenbookIngest(), Workbook.ofSheets(staff), "sheet gRGDP: has no column gRGDPF0, it has ");
        staff = greenbooks();
        staff.remove("gPPCEX");
        assertUnreadable(
                new GreenbookIngest(), Workbook.ofSheets(staff), "has no sheet gPPCEX, it has Documentation, ");
        staff = greenbooks();
        staff.put("gIP", Workbook.rows("DATE,gIPF0\n1967.1,4.1\n"));
        assertUnreadable(new GreenbookIngest(), Workbook.ofSheets(staff), "sheet gIP: has no column GBdate, it has ");

        Map<String, String> model = nowcasts();
        model.remove("TrackingHistory");
        assertUnreadable(new GdpNowIngest(), Workbook.ofSheets(model), "has no sheet TrackingHistory, it has ReadMe, ");
        model.put("TrackingHistory", Workbook.rows(",,2026-09-03\nfor 2026q3\n,PCE,4\n"));
        assertUnreadable(
                new GdpNowIngest(), Workbook.ofSheets(model), "sheet TrackingHistory: has no line GDP Nowcast");
        model.put("TrackingHistory", Workbook.rows(",,2026-09-03\nGDP,GDP Nowcast,4\n"));
        assertUnreadable(new GdpNowIngest(), Workbook.ofSheets(model), "sheet TrackingHistory: names no quarter");
        model.put("TrackingHistory", Workbook.rows(",,2026-09-03\n2026q3,GDP Nowcast,4\nGDP,GDP Nowcast,4\n"));
        assertUnreadable(
                new GdpNowIngest(),
                Workbook.ofSheets(model),
                "sheet TrackingHistory: has two lines GDP Nowcast, 2 and 3, needed one");
        model = nowcasts();
        model.replaceAll((sheet, rows) -> rows.replace("Goods", "GDP Nowcast"));
        assertUnreadable(
                new GdpNowIngest(),
                Workbook.ofSheets(model),
                "sheet TrackingArchives: has two columns called GDP Nowcast");
    }

    @Test
    void aCellThatIsNoForecastWaitsInQuarantineWithItsPlace() throws IOException {
        Map<String, String> levels = medians(false);
        levels.put(
                "CPI",
                Workbook.rows("YEAR,QUARTER,CPI2,CPI3,CPI4,CPI5,CPI6,CPIA\n2022,1,n/a,,,,,2.5\n2022,Q1,2.5,,,,,2.5\n"));
        assertThat(refused(new SpfIngest(), Workbook.ofSheets(levels)))
                .extracting(row -> row.reason() + " " + row.rawText())
                .containsExactly(
                        "BAD_NUMBER 2022 1 0 n/a in CPI!C2",
                        "BAD_PERIOD 2022 Q1 0 2.5 in CPI!C3",
                        "BAD_PERIOD 2022 Q1 0 2.5 in CPI!H3");

        Map<String, String> staff = greenbooks();
        staff.replaceAll((sheet, rows) -> sheet.equals("gIP") ? rows.replace("20201204", "20201304") : rows);
        assertThat(refused(new GreenbookIngest(), Workbook.ofSheets(staff)))
                .extracting(row -> row.reason() + " " + row.rawText())
                .containsExactly(
                        "BAD_KNOWN_AT 2020.4000000000001 20201304 F0 8.8000000000000007 in gIP!C3",
                        "BAD_KNOWN_AT 2020.4000000000001 20201304 F1 1 in gIP!D3");

        Map<String, String> model = nowcasts();
        model.put("TrackingHistory", Workbook.rows(",,soon,2026-09-10\n2026q3,GDP Nowcast,4.5,n/a\n"));
        assertThat(refused(new GdpNowIngest(), Workbook.ofSheets(model)))
                .extracting(row -> row.reason() + " " + row.rawText())
                .containsExactly(
                        "BAD_KNOWN_AT soon 2026-Q3 4.5 in TrackingHistory!C2",
                        "BAD_NUMBER 2026-09-10 2026-Q3 n/a in TrackingHistory!D2");
    }

    @Test
    void greenbookQuirk2ANumberIsTheDoubleThatItsDigitsAreNearestTo() throws IOException {
        assertThat(Rows.of(new GreenbookIngest(), "GBweb_Row_Format.xlsx", Workbook.ofSheets(greenbooks())))
                .contains(
                        "gRGDP greenbook 1967-Q1 h0 4.1 known 1967-03-29T00:00:00Z",
                        "UNEMP greenbook 2020-Q4 h0 8.8 known 2020-12-04T00:00:00Z",
                        "UNEMP greenbook 2021-Q1 h1 1.0 known 2020-12-04T00:00:00Z")
                .noneMatch(row -> row.startsWith("rejected"));
    }

    @Test
    void gdpNowQuirk3TheCurrentQuarterStandsBesideThoseThatAreOver() throws IOException {
        assertThat(Rows.of(new GdpNowIngest(), "model.xlsx", Workbook.ofSheets(nowcasts())))
                .containsExactly(
                        "RGDP.growth gdpnow 2014-Q2 h0 3.9012345678901235 known 2014-05-01T00:00:00Z",
                        "RGDP.growth gdpnow 2026-Q2 h0 2.5 known 2026-07-28T00:00:00Z",
                        "skipped missing",
                        "RGDP.growth gdpnow 2026-Q3 h0 4.7 known 2026-09-03T00:00:00Z",
                        "RGDP.growth gdpnow 2026-Q3 h0 4.4163597830737755 known 2026-09-10T00:00:00Z");
    }

    /** Where the newest day is not written yet, its nowcast waits in quarantine. */
    @Test
    void aNowcastBeyondTheHeaderIsNotLost() throws IOException {
        Map<String, String> model = nowcasts();
        model.put("TrackingHistory", Workbook.rows(",,2026-09-03\n2026q3,GDP Nowcast,4.5,3.25\n"));
        assertThat(refused(new GdpNowIngest(), Workbook.ofSheets(model)))
                .extracting(row -> row.reason() + " " + row.rawText())
                .containsExactly("BAD_KNOWN_AT  2026-Q3 3.25 in TrackingHistory!D2");
    }

    /** A cell far out would have the reader lay out a row up to there. */
    @Test
    void aCellBeyondTheLastColumnIsRefusedBeforeItIsRead() throws IOException {
        for (String place : List.of("XFE1", "YAA1", "FXSHRX1", "ZZZZ1")) {
            Map<String, String> model = nowcasts();
            model.put("TrackingHistory", "<row r=\"1\"><c r=\"" + place + "\"><v>1</v></c></row>");
            assertUnreadable(
                    new GdpNowIngest(),
                    Workbook.ofSheets(model),
                    "has a cell " + place + ", the last column of a workbook is XFD");
        }
        Map<String, String> model = nowcasts();
        model.put("TrackingHistory", "<row>" + "<c/>".repeat((1 << 14) + 1) + "</row>");
        assertUnreadable(new GdpNowIngest(), Workbook.ofSheets(model), "has a cell number 16385 of its row");
        model.put("TrackingHistory", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>");
        assertUnreadable(
                new GdpNowIngest(), Workbook.ofSheets(model), "sheet TrackingHistory: has more than 10000 columns");
    }

    @Test
    void aFormulaCountsAsItWasLastWorkedOut() throws IOException {
        Map<String, String> model = nowcasts();
        model.replaceAll((sheet, rows) -> rows.replace("<v>4.4163597830737755</v>", "<f>A1*2</f><v>4.5</v>")
                .replaceAll("<v>(46269)</v>", "<f>TODAY()</f><v>$1</v>"));
        assertThat(Rows.of(new GdpNowIngest(), "model.xlsx", Workbook.ofSheets(model)))
                .contains("RGDP.growth gdpnow 2026-Q3 h0 4.5 known 2026-09-10T00:00:00Z")
                .noneMatch(row -> row.startsWith("rejected"));
    }

    @Test
    void liveTheWorkbooksAreAskedForOnceEach() throws IOException {
        byte[] levels = Workbook.ofSheets(medians(false));
        byte[] growth = Workbook.ofSheets(medians(true));
        server.answering(request -> ScriptedServer.json(request.endsWith("Level.xlsx") ? levels : growth));
        List<Body> bodies = new ArrayList<>();
        new SpfIngest().fetch(server.live(), bodies::add);
        assertThat(server.requests()).containsExactly(MEDIANS + "medianLevel.xlsx", MEDIANS + "medianGrowth.xlsx");
        assertThat(bodies.stream()
                        .flatMap(body -> Rows.of(new SpfIngest(), body.name(), body.bytes()).stream())
                        .filter(row -> row.contains(" spf-median ")))
                .hasSize(new SpfIngest().catalogue().series().size());

        bodies.clear();
        server.answering(request -> ScriptedServer.json("<html>Sorry</html>".getBytes(StandardCharsets.UTF_8)));
        new GdpNowIngest().fetch(server.live(), bodies::add);
        new GreenbookIngest().fetch(server.live(), bodies::add);
        assertThat(server.requests().subList(2, 4))
                .containsExactly(
                        "/-/media/Project/Atlanta/FRBA/Documents/cqer/researchcq/gdpnow/GDPTrackingModelDataAndForecasts.xlsx",
                        "/-/media/FRBP/Assets/Surveys-And-Data/greenbook-data/documentation/GBweb_Row_Format.xlsx");
        for (Body page : bodies) {
            assertThatThrownBy(() -> Rows.of(new GdpNowIngest(), page.name(), page.bytes()))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageContaining(".xlsx: is HTML or XML, needed a CSV table");
        }
    }

    @Test
    void aWorkbookThatInflatesTooFarIsRefusedBeforeItIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i <= 256; i++) {
                zip.write(zeros);
            }
        }
        for (SourceIngest source : List.of(new SpfIngest(), new GreenbookIngest(), new GdpNowIngest())) {
            assertUnreadable(source, bytes.toByteArray(), "inflates to more than 268435456 bytes");
        }
    }

    @Test
    void aWorkbookThatIsCutIsNotTakenForWhole() throws IOException {
        byte[] whole = Workbook.ofSheets(nowcasts());
        for (int length = 5; length < whole.length; length += 97) {
            assertUnreadable(new GdpNowIngest(), Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void randomDamageEndsInOneOfTwoWays() throws IOException {
        Random random = new Random(20261129);
        byte[] whole = Workbook.ofSheets(nowcasts());
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Rows.of(new GdpNowIngest(), "forecasts.xlsx", damaged))
                        .isNotEmpty();
            } catch (UnreadablePayloadException e) {
                assertThat(e).hasMessageStartingWith("forecasts.xlsx: ");
            }
        }
    }
}
