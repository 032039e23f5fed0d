package macrocast.ingest.parquet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** One row of a flat file. A null, and a column that the file does not have, are empty. */
public final class ParquetRow {
    private final String name;
    private final Group group;

    ParquetRow(String name, Group group) {
        this.name = name;
        this.group = group;
    }

    public Optional<String> text(String column) {
        return has(column)
                ? Optional.of(ParquetTable.attempt(name, () -> group.getString(column, 0)))
                : Optional.empty();
    }

    public OptionalLong wholeNumber(String column) {
        if (!has(column)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                typeOf(column) == PrimitiveTypeName.INT32 ? group.getInteger(column, 0) : group.getLong(column, 0));
    }

    public OptionalDouble number(String column) {
        if (!has(column)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                typeOf(column) == PrimitiveTypeName.FLOAT ? group.getFloat(column, 0) : group.getDouble(column, 0));
    }

    /** The time as the file's writer saw it on the clock, without a zone. */
    public Optional<LocalDateTime> moment(String column) {
        if (!has(column)) {
            return Optional.empty();
        }
        if (typeOf(column) == PrimitiveTypeName.INT32) {
            return Optional.of(LocalDate.ofEpochDay(group.getInteger(column, 0)).atStartOfDay());
        }
        TimestampLogicalTypeAnnotation timestamp =
                (TimestampLogicalTypeAnnotation) schema().getType(column).getLogicalTypeAnnotation();
        long ticks = group.getLong(column, 0);
        long ticksPerSecond = ticksPerSecond(timestamp.getUnit());
        return Optional.of(ParquetTable.attempt(
                name,
                () -> LocalDateTime.ofEpochSecond(
                        Math.floorDiv(ticks, ticksPerSecond),
                        (int) (Math.floorMod(ticks, ticksPerSecond) * (1_000_000_000L / ticksPerSecond)),
                        ZoneOffset.UTC)));
    }

    private static long ticksPerSecond(LogicalTypeAnnotation.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }

    /** The row in words, for a person who looks at a reject: {@code date=2025-09-30T00:00, value=102.5}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        for (Type field : schema().getFields()) {
            String column = field.getName();
            words.append(words.isEmpty() ? "" : ", ").append(column).append('=').append(written(column));
        }
        return words.toString();
    }

    private String written(String column) {
        if (!has(column)) {
            return "null";
        }
        return schema().getType(column).getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
                ? moment(column).map(LocalDateTime::toString).orElse("null")
                : ParquetTable.attempt(name, () -> group.getValueToString(schema().getFieldIndex(column), 0));
    }

    private boolean has(String column) {
        return schema().containsField(column) && group.getFieldRepetitionCount(column) > 0;
    }

    private PrimitiveTypeName typeOf(String column) {
        return schema().getType(column).asPrimitiveType().getPrimitiveTypeName();
    }

    private GroupType schema() {
        return group.getType();
    }
}
