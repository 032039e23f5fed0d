package macrocast.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.store.LoadRequest.Precision;
import macrocast.store.LoadRequest.Quality;

/**
 * A source of made-up monthly vintages: each states the last months of every series anew, each time with other values.
 *
 * <p>A body is a line {@code first vintage, vintages, months stated, series}: what it stands for is computed by the parser,
 * so that what is measured is not how fast a format can be read.
 */
final class Panel implements SourceIngest {
    private static final LocalDate FIRST_MONTH = LocalDate.of(1985, 1, 1);
    private static final Catalogue CATALOGUE = Catalogue.of("bench");
    static final List<SeriesKey> SERIES =
            CATALOGUE.series().stream().map(series -> series.key()).toList();

    private final List<Body> bodies;

    Panel(List<Body> bodies) {
        this.bodies = bodies;
    }

    /** So many vintages of all series, in bodies of a given number of vintages. */
    static Panel of(int vintages, int vintagesPerBody, int months) {
        return new Panel(IntStream.range(0, vintages / vintagesPerBody)
                .mapToObj(i -> body(i * vintagesPerBody, vintagesPerBody, months))
                .toList());
    }

    private static Body body(int firstVintage, int vintages, int months) {
        String text = firstVintage + "," + vintages + "," + months;
        return new Body("panel-" + text, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows that a body stands for. */
    static void forEach(String text, Consumer<Observation> rows) {
        String[] numbers = text.split(",", -1);
        int first = Integer.parseInt(numbers[0]);
        int months = Integer.parseInt(numbers[2]);
        for (int vintage = first; vintage < first + Integer.parseInt(numbers[1]); vintage++) {
            Period newest = new Period(Frequency.MONTHLY, FIRST_MONTH.plusMonths(vintage + months - 1L));
            Instant knownAt = newest.plus(1).start().atStartOfDay().toInstant(ZoneOffset.UTC);
            List<Period> stated = new ArrayList<>();
            for (int back = months - 1; back >= 0; back--) {
                stated.add(newest.plus(-back));
            }
            for (SeriesKey series : SERIES) {
                for (Period period : stated) {
                    rows.accept(new Observation(
                            series,
                            period,
                            knownAt,
                            100 + vintage + period.start().getMonthValue() / 16.0));
                }
            }
        }
    }

    @Override
    public String parserVersion() {
        return "1";
    }

    @Override
    public Quality knownQuality() {
        return Quality.NATIVE;
    }

    @Override
    public Precision knownPrecision() {
        return Precision.DAY;
    }

    @Override
    public Catalogue catalogue() {
        return CATALOGUE;
    }

    @Override
    public RowParser parser() {
        return (name, body, rows) ->
                forEach(new String(body, StandardCharsets.UTF_8), row -> rows.accept(new ParsedRow.Accepted(row)));
    }

    @Override
    public void fetch(String input, Consumer<Body> to) {
        bodies.forEach(to);
    }
}
