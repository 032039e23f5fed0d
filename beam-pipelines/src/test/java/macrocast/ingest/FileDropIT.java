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
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void aCellBesideTheHeaderIsNotLostButRefused() throws IOException {
        String row = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45505</v></c><c r=\"B2\"><v>0.1</v></c>";
        assertThat(Rows.of(by("wide.yaml"), "table.xlsx", Workbook.of(MONTH_AND_A + row + "<c r=\"C2\"/></row>")))
                .as("an empty cell is none")
                .hasSize(1);
        byte[] wider = Workbook.of(MONTH_AND_A + row + "<c r=\"D2\"><v>7</v></c></row>");
        assertThatThrownBy(() -> Rows.of(by("wide.yaml"), "table.xlsx", wider))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("table.xlsx: line 2 has 4 cells, its header 2");
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
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("\"read\":7,\"written\":3,\"unchanged\":0,\"quarantined\":4,\"skipped\":1");
        }
    }
}
