package macrocast.ingest.boe;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.parquet.Column;
import macrocast.ingest.parquet.Column.Kind;
import macrocast.ingest.parquet.ParquetRow;
import macrocast.ingest.parquet.ParquetTable;

/**
 * Reads the long layout of the forecast evaluation data: a row per variable, vintage and target quarter.
 *
 * <p>A vintage counts as known from the first moment (UTC) of the day it is dated at. The horizon is checked against the
 * distance of the two quarters.
 */
record BoeParser(Catalogue catalogue) implements RowParser {
    private static final String DATE = "date";
    private static final String VINTAGE = "vintage_date";
    private static final String VARIABLE = "variable";
    private static final String PUBLISHER = "source";
    private static final String FREQUENCY = "frequency";
    private static final String HORIZON = "forecast_horizon";
    private static final String VALUE = "value";
    private static final String METRIC = "metric";

    /** The Office for National Statistics: its rows are outturns. */
    private static final String STATISTICS_OFFICE = "ons";

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        ParquetTable.of(List.of(
                        Column.required(DATE, Kind.MOMENT),
                        Column.required(VINTAGE, Kind.MOMENT),
                        Column.required(VARIABLE, Kind.TEXT),
                        Column.required(PUBLISHER, Kind.TEXT),
                        Column.required(FREQUENCY, Kind.TEXT),
                        Column.required(HORIZON, Kind.WHOLE_NUMBER),
                        Column.required(VALUE, Kind.NUMBER),
                        Column.optional(METRIC, Kind.TEXT)))
                .read(name, body, row -> rows.accept(parse(row)));
    }

    private ParsedRow parse(ParquetRow row) {
        Optional<Series> series = row.text(VARIABLE).flatMap(catalogue::series);
        if (series.isEmpty()) {
            return reject(row, RejectReason.UNKNOWN_SERIES);
        }
        String publisher = row.text(PUBLISHER).orElse("");
        boolean outturn = publisher.equals(STATISTICS_OFFICE);
        Optional<String> method = catalogue.method(publisher);
        if (!outturn && method.isEmpty()) {
            return reject(row, RejectReason.UNKNOWN_PUBLISHER);
        }
        if (!row.text(FREQUENCY).equals(Optional.of("Q"))) {
            return reject(row, RejectReason.BAD_FREQUENCY);
        }
        if (!isLevel(row)) {
            return reject(row, RejectReason.BAD_UNIT);
        }
        Optional<Period> target = quarterOfLastDay(row, DATE);
        if (target.isEmpty()) {
            return reject(row, RejectReason.BAD_PERIOD);
        }
        Optional<Period> vintage = quarterOfLastDay(row, VINTAGE);
        if (vintage.isEmpty()) {
            return reject(row, RejectReason.BAD_KNOWN_AT);
        }
        int distance = vintage.get().until(target.get());
        if (!row.wholeNumber(HORIZON).equals(OptionalLong.of(distance))) {
            return reject(row, RejectReason.BAD_HORIZON);
        }
        OptionalDouble value = row.number(VALUE);
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            return reject(row, RejectReason.NOT_FINITE);
        }
        Instant knownAt = startOfDay(row, VINTAGE);
        SeriesKey key = series.get().key();
        return outturn
                ? outturn(row, key, target.get(), distance, knownAt, value)
                : forecast(row, key, method.orElseThrow(), target.get(), distance, knownAt, value);
    }

    private static ParsedRow outturn(
            ParquetRow row, SeriesKey series, Period target, int distance, Instant knownAt, OptionalDouble value) {
        if (distance >= 0) {
            return reject(row, RejectReason.PERIOD_NOT_BEGUN);
        }
        return value.isEmpty()
                ? new Skipped(SkipReason.MISSING)
                : new Accepted(new Observation(series, target, knownAt, value.getAsDouble()));
    }

    @Quirk(id = 2, cause = "forecasts start with horizon -1, which repeats the last outturn; such a row is skipped")
    private static ParsedRow forecast(
            ParquetRow row,
            SeriesKey series,
            String method,
            Period target,
            int distance,
            Instant knownAt,
            OptionalDouble value) {
        if (distance == -1) {
            return new Skipped(SkipReason.RESTATES_OUTTURN);
        }
        if (distance < -1) {
            return reject(row, RejectReason.BAD_HORIZON);
        }
        return value.isEmpty()
                ? new Skipped(SkipReason.MISSING)
                : new Accepted(new ForecastByOther(
                        series, method, Measure.LEVEL, target, distance, knownAt, value.getAsDouble()));
    }

    @Quirk(id = 3, cause = "the package's own small files have no column metric; its default is levels")
    private static boolean isLevel(ParquetRow row) {
        return row.text(METRIC).orElse("levels").equals("levels");
    }

    @Quirk(id = 1, cause = "a quarter, and the vintage it was seen in, is written as its last day at midnight")
    private static Optional<Period> quarterOfLastDay(ParquetRow row, String column) {
        return row.moment(column)
                .filter(moment -> moment.toLocalTime().equals(LocalTime.MIDNIGHT))
                .map(LocalDateTime::toLocalDate)
                .filter(BoeParser::isInAReadableYear)
                .flatMap(day -> {
                    Period quarter = Period.containing(Frequency.QUARTERLY, day);
                    LocalDate lastDay = quarter.plus(1).start().minusDays(1);
                    return day.equals(lastDay) ? Optional.of(quarter) : Optional.empty();
                });
    }

    /** A timestamp in the wrong unit lands in 1970 or thousands of years ahead. */
    private static boolean isInAReadableYear(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() < 2200;
    }

    private static Instant startOfDay(ParquetRow row, String column) {
        return row.moment(column).orElseThrow().toInstant(ZoneOffset.UTC);
    }

    private static ParsedRow reject(ParquetRow row, RejectReason reason) {
        return new Rejected(
                row.text(VARIABLE).orElse(""),
                row.moment(DATE).map(day -> day.toLocalDate().toString()).orElse(""),
                row.toString(),
                reason);
    }
}
