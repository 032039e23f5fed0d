package macrocast.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.parquet.Column.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTableTest {
    private static final ParquetTable TABLE = ParquetTable.of(List.of(
            Column.required("day", Kind.MOMENT),
            Column.required("name", Kind.TEXT),
            Column.required("value", Kind.NUMBER),
            Column.optional("note", Kind.TEXT)));
    private static final String FIELDS =
            "optional int64 day (TIMESTAMP(MICROS,false)); optional binary name (STRING); optional double value;";

    // 2025-09-30 is 20,361 days after 1970-01-01.
    private static final long DAY_IN_SECONDS = 20_361L * 86_400;

    private static ParquetFile file(String fields, long day) {
        return ParquetFile.of(fields)
                .row(row -> row.append("day", day).append("name", "a").append("value", 1.5))
                .row(row -> row.append("day", day).append("name", "b"));
    }

    private static byte[] valid() {
        return file(FIELDS, DAY_IN_SECONDS * 1_000_000).bytes();
    }

    private static List<ParquetRow> read(byte[] bytes) {
        List<ParquetRow> rows = new ArrayList<>();
        TABLE.read("small.parquet", bytes, rows::add);
        return rows;
    }

    @Test
    void readsValuesAndNullsInTheOrderOfTheFile() {
        List<ParquetRow> rows = read(valid());
        assertThat(rows).extracting(row -> row.text("name").orElseThrow()).containsExactly("a", "b");
        assertThat(rows)
                .extracting(row -> row.number("value"))
                .containsExactly(OptionalDouble.of(1.5), OptionalDouble.empty());
        assertThat(rows.get(0).text("note")).isEmpty();
    }

    @Test
    void timestampsOfAnyUnitMeanTheSameMoment() {
        String millis = FIELDS.replace("MICROS", "MILLIS");
        String nanos = FIELDS.replace("MICROS", "NANOS");
        for (byte[] bytes : List.of(
                file(millis, DAY_IN_SECONDS * 1_000).bytes(),
                valid(),
                file(nanos, DAY_IN_SECONDS * 1_000_000_000).bytes())) {
            assertThat(read(bytes).get(0).moment("day")).isEqualTo(Optional.of(LocalDateTime.of(2025, 9, 30, 0, 0)));
        }
    }

    @Test
    void aRowIsSpelledForAPersonWhoLooksAtAReject() {
        assertThat(read(valid()))
                .extracting(ParquetRow::toString)
                .containsExactly("day=2025-09-30T00:00, name=a, value=1.5", "day=2025-09-30T00:00, name=b, value=null");
    }

    @Test
    void columnsThatASourceAddsOrMovesDoNotMatter() {
        String moved = "optional double value; optional binary extra (STRING); optional binary name (STRING);"
                + " optional int64 day (TIMESTAMP(MICROS,false));";
        assertThat(read(file(moved, 0).bytes())).hasSize(2);
    }

    @Test
    void aMissingColumnNamesFileColumnAndWhatThereIs() {
        byte[] bytes = ParquetFile.of("optional double level; optional binary name (STRING);")
                .bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("small.parquet: has no column day; has no column value (its columns are level, name)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional int64 value;",
                "optional binary value (STRING);",
                "optional group value { optional double inner; }",
                "repeated double value;"
            })
    void aColumnOfAnotherTypeIsRefusedWithBothTypes(String value) {
        byte[] bytes =
                ParquetFile.of(FIELDS.replace("optional double value;", value)).bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("small.parquet: column value is ")
                .hasMessageContaining("needed a floating-point number");
    }

    @Test
    void whatIsNoParquetFileSaysSo() {
        for (byte[] bytes : List.of(new byte[0], "<html>busy</html>".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith("small.parquet: not a whole Parquet file: ");
        }
    }

    @Test
    void everyTruncationIsFound() {
        byte[] bytes = valid();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadablePayloadException.class);
        }
    }

    /** A changed byte may still make a readable file; what it must not make is any other failure. */
    @Test
    void damageFailsInOneWayOnly() {
        Random random = new Random(20261123);
        byte[] bytes = valid();
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (UnreadablePayloadException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }
}
