package macrocast.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.Series;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;

/** A source but for some of its series, whose rows are skipped. */
final class SourceWithout implements SourceIngest {
    private final SourceIngest source;
    private final Set<String> series;

    /**
     * @param series codes of what is left out
     */
    SourceWithout(SourceIngest source, Set<String> series) {
        this.source = source;
        this.series = Set.copyOf(series);
    }

    @Override
    public Catalogue catalogue() {
        return source.catalogue();
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new Parser(source.parser(firstSeen), catalogue(), series);
    }

    /** Names the series: without other ones it is another load. */
    @Override
    public String parserVersion() {
        return source.parserVersion() + " without "
                + String.join(",", series.stream().sorted().toList());
    }

    @Override
    public String readOf(String name) {
        return source.readOf(name);
    }

    @Override
    public List<String> lacks(Iterable<Body> bodies) {
        return source.lacks(bodies);
    }

    private record Parser(RowParser parser, Catalogue catalogue, Set<String> series) implements RowParser {

        @Override
        public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
            parser.parse(
                    name, body, row -> rows.accept(series.contains(code(row)) ? new Skipped(SkipReason.HELD) : row));
        }

        private String code(ParsedRow row) {
            if (row instanceof Accepted accepted) {
                return accepted.row() instanceof Observation observation
                        ? observation.series().code()
                        : ((ForecastByOther) accepted.row()).series().code();
            }
            if (row instanceof Rejected rejected) {
                Optional<Series> known = catalogue.seriesWritten(rejected.series());
                return known.map(one -> one.key().code()).orElse(rejected.series());
            }
            return "";
        }
    }
}
