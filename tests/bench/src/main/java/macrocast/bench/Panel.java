package macrocast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/**
 * A source of made-up monthly vintages: each states the last months of every series anew, each time with other values.
 *
 * <p>A body is a line {@code first vintage, vintages, months stated, series}: what it stands for is computed by the parser,
 * so that what is measured is not how fast a format can be read.
 */
final class Panel implements SourceIngest {
    /** How many months a vintage states. */
    static final int MONTHS = 40;

    private static final LocalDate FIRST_MONTH = LocalDate.of(1985, 1, 1);
    private static final Catalogue CATALOGUE = Catalogue.of("bench");
    static final List<SeriesKey> SERIES =
            CATALOGUE.series().stream().map(series -> series.key()).toList();

    /** Writes bodies of a given number of vintages each, and gives the pattern of their names. */
    static String write(Path folder, int vintages, int vintagesPerBody) throws IOException {
        for (int first = 0; first < vintages; first += vintagesPerBody) {
            String text = body(first, vintagesPerBody);
            Files.writeString(folder.resolve(text.replace(',', '-') + ".panel"), text);
        }
        return folder + "/*.panel";
    }

    /** Statements that make the source and its first series known, where no load does. */
    static String[] register(int series) {
        List<String> codes =
                SERIES.subList(0, series).stream().map(SeriesKey::code).toList();
        return new String[] {
            "insert into macrocast.source (code, title, licence, homepage)"
                    + " values ('bench', 'Made-up numbers', 'none', 'none')",
            "insert into macrocast.series (source_id, code, frequency, title, unit, measure, transform, is_target)"
                    + " select source_id, name.code, 'MONTHLY', name.code, 'index', 'level', 'log', false"
                    + " from macrocast.source, unnest(array['" + String.join("', '", codes)
                    + "']) as name (code) order by name.code"
        };
    }

    static String body(int firstVintage, int vintages) {
        return firstVintage + "," + vintages + "," + MONTHS;
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
    public Catalogue catalogue() {
        return CATALOGUE;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return (name, body, rows) ->
                forEach(new String(body, StandardCharsets.UTF_8), row -> rows.accept(new ParsedRow.Accepted(row)));
    }
}
