package macrocast.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.wire.Decimal;

/**
 * What every source's row has to pass: a series of the catalogue, a period of its frequency that had begun when it was
 * published, a number that is finite.
 */
public final class RowMaker {
    private static final long SECONDS_A_DAY = 86_400;

    private RowMaker() {}

    /**
     * The row for a value.
     *
     * @param code what the source calls the series, for messages
     * @param period empty when what is written is none
     * @param periodText as written
     * @param value as written
     * @param raw the whole row as written, asked for only when it is refused
     */
    public static ParsedRow value(
            Optional<Series> series,
            String code,
            Optional<Period> period,
            String periodText,
            String value,
            Instant knownAt,
            Supplier<String> raw) {
        Optional<RejectReason> reason = reason(series, period, knownAt);
        if (reason.isPresent()) {
            return new Rejected(code, periodText, raw.get(), reason.get());
        }
        OptionalDouble number = Decimal.of(value);
        if (number.isEmpty()) {
            return new Rejected(code, periodText, raw.get(), RejectReason.BAD_NUMBER);
        }
        if (!Double.isFinite(number.getAsDouble())) {
            return new Rejected(code, periodText, raw.get(), RejectReason.NOT_FINITE);
        }
        return new Accepted(
                new Observation(series.orElseThrow().key(), period.orElseThrow(), knownAt, number.getAsDouble()));
    }

    /** The row that takes a value back: from then on there is none for the period. */
    public static ParsedRow withdrawn(
            Optional<Series> series,
            String code,
            Optional<Period> period,
            String periodText,
            Instant knownAt,
            Supplier<String> raw) {
        return reason(series, period, knownAt)
                .<ParsedRow>map(reason -> new Rejected(code, periodText, raw.get(), reason))
                .orElseGet(() ->
                        new Accepted(new Observation(series.orElseThrow().key(), period.orElseThrow(), knownAt, null)));
    }

    /**
     * The row for what somebody forecast, in the unit of the series.
     *
     * @param method who, as in the table {@code method}
     * @param horizon 0 is the first period without a published value
     */
    public static ParsedRow forecast(
            Optional<Series> series,
            String code,
            String method,
            Optional<Period> target,
            String periodText,
            int horizon,
            String value,
            Instant knownAt,
            Supplier<String> raw) {
        Optional<RejectReason> reason = reason(series, target);
        if (reason.isPresent()) {
            return new Rejected(code, periodText, raw.get(), reason.get());
        }
        OptionalDouble number = Decimal.of(value);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            return new Rejected(
                    code, periodText, raw.get(), number.isEmpty() ? RejectReason.BAD_NUMBER : RejectReason.NOT_FINITE);
        }
        return new Accepted(new ForecastByOther(
                series.orElseThrow().key(),
                method,
                Measure.LEVEL,
                target.orElseThrow(),
                horizon,
                knownAt,
                number.getAsDouble()));
    }

    /** Whether a period is one of a series: of its frequency, and for a week opened on its weekday. */
    public static boolean fits(Series series, Period period) {
        return series.frequency() == period.frequency()
                && (series.frequency() != Frequency.WEEKLY
                        || period.start().getDayOfWeek() == series.attributes().weekStart());
    }

    private static Optional<RejectReason> reason(Optional<Series> series, Optional<Period> period) {
        if (series.isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_SERIES);
        }
        if (period.isEmpty()) {
            return Optional.of(RejectReason.BAD_PERIOD);
        }
        if (series.get().frequency() != period.get().frequency()) {
            return Optional.of(RejectReason.BAD_FREQUENCY);
        }
        if (!fits(series.get(), period.get())) {
            return Optional.of(RejectReason.BAD_PERIOD);
        }
        return Optional.empty();
    }

    private static Optional<RejectReason> reason(Optional<Series> series, Optional<Period> period, Instant knownAt) {
        Optional<RejectReason> reason = reason(series, period);
        if (reason.isPresent()) {
            return reason;
        }
        // Its first second; two days and two moments would be made for every value otherwise.
        boolean begun = period.orElseThrow().start().toEpochDay() * SECONDS_A_DAY <= knownAt.getEpochSecond();
        return begun ? Optional.empty() : Optional.of(RejectReason.PERIOD_NOT_BEGUN);
    }
}
