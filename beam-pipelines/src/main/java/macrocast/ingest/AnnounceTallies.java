package macrocast.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import macrocast.domain.Series;
import macrocast.store.Database;
import macrocast.store.LoadStore;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store how many rows each payload holds, and registers the series that have values, once every payload was
 * parsed: a load with an unreadable body leaves no series behind.
 */
public final class AnnounceTallies extends PTransform<PCollection<PayloadTally>, PDone> {
    private static final long serialVersionUID = 1;

    private final Database database;
    private final UUID loadKey;
    private final Catalogue catalogue;

    private AnnounceTallies(Database database, UUID loadKey, Catalogue catalogue) {
        this.database = database;
        this.loadKey = loadKey;
        this.catalogue = catalogue;
    }

    public static AnnounceTallies to(Database database, UUID loadKey, Catalogue catalogue) {
        return new AnnounceTallies(database, loadKey, catalogue);
    }

    @Override
    public PDone expand(PCollection<PayloadTally> tallies) {
        tallies.apply("UnderOneKey", WithKeys.<String, PayloadTally>of("load").withKeyType(TypeDescriptors.strings()))
                .apply("WhenAllAreParsed", GroupByKey.create())
                .apply("Announce", ParDo.of(new AnnounceFn(database, loadKey, catalogue)));
        return PDone.in(tallies.getPipeline());
    }

    private static final class AnnounceFn extends DoFn<KV<String, Iterable<PayloadTally>>, Void> {
        private static final long serialVersionUID = 1;
        private static final Logger LOG = LoggerFactory.getLogger(AnnounceTallies.class);

        private final Database database;
        private final UUID loadKey;
        private final Catalogue catalogue;

        AnnounceFn(Database database, UUID loadKey, Catalogue catalogue) {
            this.database = database;
            this.loadKey = loadKey;
            this.catalogue = catalogue;
        }

        @ProcessElement
        public void announce(@Element KV<String, Iterable<PayloadTally>> all) {
            LoadStore store = new LoadStore(database);
            List<Series> series = new ArrayList<>();
            for (PayloadTally tally : all.getValue()) {
                LOG.info(
                        "{} has {} rows of {} series; skipped {}",
                        tally.payload().name(),
                        tally.read(),
                        tally.series().size(),
                        tally.skipped());
                tally.series().forEach(code -> series.add(catalogue.series(code).orElseThrow()));
                store.expect(loadKey, tally.payload().sha256(), tally.read(), tally.skippedRows());
            }
            store.register(catalogue.source(), series.stream().distinct().toList());
        }
    }
}
