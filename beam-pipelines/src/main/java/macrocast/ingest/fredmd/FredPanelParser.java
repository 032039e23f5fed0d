package macrocast.ingest.fredmd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.Quirk;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;

/**
 * Reads one vintage of FRED-MD or FRED-QD: a column per series, a line per period, and the codes of transformation.
 *
 * <p>A vintage says all that was known: an empty cell, and a series of the catalogue that has no column, take back what an
 * older vintage said. The file {@code 2015-01.csv} came out during that month, so it counts as known from the first moment
 * (UTC) of the next; a file without a month in its name since it was first seen.
 *
 * @param frequency MONTHLY for FRED-MD, QUARTERLY for FRED-QD
 */
public record FredPanelParser(Catalogue catalogue, Frequency frequency, Instant firstSeen) implements RowParser {
    private static final Pattern DAY = Pattern.compile("(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})");
    private static final Set<String> CODES = Set.of("1", "2", "3", "4", "5", "6", "7");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        Table table = CsvBody.open(name, body, ',');
        if (!table.header().get(0).equals("sasdate")) {
            throw table.unreadable("its first column is " + table.header().get(0) + ", needed sasdate");
        }
        Instant knownAt = Vintages.monthOf(name)
                .map(month -> Vintages.startOf(month.plusMonths(1).atDay(1)))
                .orElse(firstSeen);
        readCodes(table);
        new Vintage(table, knownAt, rows).read();
    }

    @Quirk(id = 1, cause = "FRED-QD has a line of factors before the line of transformation codes")
    private void readCodes(Table table) {
        Line line = table.next();
        if (frequency == Frequency.QUARTERLY && line != null && line.cell(0).equals("factors")) {
            line = table.next();
        }
        if (line == null || !line.cell(0).replace(":", "").equalsIgnoreCase("transform")) {
            throw table.unreadable("has no line of transformation codes under its header");
        }
        for (int i = 1; i < table.header().size(); i++) {
            if (!table.header().get(i).isEmpty() && !CODES.contains(line.cell(i))) {
                throw table.unreadable("the transformation code of "
                        + table.header().get(i) + " is " + line.cell(i) + ", needed 1 to 7");
            }
        }
    }

    private final class Vintage {
        private final Table table;
        private final Instant knownAt;
        private final Consumer<ParsedRow> rows;
        private final List<Optional<Series>> columns = new ArrayList<>();
        private final List<Series> absent;

        Vintage(Table table, Instant knownAt, Consumer<ParsedRow> rows) {
            this.table = table;
            this.knownAt = knownAt;
            this.rows = rows;
            Set<String> present = new TreeSet<>();
            for (String column : table.header()) {
                Optional<Series> series = catalogue.seriesWritten(column);
                columns.add(series);
                series.ifPresent(one -> present.add(one.key().code()));
            }
            absent = catalogue.series().stream()
                    .filter(one -> !present.contains(one.key().code()))
                    .toList();
        }

        @Quirk(id = 2, cause = "some vintages end in blank lines, as many as the table had before")
        void read() {
            Optional<Period> before = Optional.empty();
            for (Line line = table.next(); line != null; line = table.next()) {
                if (line.isBlank()) {
                    continue;
                }
                Optional<Period> period = period(line.cell(0));
                if (period.isPresent() && before.isPresent() && before.get().compareTo(period.get()) >= 0) {
                    throw table.unreadable("line " + line.number() + " is " + period.get() + ", the one before "
                            + before.get() + ": periods need to be in order");
                }
                before = period.isPresent() ? period : before;
                read(line, period);
            }
            if (before.isEmpty()) {
                throw table.unreadable("has no line with a period");
            }
        }

        @Quirk(id = 3, cause = "old vintages pad numbers with spaces and dates with zeros")
        private void read(Line line, Optional<Period> period) {
            String date = line.cell(0);
            for (int i = 1; i < columns.size(); i++) {
                String column = table.header().get(i);
                String value = line.cell(i);
                if (column.isEmpty() && value.isEmpty()) {
                    continue;
                }
                rows.accept(
                        value.isEmpty()
                                ? RowMaker.withdrawn(columns.get(i), column, period, date, knownAt, () -> date + " ")
                                : RowMaker.value(
                                        columns.get(i),
                                        column,
                                        period,
                                        date,
                                        value,
                                        knownAt,
                                        () -> date + " " + value));
            }
            for (Series series : absent) {
                rows.accept(RowMaker.withdrawn(
                        Optional.of(series), series.key().code(), period, date, knownAt, () -> date + " no column"));
            }
        }
    }

    @Quirk(id = 4, cause = "FRED-QD dates a quarter at the first day of its last month")
    private Optional<Period> period(String date) {
        Matcher matcher = DAY.matcher(date);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(matcher.group("year")),
                    Integer.parseInt(matcher.group("month")),
                    Integer.parseInt(matcher.group("day")));
            boolean lastMonth = day.getMonthValue() % 3 == 0;
            if (day.getDayOfMonth() != 1 || (frequency == Frequency.QUARTERLY && !lastMonth)) {
                return Optional.empty();
            }
            return Optional.of(Period.containing(frequency, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
