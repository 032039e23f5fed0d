package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import macrocast.ingest.philadelphia.PhiladelphiaIngest;
import org.junit.jupiter.api.Test;

/** The workbooks in which the Philadelphia Fed publishes its matrices. */
class RealTimeWorkbookTest {

    /** A table as a sheet: numbers with the 17 digits that spreadsheet programs write, #N/A as an error or as text. */
    private static byte[] workbook(String csv) throws IOException {
        StringBuilder rows = new StringBuilder();
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            rows.append("<row r=\"").append(number).append("\">");
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                String place = column(i) + number;
                if (cells[i].matches("-?[\\d.]+")) {
                    String digits = new BigDecimal(Double.parseDouble(cells[i]))
                            .round(new MathContext(17))
                            .toPlainString();
                    rows.append("<c r=\"" + place + "\"><v>" + digits + "</v></c>");
                } else if (cells[i].equals("#N/A") && number % 2 == 0) {
                    rows.append("<c r=\"" + place + "\" t=\"e\"><v>#N/A</v></c>");
                } else if (!cells[i].isEmpty()) {
                    rows.append("<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + cells[i] + "</t></is></c>");
                }
            }
            rows.append("</row>");
        }
        return Workbook.of(rows + "<row r=\"" + (number + 1) + "\"><c r=\"A" + (number + 1) + "\"/></row>");
    }

    private static String column(int place) {
        return (place < 26 ? "" : column(place / 26 - 1)) + (char) ('A' + place % 26);
    }

    private static List<String> rows(String name, byte[] body) {
        return Rows.of(new PhiladelphiaIngest(), name, body);
    }

    @Test
    void aWorkbookGivesTheRowsOfItsTable() throws IOException {
        byte[] csv = Fixtures.read("philadelphia_fed/M2.csv");
        assertThat(rows("M2.xlsx", workbook(new String(csv, StandardCharsets.UTF_8))))
                .isEqualTo(rows("M2.csv", csv));
    }

    @Test
    void aRecordedMatrixAsAWorkbookGivesExactlyItsValues() throws IOException {
        for (String name : List.of("ROUTPUTQvQd", "PQvQd")) {
            Path recorded = Fixtures.recorded().resolve("rtdsm/" + name + ".csv.gz");
            byte[] csv = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(recorded))).readAllBytes();
            List<String> ofTable = rows(name + ".csv", csv);
            assertThat(ofTable).hasSizeGreaterThan(70_000);
            assertThat(rows(name + ".xlsx", workbook(new String(csv, StandardCharsets.UTF_8))))
                    .isEqualTo(ofTable);
        }
    }

    @Test
    void aWorkbookThatIsCutIsNotTakenForWhole() throws IOException {
        byte[] whole = workbook(new String(Fixtures.read("philadelphia_fed/M2.csv"), StandardCharsets.UTF_8));
        for (int length = 5; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> rows("M2.xlsx", cut))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith("M2.xlsx: ");
        }
    }
}
