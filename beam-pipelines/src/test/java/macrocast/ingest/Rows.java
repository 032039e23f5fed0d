package macrocast.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;

/** What a parser made of a body, one line of words per row. */
public final class Rows {
    private Rows() {}

    public static List<String> of(SourceIngest source, String name, byte[] body) {
        return source.parser(Instant.parse("2024-12-01T08:00:00Z")).rows(name, body).stream()
                .map(Rows::words)
                .toList();
    }

    public static String words(ParsedRow row) {
        if (row instanceof Accepted accepted && accepted.row() instanceof Observation o) {
            return o.series().code() + " " + o.period() + " " + (o.withdrawn() ? "withdrawn" : o.value()) + " known "
                    + o.knownAt();
        }
        if (row instanceof Accepted accepted && accepted.row() instanceof ForecastByOther f) {
            return f.series().code() + " " + f.method() + " " + f.target() + " h" + f.horizon() + " " + f.mean()
                    + " known " + f.knownAt();
        }
        if (row instanceof Rejected rejected) {
            return "rejected " + rejected.series() + " " + rejected.period() + " " + rejected.reason();
        }
        return "skipped " + ((Skipped) row).reason().name().toLowerCase(Locale.ROOT);
    }

    public static Stream<Observation> observations(List<ParsedRow> rows) {
        return rows.stream()
                .filter(Accepted.class::isInstance)
                .map(row -> ((Accepted) row).row())
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast);
    }
}
