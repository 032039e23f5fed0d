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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
        byte[] workbook = workbook(
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

    private static byte[] workbook(String rows) throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String packages = "http://schemas.openxmlformats.org/package/2006";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"" + packages
                        + "/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"" + packages + "/relationships\"><Relationship Id=\"r1\" Type=\"" + office
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                        + "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + packages + "/relationships\"><Relationship Id=\"r1\" Type=\"" + office
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + office
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + main
                        + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>"
                        + "</numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(("<?xml version=\"1.0\"?>" + part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
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
