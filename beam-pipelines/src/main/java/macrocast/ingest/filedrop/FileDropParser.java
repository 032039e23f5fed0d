package macrocast.ingest.filedrop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.Vintages;
import macrocast.ingest.filedrop.Mapping.DatedAt;
import macrocast.ingest.sdmx.SdmxCsv;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;
import macrocast.ingest.wire.XlsxWorkbook;
import macrocast.ingest.wire.Zip;
import org.jspecify.annotations.Nullable;

/** Reads a table as its mapping says: a line per value, or a line per period with a column per series. */
record FileDropParser(Catalogue catalogue, Mapping mapping, Instant firstSeen) implements RowParser {

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        String separator = mapping.separator() == null ? "," : mapping.separator();
        boolean workbook = Zip.isOne(body);
        Table table = workbook ? sheet(name, body) : CsvBody.open(name, body, separator.charAt(0));
        int period = table.column(mapping.period());
        String dated = mapping.knownAt();
        int knownAt = dated == null ? -1 : table.column(dated);
        List<String> keys = mapping.series();
        String valueColumn = mapping.value();
        if (keys == null || valueColumn == null) {
            for (Line line = table.next(); line != null; line = table.next()) {
                for (int i = 0; i < table.header().size(); i++) {
                    if (i != period && i != knownAt) {
                        rows.accept(row(
                                table.header().get(i), line.cell(period), cell(line, knownAt), line.cell(i), workbook));
                    }
                }
            }
            return;
        }
        List<Integer> places = new ArrayList<>();
        keys.forEach(key -> places.add(table.column(key)));
        int value = table.column(valueColumn);
        OtherDimensions others = new OtherDimensions(table, keys, period, value);
        for (Line line = table.next(); line != null; line = table.next()) {
            List<String> parts = new ArrayList<>();
            for (int place : places) {
                parts.add(line.cell(place));
            }
            String code = String.join(".", parts);
            if (catalogue.seriesWritten(code).isPresent()) {
                others.requireOne(code, line);
            }
            rows.accept(row(code, line.cell(period), cell(line, knownAt), line.cell(value), workbook));
        }
    }

    /** Dimensions of SDMX-CSV that the mapping does not name: were there two values of one, two series would be mixed. */
    private static final class OtherDimensions {
        private final Table table;
        private final List<String> keys;
        private final List<String> names;
        private final List<Integer> places;
        private final Map<String, List<String>> bySeries = new HashMap<>();

        OtherDimensions(Table table, List<String> keys, int period, int value) {
            this.table = table;
            this.keys = keys;
            names = table.header().get(period).equals("TIME_PERIOD")
                            && table.header().get(value).equals("OBS_VALUE")
                    ? SdmxCsv.dimensions(table.header(), period, value).stream()
                            .filter(name -> !keys.contains(name))
                            .toList()
                    : List.of();
            places = names.stream().map(table::column).toList();
        }

        void requireOne(String code, Line line) {
            if (names.isEmpty()) {
                return;
            }
            List<String> values = places.stream().map(line::cell).toList();
            List<String> before = bySeries.putIfAbsent(code, values);
            if (before != null && !before.equals(values)) {
                throw table.unreadable("has " + before + " and " + values + " in " + names + " for the series " + code
                        + ", which the mapping makes of " + keys + ": name them there");
            }
        }
    }

    private Table sheet(String name, byte[] body) {
        XlsxWorkbook workbook = XlsxWorkbook.open(name, body);
        String wanted = mapping.sheet();
        return wanted == null ? workbook.firstSheet() : workbook.sheet(wanted);
    }

    private static @Nullable String cell(Line line, int place) {
        return place < 0 ? null : line.cell(place);
    }

    private ParsedRow row(String code, String date, @Nullable String dated, String value, boolean workbook) {
        if (mapping.isMissing(value)) {
            return new Skipped(SkipReason.MISSING);
        }
        Optional<Series> series = catalogue.seriesWritten(code);
        String raw = code + " " + date + " " + value + (dated == null ? "" : " " + dated);
        Optional<Instant> knownAt =
                dated == null ? Optional.of(firstSeen) : mapping.day(dated).map(Vintages::startOf);
        if (knownAt.isEmpty()) {
            return new Rejected(code, date, raw, RejectReason.BAD_KNOWN_AT);
        }
        Optional<Period> period = period(date, series);
        return mapping.isWithdrawn(value)
                ? RowMaker.withdrawn(series, code, period, date, knownAt.get(), () -> raw)
                : RowMaker.value(
                        series, code, period, date, workbook ? value : mapping.number(value), knownAt.get(), () -> raw);
    }

    /** A period as it is written everywhere here, such as 2024-Q3, or the day that stands for it. */
    private Optional<Period> period(String text, Optional<Series> series) {
        Optional<LocalDate> day = mapping.day(text);
        if (day.isEmpty()) {
            try {
                return Optional.of(Period.parse(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        Frequency frequency = series.map(Series::frequency).orElse(Frequency.DAILY);
        DatedAt datedAt = mapping.datedAt() == null ? DatedAt.FIRST_DAY : mapping.datedAt();
        if (frequency == Frequency.WEEKLY) {
            return Optional.of(
                    datedAt == DatedAt.FIRST_DAY ? new Period(frequency, day.get()) : Period.weekEnding(day.get()));
        }
        Period period = Period.containing(frequency, day.get());
        LocalDate expected =
                switch (datedAt) {
                    case FIRST_DAY -> period.start();
                    case LAST_DAY -> period.lastDay();
                    case LAST_MONTH -> period.lastDay().withDayOfMonth(1);
                };
        boolean stands = frequency == Frequency.DAILY || expected.equals(day.get());
        return stands ? Optional.of(period) : Optional.empty();
    }
}
