package macrocast.ingest.worldbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Observation;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.UnreadablePayloadException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every body recorded from the World Bank, against the counts of the recordings' manifest. */
class WorldBankRecordedTest {
    private final WorldBankParser parser = new WorldBankParser(Catalogue.of("world_bank"));

    @Test
    void countsEqualTheManifest() throws IOException {
        Path recorded = Fixtures.recorded();
        int pages = 0;
        for (CSVRecord line : manifest(recorded)) {
            Path file = recorded.resolve(line.get("file"));
            if (!line.get("provider").equals("World Bank")) {
                continue;
            }
            byte[] body = body(file);
            if (line.get("observations").isEmpty()) {
                assertThatThrownBy(() -> parser.rows(file.toString(), body))
                        .isInstanceOf(UnreadablePayloadException.class);
            } else {
                assertCounts(line, parser.rows(file.toString(), body));
                pages++;
            }
        }
        assertThat(pages).isEqualTo(4);
    }

    private static void assertCounts(CSVRecord line, List<ParsedRow> rows) {
        long missing = rows.stream().filter(Skipped.class::isInstance).count();
        long accepted = rows.stream().filter(Accepted.class::isInstance).count();
        assertThat(rows).as(line.get("file")).hasSize(Integer.parseInt(line.get("observations")));
        assertThat(missing).as(line.get("file")).isEqualTo(Long.parseLong(line.get("missing")));
        assertThat(accepted + missing)
                .as("no row of %s is rejected", line.get("file"))
                .isEqualTo(rows.size());
        Set<String> years = new HashSet<>();
        for (ParsedRow row : rows) {
            if (row instanceof Accepted accept && accept.row() instanceof Observation observation) {
                years.add(observation.period().toString());
            }
        }
        assertThat(years).allSatisfy(year -> assertThat(year).isBetween(line.get("first"), line.get("last")));
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

    static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".gz")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                : bytes;
    }
}
