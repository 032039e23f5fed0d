package macrocast.ingest.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.parquet.Column.Kind;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Reads flat Parquet files whose bytes are in memory.
 *
 * <p>The schema and the sizes that the footer promises are checked before a page is touched. Whatever is wrong with a file
 * becomes one {@link UnreadablePayloadException} that names it.
 */
public final class ParquetTable {
    /** What all columns of a file may hold once inflated. */
    private static final long LARGEST_TABLE = 1L << 30;

    private final List<Column> columns;

    private ParquetTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A table that needs these columns; a file may have more, in any order. */
    public static ParquetTable of(List<Column> columns) {
        return new ParquetTable(columns);
    }

    /**
     * Hands over the rows of a file in their order.
     *
     * @param name what messages call the file
     * @throws UnreadablePayloadException when it is no Parquet file, cut short, damaged, or lacks a column
     */
    public void read(String name, byte[] file, Consumer<ParquetRow> rows) {
        try (ParquetFileReader reader = open(name, file)) {
            MessageType schema = attempt(name, () -> reader.getFileMetaData().getSchema());
            checkSchema(name, schema);
            checkSizes(name, file.length, reader.getRowGroups());
            MessageType wanted = wanted(schema);
            attempt(name, () -> {
                reader.setRequestedSchema(wanted);
                return wanted;
            });
            for (BlockMetaData ignored : reader.getRowGroups()) {
                PageReadStore pages = attempt(name, reader::readNextRowGroup);
                RecordReader<Group> records = attempt(name, () -> new ColumnIOFactory()
                        .getColumnIO(wanted)
                        .getRecordReader(pages, new GroupRecordConverter(wanted)));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    rows.accept(new ParquetRow(name, attempt(name, records::read)));
                }
            }
        } catch (IOException e) {
            throw new UnreadablePayloadException(name, "cannot be closed: " + e.getMessage(), e);
        }
    }

    private static ParquetFileReader open(String name, byte[] file) {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .usePageChecksumVerification()
                .build();
        return attempt(name, () -> ParquetFileReader.open(new InMemoryFile(file), options));
    }

    /** Only what is asked for is decoded; columns that a source adds cost nothing. */
    private MessageType wanted(MessageType schema) {
        List<Type> fields = columns.stream()
                .filter(column -> schema.containsField(column.name()))
                .map(column -> schema.getType(column.name()))
                .toList();
        return new MessageType(schema.getName(), fields);
    }

    private void checkSchema(String name, MessageType schema) {
        List<String> wrong = new ArrayList<>();
        for (Column column : columns) {
            if (!schema.containsField(column.name())) {
                if (column.required()) {
                    wrong.add("has no column " + column.name());
                }
                continue;
            }
            Type type = schema.getType(column.name());
            if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED) || !fits(type, column.kind())) {
                wrong.add("column " + column.name() + " is " + describe(type) + ", needed " + describe(column.kind()));
            }
        }
        if (!wrong.isEmpty()) {
            String has = schema.getFields().stream().map(Type::getName).collect(Collectors.joining(", "));
            throw new UnreadablePayloadException(name, String.join("; ", wrong) + " (its columns are " + has + ")");
        }
    }

    private static boolean fits(Type type, Kind kind) {
        PrimitiveType primitive = type.asPrimitiveType();
        LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
        return switch (primitive.getPrimitiveTypeName()) {
            case BINARY -> kind == Kind.TEXT && logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
            case INT64 ->
                logical instanceof TimestampLogicalTypeAnnotation
                        ? kind == Kind.MOMENT
                        : kind == Kind.WHOLE_NUMBER && isPlainInteger(logical);
            case INT32 ->
                logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? kind == Kind.MOMENT
                        : kind == Kind.WHOLE_NUMBER && isPlainInteger(logical);
            case DOUBLE, FLOAT -> kind == Kind.NUMBER;
            default -> false;
        };
    }

    @SuppressWarnings("ReferenceEquality") // An absent annotation is null.
    private static boolean isPlainInteger(LogicalTypeAnnotation logical) {
        return logical == null || logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
    }

    private static String describe(Type type) {
        String logical = type.getLogicalTypeAnnotation() == null ? "" : " " + type.getLogicalTypeAnnotation();
        return type.isPrimitive()
                ? type.asPrimitiveType().getPrimitiveTypeName() + logical
                : "a group of " + type.asGroupType().getFieldCount();
    }

    private static String describe(Kind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case MOMENT -> "a timestamp or date";
            case WHOLE_NUMBER -> "a whole number";
            case NUMBER -> "a floating-point number";
        };
    }

    /** A damaged footer must not decide how much memory is taken. */
    private static void checkSizes(String name, int length, List<BlockMetaData> groups) {
        long inflated = 0;
        for (BlockMetaData group : groups) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                long end = chunk.getStartingPos() + chunk.getTotalSize();
                if (chunk.getStartingPos() < 4 || chunk.getTotalSize() < 0 || end > length) {
                    throw new UnreadablePayloadException(
                            name, "column " + chunk.getPath().toDotString() + " ends at byte " + end + " of " + length);
                }
                inflated += Math.max(0, chunk.getTotalUncompressedSize());
            }
        }
        if (inflated > LARGEST_TABLE) {
            throw new UnreadablePayloadException(
                    name, "would inflate to " + inflated + " bytes, at most " + LARGEST_TABLE + " are read");
        }
    }

    /** Parquet answers damage with exceptions of many kinds; here all of them mean one thing. */
    static <T> T attempt(String name, Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnreadablePayloadException(name, "not a whole Parquet file: " + cause.getMessage(), e);
        }
    }

    interface Reading<T> {
        T run() throws IOException;
    }
}
