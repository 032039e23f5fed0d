package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    private static byte[] workbook(String csv) throws IOException {
        return Workbook.of(Workbook.rows(csv));
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
