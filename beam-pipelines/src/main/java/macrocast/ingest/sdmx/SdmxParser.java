package macrocast.ingest.sdmx;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Consumer;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Flow;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a message of any shape, by what the catalogue says of its flows.
 *
 * <p>An observation counts as known since its data set was valid, else since its message was prepared, else since we had
 * it. One without a value takes back the value that was stated before, if any; missing stays missing. Where a flow holds
 * forecasts, a period that was not over when the value became known is a forecast by others.
 *
 * @param firstSeen when we had the body
 */
public record SdmxParser(Catalogue catalogue, Instant firstSeen) implements RowParser {
    /** More distinct periods than any message has: a day of five centuries. */
    private static final int MOST_PERIODS = 200_000;

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        SdmxShape.read(name, body, new Rows(name, rows));
    }

    /**
     * The series that an observation belongs to, or the code that the catalogue does not have.
     *
     * @param expected ids and values, by turns, of what an observation has to say of its unit
     */
    private record Resolved(
            Flow flow, String code, @Nullable Series series, List<String> expected) {

        static Resolved of(Flow flow, String code, Optional<Series> series) {
            List<String> expected = new ArrayList<>();
            flow.expected().getOrDefault(code, Map.of()).forEach((id, value) -> {
                expected.add(id);
                expected.add(value);
            });
            return new Resolved(flow, code, series.orElse(null), expected);
        }
    }

    /** What one body has said so far. */
    private final class Rows implements Consumer<SdmxObservation> {
        private final String name;
        private final Consumer<ParsedRow> rows;
        private final Map<String, Optional<Period>> periods = new HashMap<>();
        private @Nullable DataSet dataSet;
        private @Nullable Flow flow;
        private @Nullable Fields fields;
        private List<String> key = List.of();
        private @Nullable Resolved resolved;
        private boolean seriesSaysUnit;
        private @Nullable Fields own;
        private boolean ownSpeaksOfUnit;
        private Instant lastKnownAt = Instant.MIN;
        private LocalDate lastDay = LocalDate.MIN;

        Rows(String name, Consumer<ParsedRow> rows) {
            this.name = name;
            this.rows = rows;
        }

        @Override
        public void accept(SdmxObservation observation) {
            rows.accept(row(observation, resolve(observation)));
        }

        private ParsedRow row(SdmxObservation observation, Resolved of) {
            Series series = of.series();
            if (series == null) {
                return reject(observation, of, RejectReason.UNKNOWN_SERIES);
            }
            if ((!seriesSaysUnit || speaksOfUnit(observation.own(), of)) && !saysUnit(observation, of)) {
                return reject(observation, of, RejectReason.BAD_UNIT);
            }
            Optional<Period> period = period(observation.period());
            if (period.isEmpty()) {
                return reject(observation, of, RejectReason.BAD_PERIOD);
            }
            if (period.get().frequency() != series.frequency()) {
                return reject(observation, of, RejectReason.BAD_FREQUENCY);
            }
            Instant stated = observation.dataSet().validFrom();
            Instant knownAt = stated == null ? firstSeen : stated;
            String text = observation.value();
            OptionalDouble number = text == null ? OptionalDouble.empty() : Decimal.of(text);
            if (text != null && number.isEmpty()) {
                return reject(observation, of, RejectReason.BAD_NUMBER);
            }
            if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
                return reject(observation, of, RejectReason.NOT_FINITE);
            }
            Double value = number.isEmpty() || observation.dataSet().deletes() ? null : number.getAsDouble();
            return dated(observation, of, series, period.get(), knownAt, value);
        }

        private ParsedRow dated(
                SdmxObservation observation,
                Resolved of,
                Series series,
                Period period,
                Instant knownAt,
                @Nullable Double value) {
            LocalDate day = dayOf(knownAt);
            String method = of.flow().forecastsBy();
            if (method != null) {
                Optional<Period> first = firstForecast(observation, of.flow(), series.frequency(), day);
                if (first.isEmpty()) {
                    return reject(observation, of, RejectReason.BAD_KNOWN_AT);
                }
                if (period.compareTo(first.get()) >= 0) {
                    return value == null
                            ? new Skipped(SkipReason.MISSING)
                            : new Accepted(new ForecastByOther(
                                    series.key(),
                                    method,
                                    Measure.LEVEL,
                                    period,
                                    first.get().until(period),
                                    knownAt,
                                    value));
                }
            }
            if (period.start().isAfter(day)) {
                return value == null
                        ? new Skipped(SkipReason.MISSING)
                        : reject(observation, of, RejectReason.PERIOD_NOT_BEGUN);
            }
            return new Accepted(new Observation(series.key(), period, knownAt, value));
        }

        /** The day that has begun somewhere on earth. */
        private LocalDate dayOf(Instant knownAt) {
            if (!knownAt.equals(lastKnownAt)) {
                lastKnownAt = knownAt;
                lastDay = knownAt.plus(Duration.ofHours(14))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate();
            }
            return lastDay;
        }

        /** The period after the last one observed; where the message does not say, the one that was not over. */
        private Optional<Period> firstForecast(
                SdmxObservation observation, Flow of, Frequency frequency, LocalDate day) {
            String attribute = of.latestActual();
            String latest = attribute == null ? null : observation.of(attribute);
            if (latest == null || latest.isEmpty() || latest.equals("0")) {
                return Optional.of(Period.containing(frequency, day));
            }
            return period(fiscalYear(latest))
                    .filter(period -> period.frequency() == frequency)
                    .map(period -> period.plus(1));
        }

        @Quirk(
                id = 6,
                cause = "IMF: the last year observed may be a fiscal one, FY2024/25; the others have no mark, or 0")
        private static String fiscalYear(String latest) {
            return latest.startsWith("FY") && latest.length() >= 6 ? latest.substring(2, 6) : latest;
        }

        /** A day is read faster than it is found again. */
        private Optional<Period> period(String text) {
            if (SdmxPeriod.isDay(text)) {
                return SdmxPeriod.parse(text);
            }
            Optional<Period> known = periods.get(text);
            if (known == null) {
                known = SdmxPeriod.parse(text);
                if (periods.size() < MOST_PERIODS && text.length() < 40) {
                    periods.put(text, known);
                }
            }
            return known;
        }

        private ParsedRow reject(SdmxObservation observation, Resolved of, RejectReason reason) {
            return new Rejected(of.code(), observation.period(), observation.rawText(), reason);
        }

        @SuppressWarnings(
                "ReferenceEquality") // The same object has places for the same ids; others are found out again.
        private boolean speaksOfUnit(Fields of, Resolved series) {
            if (of != own) {
                own = of;
                ownSpeaksOfUnit = hasPlaceForUnit(of, series);
            }
            return ownSpeaksOfUnit;
        }

        private static boolean hasPlaceForUnit(Fields own, Resolved of) {
            for (int i = 0; i < of.expected().size(); i += 2) {
                if (own.has(of.expected().get(i))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean saysUnit(SdmxObservation observation, Resolved of) {
            for (int i = 0; i < of.expected().size(); i += 2) {
                if (!of.expected()
                        .get(i + 1)
                        .equals(observation.of(of.expected().get(i)))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean saysUnit(Fields series, Resolved of) {
            for (int i = 0; i < of.expected().size(); i += 2) {
                if (!of.expected().get(i + 1).equals(series.get(of.expected().get(i)))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean sameFlow(Resolved last, Flow of) {
            return last.flow().code().equals(of.code());
        }

        private Resolved resolve(SdmxObservation observation) {
            Resolved last = resolved;
            Flow of = flow(observation);
            if (last != null && observation.series() == fields && sameFlow(last, of)) {
                return last;
            }
            fields = observation.series();
            List<String> values = new ArrayList<>(of.dimensions().size());
            for (String dimension : of.dimensions()) {
                values.add(value(observation, of, dimension));
            }
            if (last == null || !sameFlow(last, of) || !values.equals(key)) {
                key = values;
                String code = of.seriesCode(String.join(".", values));
                last = Resolved.of(of, code, catalogue.series(code));
                resolved = last;
            }
            seriesSaysUnit = saysUnit(observation.series(), last);
            own = null;
            return last;
        }

        private String value(SdmxObservation observation, Flow of, String dimension) {
            String value = observation.series().get(dimension);
            if (value == null) {
                value = observation.of(dimension);
            }
            if (value == null) {
                if (!observation.series().has(dimension)) {
                    throw new UnreadablePayloadException(
                            name,
                            "has no dimension " + dimension + ", which flow " + of.code() + " needs: "
                                    + observation.rawText());
                }
                return "";
            }
            return value;
        }

        @SuppressWarnings("ReferenceEquality") // Neighbours share the very object; equal ones are found out again.
        private Flow flow(SdmxObservation observation) {
            Flow known = flow;
            if (known == null || observation.dataSet() != dataSet) {
                dataSet = observation.dataSet();
                known = catalogue
                        .flow(observation.dataSet().structures())
                        .orElseThrow(() -> new UnreadablePayloadException(
                                name,
                                "is of " + new TreeSet<>(observation.dataSet().structures())
                                        + ", the catalogue of "
                                        + catalogue.source().code() + " has the flows "
                                        + catalogue.flows().stream()
                                                .map(Flow::code)
                                                .toList()));
                requireDimensions(observation.dataSet(), known);
                flow = known;
            }
            return known;
        }

        private void requireDimensions(DataSet of, Flow known) {
            TreeSet<String> has = new TreeSet<>(of.dimensions());
            TreeSet<String> needed = new TreeSet<>(known.dimensions());
            // A table may have attributes among them that the catalogue reads.
            has.removeIf(
                    column -> !needed.contains(column) && known.attributes().contains(column));
            if (!has.isEmpty() && !has.equals(needed)) {
                throw new UnreadablePayloadException(
                        name, "has the dimensions " + has + ", flow " + known.code() + " needs " + needed);
            }
        }
    }
}
