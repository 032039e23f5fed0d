package macrocast.ingest;

import java.util.UUID;
import macrocast.store.Database;
import macrocast.store.LoadStore;
import macrocast.store.Payload;
import macrocast.store.StageWriter;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Reads archived bodies straight into the stage of a load, one COPY per bundle of bodies, and gives one tally per body.
 *
 * <p>Rows go from parser to database one by one, so memory does not grow with their number. A bundle's rows are there when
 * the bundle is finished, all or none. A bundle that runs twice stages its rows twice; publishing knows them by payload and
 * row number. A body that cannot be read at all fails the run; a row that cannot becomes a reject.
 */
public final class StageRows extends PTransform<PCollection<Payload>, PCollection<PayloadTally>> {
    private static final long serialVersionUID = 1;

    private final RawArchive archive;
    private final RowParser parser;
    private final Database database;
    private final UUID loadKey;

    private StageRows(RawArchive archive, RowParser parser, Database database, UUID loadKey) {
        this.archive = archive;
        this.parser = parser;
        this.database = database;
        this.loadKey = loadKey;
    }

    public static StageRows of(RawArchive archive, RowParser parser, Database database, UUID loadKey) {
        return new StageRows(archive, parser, database, loadKey);
    }

    @Override
    public PCollection<PayloadTally> expand(PCollection<Payload> payloads) {
        return payloads.apply("Copy", ParDo.of(new CopyFn(this))).setCoder(SerializableCoder.of(PayloadTally.class));
    }

    static final class CopyFn extends DoFn<Payload, PayloadTally> {
        private static final long serialVersionUID = 1;

        private final RawArchive archive;
        private final RowParser parser;
        private final Database database;
        private final UUID loadKey;
        private transient @Nullable StageWriter writer;

        CopyFn(StageRows step) {
            this.archive = step.archive;
            this.parser = step.parser;
            this.database = step.database;
            this.loadKey = step.loadKey;
        }

        @ProcessElement
        public void stage(@Element Payload payload, OutputReceiver<PayloadTally> out) {
            byte[] body = archive.get(payload);
            StageWriter open = writer;
            if (open == null) {
                open = new LoadStore(database).writer(loadKey);
                writer = open;
            }
            out.output(NumberedRows.parse(payload, body, parser, open::write));
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
