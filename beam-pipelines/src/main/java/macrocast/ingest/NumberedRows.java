package macrocast.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.SourceRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.store.Payload;
import macrocast.store.StageRow;

/** The rows of one body, numbered as they stand, handed on one by one and counted by what became of them. */
final class NumberedRows {
    private final Payload payload;
    private final Consumer<StageRow> rows;
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private final SortedSet<String> series = new TreeSet<>();
    private long rowNumber;
    private long read;

    private NumberedRows(Payload payload, Consumer<StageRow> rows) {
        this.payload = payload;
        this.rows = rows;
    }

    /**
     * Parses a body.
     *
     * @param rows is given each row that holds a value or is a reject
     * @return how many there were
     * @throws UnreadablePayloadException when the body cannot be read at all; rows handed on before do not count then
     */
    static PayloadTally parse(Payload payload, byte[] body, RowParser parser, Consumer<StageRow> rows) {
        NumberedRows numbered = new NumberedRows(payload, rows);
        payload.names().forEach(name -> parser.parse(name, body, numbered::add));
        return new PayloadTally(payload, numbered.read, numbered.skipped, numbered.series);
    }

    private void add(ParsedRow parsed) {
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
        rows.accept(new StageRow(payload.sha256(), rowNumber, row));
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
}
