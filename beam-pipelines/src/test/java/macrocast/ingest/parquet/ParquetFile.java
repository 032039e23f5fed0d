package macrocast.ingest.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.example.GroupWriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A small file written by parquet-java's own writer, in memory: the fixture of the tests that read Parquet. */
public final class ParquetFile {
    private final MessageType schema;
    private final List<Group> rows = new ArrayList<>();

    private ParquetFile(MessageType schema) {
        this.schema = schema;
    }

    /** A file of the fields of a message, such as {@code optional double value;}. */
    public static ParquetFile of(String fields) {
        return new ParquetFile(MessageTypeParser.parseMessageType("message schema { " + fields + " }"));
    }

    /** Adds a row; a field that is not appended is null. */
    public ParquetFile row(Consumer<Group> values) {
        Group row = new SimpleGroup(schema);
        values.accept(row);
        rows.add(row);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<Group> writer = new Builder(schema, bytes).build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
        private final MessageType schema;

        Builder(MessageType schema, ByteArrayOutputStream bytes) {
            super(new InMemoryOutput(bytes));
            this.schema = schema;
            withConf(new PlainParquetConfiguration());
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract still.
        protected WriteSupport<Group> getWriteSupport(org.apache.hadoop.conf.Configuration ignored) {
            throw new UnsupportedOperationException("Nothing of Hadoop is run");
        }

        @Override
        protected WriteSupport<Group> getWriteSupport(ParquetConfiguration configuration) {
            return new Support(schema);
        }
    }

    private static final class Support extends WriteSupport<Group> {
        private final GroupWriteSupport inner = new GroupWriteSupport();
        private final MessageType schema;

        Support(MessageType schema) {
            this.schema = schema;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract still.
        public WriteContext init(org.apache.hadoop.conf.Configuration ignored) {
            throw new UnsupportedOperationException("Nothing of Hadoop is run");
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            configuration.set(GroupWriteSupport.PARQUET_EXAMPLE_SCHEMA, schema.toString());
            inner.init(configuration);
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(org.apache.parquet.io.api.RecordConsumer consumer) {
            inner.prepareForWrite(consumer);
        }

        @Override
        public void write(Group row) {
            inner.write(row);
        }
    }

    private record InMemoryOutput(ByteArrayOutputStream bytes) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes.size();
                }

                @Override
                public void write(int b) {
                    bytes.write(b);
                }

                @Override
                public void write(byte[] part, int offset, int length) {
                    bytes.write(part, offset, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
