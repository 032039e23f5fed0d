package macrocast.ingest;

import java.util.UUID;
import macrocast.store.Database;
import macrocast.store.LoadStore;
import macrocast.store.StageRow;
import macrocast.store.StageWriter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;

/**
 * Streams rows into the stage of a load, one COPY per bundle.
 *
 * <p>A bundle's rows are there when the bundle is finished, all or none. A bundle that runs twice stages its rows twice;
 * publishing knows them by payload and row number.
 */
public final class StageRows extends PTransform<PCollection<StageRow>, PDone> {
    private static final long serialVersionUID = 1;

    private final Database database;
    private final UUID loadKey;

    private StageRows(Database database, UUID loadKey) {
        this.database = database;
        this.loadKey = loadKey;
    }

    public static StageRows into(Database database, UUID loadKey) {
        return new StageRows(database, loadKey);
    }

    @Override
    public PDone expand(PCollection<StageRow> rows) {
        rows.apply("Copy", ParDo.of(new CopyFn(database, loadKey)));
        return PDone.in(rows.getPipeline());
    }

    static final class CopyFn extends DoFn<StageRow, Void> {
        private static final long serialVersionUID = 1;

        private final Database database;
        private final UUID loadKey;
        private transient @Nullable StageWriter writer;

        CopyFn(Database database, UUID loadKey) {
            this.database = database;
            this.loadKey = loadKey;
        }

        @ProcessElement
        public void write(@Element StageRow row) {
            StageWriter open = writer;
            if (open == null) {
                open = new LoadStore(database).writer(loadKey);
                writer = open;
            }
            open.write(row);
        }

        @FinishBundle
        public void finish() {
            StageWriter open = writer;
            writer = null;
            if (open != null) {
                try (open) {
                    open.finish();
                }
            }
        }

        /** After a bundle that failed: what it had sent so far is taken back. */
        @Teardown
        public void close() {
            StageWriter open = writer;
            writer = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
