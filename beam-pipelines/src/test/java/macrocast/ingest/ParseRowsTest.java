package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class ParseRowsTest {
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

    private static PCollectionTuple parse(TestPipeline pipeline, RawArchive archive, String text) {
        Payload payload = archive.put(new Body("letters.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        return pipeline.apply(Create.of(payload).withCoder(SerializableCoder.of(Payload.class)))
                .apply(ParseRows.of(archive, new Letters()));
    }

    @Test
    void rowsAreNumberedAsTheyStandAndCountedByWhatBecameOfThem(TestPipeline pipeline, @TempDir Path root) {
        RawArchive archive = new RawArchive(root.toString());
        String sha256 = RawArchive.sha256("-ax".getBytes(StandardCharsets.UTF_8));

        PCollectionTuple parsed = parse(pipeline, archive, "-ax");

        PAssert.that(parsed.get(ParseRows.ROWS))
                .containsInAnyOrder(
                        new StageRow(sha256, 2, ONE),
                        new StageRow(sha256, 3, new macrocast.domain.Rejected(null, null, "BAD_NUMBER", "x")));
        Payload payload = new Payload(sha256, root + "/raw/" + sha256, "letters.txt", 3, "text/plain");
        PAssert.that(parsed.get(ParseRows.TALLIES))
                .containsInAnyOrder(
                        new PayloadTally(payload, 2, Map.of(SkipReason.MISSING, 1L), new TreeSet<>(List.of("a"))));
        pipeline.run().waitUntilFinish();
    }

    @Test
    void anUnreadableBodyFailsTheRunByName(TestPipeline pipeline, @TempDir Path root) {
        parse(pipeline, new RawArchive(root.toString()), "aa!");
        assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
                .hasRootCauseInstanceOf(UnreadablePayloadException.class)
                .hasRootCauseMessage("letters.txt: has a !");
    }

    @Test
    void aBodyThatWasChangedInTheArchiveFailsTheRun(TestPipeline pipeline, @TempDir Path root) throws Exception {
        RawArchive archive = new RawArchive(root.toString());
        parse(pipeline, archive, "a");
        Files.writeString(root.resolve("raw").resolve(RawArchive.sha256("a".getBytes(StandardCharsets.UTF_8))), "b");
        assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
                .rootCause()
                .hasMessageContaining("it was changed since");
    }
}
