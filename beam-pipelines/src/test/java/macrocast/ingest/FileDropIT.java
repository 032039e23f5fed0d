package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDropIT {
    private static SourceIngest by(String mapping) {
        return FileDropIngest.by(new Body(mapping, "application/yaml", Fixtures.read("file_drop/" + mapping)));
    }

    @Test
    void aMappingSaysWhereWhatStands() {
        assertThat(Rows.of(by("mapping.yaml"), "table.csv", Fixtures.read("file_drop/table.csv")))
                .containsExactly(
                        "ORDERS 2024-Q1 12.5 known 2024-04-02T00:00:00Z",
                        "skipped missing",
                        "ORDERS 2024-Q1 withdrawn known 2024-07-02T00:00:00Z",
                        "rejected GB.orders 2024-08-01 BAD_PERIOD",
                        "rejected GB.prices 2024-08-01 BAD_NUMBER",
                        "PRICES 2024-08 7.25 known 2024-09-02T00:00:00Z",
                        "rejected GB.wages 2024-08-01 UNKNOWN_SERIES",
                        "rejected GB.prices 2024-08-01 BAD_KNOWN_AT");
    }

    @Test
    void aTableMayBeWrittenAsTheContinentDoes() {
        SourceIngest drop = FileDropIngest.by(new Body(
                "mapping.yaml",
                "application/yaml",
                table("table: {separator: \";\", decimal: \",\", dates: dd.MM.yyyy, period: month}")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(Rows.of(
                        drop,
                        "table.csv",
                        "month;A;B\n01.08.2024;0,1;7\n2024-09-01;1.234,5;1.5\n31.02.2024;1;\n"
                                .getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "A 2024-08 0.1 known 2024-12-01T08:00:00Z",
                        "B 2024-08 7.0 known 2024-12-01T08:00:00Z",
                        "rejected A 2024-09-01 BAD_NUMBER",
                        "rejected B 2024-09-01 BAD_NUMBER",
                        "rejected A 31.02.2024 BAD_PERIOD",
                        "skipped missing");
    }

    @Test
    void aSheetOfAWorkbookIsATableWithDatesAndTheDigitsOfTheFile() throws IOException {
        byte[] workbook = Workbook.of(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>month</t></is></c>"
                        + "<c r=\"B1\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>B</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45505</v></c><c r=\"B2\"><v>0.1</v></c><c r=\"C2\"><v>7</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>2024-09</t></is></c><c r=\"C3\"><v>8.25</v></c></row>");
        assertThat(Rows.of(by("wide.yaml"), "table.xlsx", workbook))
                .containsExactly(
                        "A 2024-08 0.1 known 2024-12-01T08:00:00Z",
                        "B 2024-08 7.0 known 2024-12-01T08:00:00Z",
                        "skipped missing",
                        "B 2024-09 8.25 known 2024-12-01T08:00:00Z");
        for (int length = 5; length < workbook.length; length += 97) {
            byte[] cut = Arrays.copyOf(workbook, length);
            assertThatThrownBy(() -> Rows.of(by("wide.yaml"), "table.xlsx", cut))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith("table.xlsx: ");
        }
    }

    /** What the DAG reads when it is told nothing else. */
    private static String patternOfDag() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        String dag = Files.readString(module.resolve("../dags/ingest_file_drop.py"));
        Matcher files = Pattern.compile("files=\"/landing/file_drop/([^\"]+)\"").matcher(dag);
        assertThat(files.find()).isTrue();
        return files.group(1);
    }

    private static String table(String section) {
        String wide = new String(Fixtures.read("file_drop/wide.yaml"), StandardCharsets.UTF_8);
        return wide.substring(0, wide.indexOf("table:")) + section;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "table: {sheet: Data} | table: period is absent, needed the name of the column of periods",
                "table: {period: } | table: period is null, needed the name of a column",
                "table: {period: [a]} | table: period is [\"a\"], needed the name of a column",
                "table: {period: a, separator: \"\"} | table: separator is \"\", needed one character, such as \";\"",
                "table: {period: a, separator: tab} | table: separator is \"tab\", needed one character",
                "table: {period: a, series: AREA, value: v} | table: series is \"AREA\", needed a list, such as [AREA, ITEM]",
                "table: {period: a, series: [], value: v} | table: series is [], needed a list",
                "table: {period: a, series: [A]} | table: series is there without value, needed both, or neither",
                "table: {period: a, missing: {b: c}} | table: missing is {\"b\":\"c\"}, needed a list, such as [\"n/a\"]",
                "table: {period: a, dated_at: never} | table: dated_at is \"never\", needed one of first-day, last-day, last-month",
                "table: {period: a, decimal: comma} | table: decimal is \"comma\", needed \",\" or \".\"",
                "table: {period: a, dates: MM/yyyy} | table: dates is \"MM/yyyy\", needed days, such as dd/MM/yyyy",
                "table: {perod: a} | table: perod is no key, there are dated_at, dates, decimal, known_at, missing, period",
            })
    void aMistakeInAMappingIsNamed(String section, String mistake) {
        assertThatThrownBy(() -> FileDropIngest.by(new Body(
                        "mapping.yaml", "application/yaml", table(section).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("mapping.yaml: is no mapping: ")
                .hasMessageContaining(mistake);
    }

    @Test
    void aMappingWhoseCatalogueCannotBeReadIsBadDataToo() {
        String badDay = table("bases: {b: {2024-13-01: \"2015\", 2025-01-01: \"2020\"}}\ntable: {period: month}")
                .replace("title: Series A", "title: Series A, bases: b");
        assertThatThrownBy(() -> FileDropIngest.by(
                        new Body("mapping.yaml", "application/yaml", badDay.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("2024-13-01");
    }

    private static final String MONTH_AND_A = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>month</t></is></c>"
            + "<c r=\"B1\" t=\"inlineStr\"><is><t>A</t></is></c></row>";

    @Test
    void aWorkbookThatCountsDaysFrom1904IsDatedSo() throws IOException {
        // 1904-01-01 and 44043 days are 2024-08-01; from 1899-12-30 the same day is 45505, 1462 more.
        byte[] workbook = Workbook.countingFrom1904(
                MONTH_AND_A + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>44043</v></c><c r=\"B2\"><v>0.1</v></c></row>");
        assertThat(Rows.of(by("wide.yaml"), "table.xlsx", workbook))
                .containsExactly("A 2024-08 0.1 known 2024-12-01T08:00:00Z");
    }

    @Test
    void aFormulaThatNobodyWorkedOutIsNoEmptyCell() throws IOException {
        byte[] workbook = Workbook.of(
                MONTH_AND_A + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45505</v></c><c r=\"B2\"><f>C2*2</f></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>45536</v></c><c r=\"B3\"><f>C3*2</f><v>7</v></c></row>");
        assertThat(Rows.of(by("wide.yaml"), "table.xlsx", workbook))
                .containsExactly("rejected A 2024-08-01 BAD_NUMBER", "A 2024-09 7.0 known 2024-12-01T08:00:00Z");
    }

    /** Were both taken for one series, neither would be right. */
    @Test
    void aDimensionThatTheMappingDoesNotNameMayHaveOneValueOnly() {
        SourceIngest drop = FileDropIngest.by(new Body(
                "mapping.yaml",
                "application/yaml",
                table("table: {period: TIME_PERIOD, series: [ITEM], value: OBS_VALUE}")
                        .getBytes(StandardCharsets.UTF_8)));
        String header = "DATAFLOW,FREQ,ITEM,ADJ,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n";
        String table = header + "D,M,A,N,2024-08,1,x\nD,M,B,S,2024-08,2,y\nD,M,A,N,2024-09,3,x\n";
        assertThat(Rows.of(drop, "table.csv", table.getBytes(StandardCharsets.UTF_8)))
                .hasSize(3);
        byte[] mixed = (table + "D,M,A,S,2024-10,4,x\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Rows.of(drop, "table.csv", mixed))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage(
                        "table.csv: has [M, N] and [M, S] in [FREQ, ADJ] for the series A, which the mapping makes of"
                                + " [ITEM]: name them there");
    }

    @Test
    void aCellBesideTheHeaderIsNotLostButRefused() throws IOException {
        String row = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45505</v></c><c r=\"B2\"><v>0.1</v></c>";
        assertThat(Rows.of(by("wide.yaml"), "table.xlsx", Workbook.of(MONTH_AND_A + row + "<c r=\"C2\"/></row>")))
                .as("an empty cell is none")
                .hasSize(1);
        byte[] wider = Workbook.of(MONTH_AND_A + row + "<c r=\"D2\"><v>7</v></c></row>");
        assertThatThrownBy(() -> Rows.of(by("wide.yaml"), "table.xlsx", wider))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("table.xlsx: sheet Data: line 2 has 4 cells, its header 2");
    }

    @Test
    void aTableWhoseEveryRowIsRefusedFailsTheRunHoweverShortItIs(@TempDir Path landing, @TempDir Path blobs)
            throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> environment = new HashMap<>(database.environment("loader"));
            environment.put("MACROCAST_BLOB_ROOT", blobs.toString());
            Main main =
                    new Main(environment, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
            Files.write(landing.resolve("mapping.yaml"), Fixtures.read("file_drop/mapping.yaml"));
            Files.write(landing.resolve("good.csv"), Fixtures.read("file_drop/table.csv"));
            Files.writeString(
                    landing.resolve("wages.csv"),
                    "ITEM;AREA;DATE;VALUE;SEEN\nwages;GB;2024-08-01;7;2024-09-02\nwages;GB;2024-09-01;8;2024-09-02\n");
            for (int run = 1; run <= 2; run++) {
                assertThat(main.run("file_drop", "--input=" + landing + "/*.csv"))
                        .as("run %d: it is no better when it is loaded already", run)
                        .isEqualTo(ExitCode.BAD_DATA);
            }
            assertThat(database.number("select count(*) from macrocast.quarantine where series_code = 'GB.wages'"))
                    .isEqualTo(3);
            assertThat(database.number("select count(*) from macrocast.observation"))
                    .as("what else there is")
                    .isEqualTo(3);
            assertThat(database.rows("select distinct summary ->> 'message' from macrocast.job_run"))
                    .containsExactly(List.of("Load 1: wages.csv has 2 rows, all refused and in quarantine; row 1 as"
                            + " UNKNOWN_SERIES: GB.wages 2024-08-01 7 2024-09-02"));
        }
    }

    @Test
    void aFolderWithAMappingIsLoadedWithoutCode(@TempDir Path landing, @TempDir Path blobs) throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> environment = new HashMap<>(database.environment("loader"));
            environment.put("MACROCAST_BLOB_ROOT", blobs.toString());
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            Main main = new Main(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
            Files.write(landing.resolve("table.csv"), Fixtures.read("file_drop/table.csv"));
            assertThat(main.run("file_drop", "--input=" + landing + "/*.csv"))
                    .as("no mapping")
                    .isEqualTo(ExitCode.SOURCE_UNAVAILABLE);
            Path mapping = landing.resolve("mapping.yaml");
            Files.writeString(mapping, "table: {period: DATE, value: VALUE}");
            assertThat(main.run("file_drop", "--input=" + landing + "/*.csv")).isEqualTo(ExitCode.BAD_DATA);

            Files.write(mapping, Fixtures.read("file_drop/mapping.yaml"));
            assertThat(main.run("file_drop", "--input=" + landing + "/*.csv")).isEqualTo(ExitCode.DONE);
            assertThat(database.rows("select series_key, period, value from api.observation_history order by known_at"))
                    .hasSize(3)
                    .startsWith(List.of("desk/ORDERS", "2024-Q1", "12.5"));
            String table = new String(Fixtures.read("file_drop/table.csv"), StandardCharsets.UTF_8);
            Files.writeString(landing.resolve("LATER.CSV"), table.replace(";12.5;", ";12.75;"));
            Files.delete(landing.resolve("table.csv"));
            assertThat(main.run("file_drop", "--input=" + landing + "/" + patternOfDag()))
                    .as("capitals")
                    .isEqualTo(ExitCode.DONE);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("\"read\":7,\"written\":3,\"unchanged\":0,\"quarantined\":4,\"skipped\":1");
        }
    }
}
