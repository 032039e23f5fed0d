package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.store.Payload;
import macrocast.store.StageRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedRowsTest {
    private static final Observation ONE = new Observation(
            new SeriesKey("letters", "a"),
            new Period(Frequency.ANNUAL, LocalDate.of(2025, 1, 1)),
            Instant.parse("2026-01-01T00:00:00Z"),
            1.0);

    /** A row per letter: {@code a} is a value, {@code -} is missing, {@code !} ends the world, the rest are rejects. */
    private static final class Letters implements RowParser {
        private static final long serialVersionUID = 1;

        @Override
        public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
            for (char letter : new String(body, StandardCharsets.UTF_8).toCharArray()) {
                switch (letter) {
                    case 'a' -> rows.accept(new Accepted(ONE));
                    case '-' -> rows.accept(new Skipped(SkipReason.MISSING));
                    case '!' -> throw new UnreadablePayloadException(name, "has a !");
                    default -> rows.accept(new Rejected("", "", String.valueOf(letter), RejectReason.BAD_NUMBER));
                }
            }
        }
    }

    private static PayloadTally parse(RawArchive archive, String text, Consumer<StageRow> rows) {
        Payload payload = archive.put(new Body("letters.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        return NumberedRows.parse(payload, archive.get(payload), new Letters(), rows);
    }

    @Test
    void rowsAreNumberedAsTheyStandAndCountedByWhatBecameOfThem(@TempDir Path root) {
        String sha256 = RawArchive.sha256("-ax".getBytes(StandardCharsets.UTF_8));
        List<StageRow> rows = new ArrayList<>();

        PayloadTally tally = parse(new RawArchive(root.toString()), "-ax", rows::add);

        assertThat(rows)
                .containsExactly(
                        new StageRow(sha256, 2, ONE),
                        new StageRow(sha256, 3, new macrocast.domain.Rejected(null, null, "BAD_NUMBER", "x")));
        Payload payload = new Payload(sha256, root + "/raw/" + sha256, List.of("letters.txt"), 3, "text/plain");
        assertThat(tally)
                .isEqualTo(new PayloadTally(payload, 2, Map.of(SkipReason.MISSING, 1L), new TreeSet<>(List.of("a"))));
    }

    @Test
    void anUnreadableBodyIsSaidByName(@TempDir Path root) {
        assertThatThrownBy(() -> parse(new RawArchive(root.toString()), "aa!", row -> {}))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("letters.txt: has a !");
    }
}
