package macrocast.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.SourceRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.store.Payload;
import macrocast.store.StageRow;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads archived bodies and turns them into numbered rows, and one tally per body.
 *
 * <p>A body that cannot be read at all fails the run; a row that cannot becomes a reject.
 */
public final class ParseRows extends PTransform<PCollection<Payload>, PCollectionTuple> {
    private static final long serialVersionUID = 1;

    public static final TupleTag<StageRow> ROWS = new TupleTag<>() {};
    public static final TupleTag<PayloadTally> TALLIES = new TupleTag<>() {};

    private final RawArchive archive;
    private final RowParser parser;

    private ParseRows(RawArchive archive, RowParser parser) {
        this.archive = archive;
        this.parser = parser;
    }

    public static ParseRows of(RawArchive archive, RowParser parser) {
        return new ParseRows(archive, parser);
    }

    @Override
    public PCollectionTuple expand(PCollection<Payload> payloads) {
        PCollectionTuple parsed = payloads.apply(
                "Parse", ParDo.of(new ParseFn(archive, parser)).withOutputTags(ROWS, TupleTagList.of(TALLIES)));
        parsed.get(ROWS).setCoder(StageRowCoder.of());
        parsed.get(TALLIES).setCoder(SerializableCoder.of(PayloadTally.class));
        return parsed;
    }

    private static final class ParseFn extends DoFn<Payload, StageRow> {
        private static final long serialVersionUID = 1;

        private final RawArchive archive;
        private final RowParser parser;

        ParseFn(RawArchive archive, RowParser parser) {
            this.archive = archive;
            this.parser = parser;
        }

        @ProcessElement
        public void parse(@Element Payload payload, MultiOutputReceiver out) {
            Counter counter = new Counter(payload, out.get(ROWS));
            byte[] body = archive.get(payload);
            payload.names().forEach(name -> parser.parse(name, body, counter::add));
            out.get(TALLIES).output(counter.tally());
        }
    }

    /** Numbers the rows of one body and counts them by what became of them. */
    private static final class Counter {
        private final Payload payload;
        private final DoFn.OutputReceiver<StageRow> rows;
        private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        private final SortedSet<String> series = new TreeSet<>();
        private long rowNumber;
        private long read;

        Counter(Payload payload, DoFn.OutputReceiver<StageRow> rows) {
            this.payload = payload;
            this.rows = rows;
        }

        void add(ParsedRow parsed) {
            rowNumber++;
            if (parsed instanceof Skipped skip) {
                skipped.merge(skip.reason(), 1L, Long::sum);
                return;
            }
            read++;
            SourceRow row = sourceRow(parsed);
            if (row instanceof Observation observation) {
                series.add(observation.series().code());
            } else if (row instanceof ForecastByOther forecast) {
                series.add(forecast.series().code());
            }
            rows.output(new StageRow(payload.sha256(), rowNumber, row));
        }

        private static SourceRow sourceRow(ParsedRow parsed) {
            if (parsed instanceof Accepted accepted) {
                return accepted.row();
            }
            Rejected rejected = (Rejected) parsed;
            return new macrocast.domain.Rejected(
                    rejected.series().isEmpty() ? null : rejected.series(),
                    rejected.period().isEmpty() ? null : rejected.period(),
                    rejected.reason().name(),
                    rejected.rawText());
        }

        PayloadTally tally() {
            return new PayloadTally(payload, read, skipped, series);
        }
    }
}
