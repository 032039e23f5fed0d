package macrocast.ingest.iadb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.wire.XmlBody;

/**
 * Reads the database's XML: a cube per series, and in it a cube per value.
 *
 * <p>A value counts as known from the moment (in London) of its {@code LAST_UPDATED}.
 */
record IadbParser(Catalogue catalogue) implements RowParser {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        XmlBody xml = XmlBody.open(name, body);
        String root = xml.nextElement();
        if (!"Envelope".equals(root)) {
            throw xml.unreadable("its root is " + root + ", needed Envelope");
        }
        String code = null;
        String description = "";
        Known known = new Known(new HashMap<>(), new EnumMap<>(Frequency.class));
        for (String element = xml.nextElement(); element != null; element = xml.nextElement()) {
            if (!element.equals("Cube")) {
                continue;
            }
            String series = xml.attribute("SCODE");
            String time = xml.attribute("TIME");
            if (series != null) {
                code = series;
                description = Optional.ofNullable(xml.attribute("DESC")).orElse("");
            } else if (time != null || xml.attribute("OBS_VALUE") != null) {
                if (time == null || xml.attribute("OBS_VALUE") == null) {
                    throw xml.unreadable("has a Cube with only one of TIME and OBS_VALUE");
                }
                if (code == null) {
                    throw xml.unreadable("has a value before it says of which series");
                }
                rows.accept(row(xml, code, description, time, known));
            }
        }
        if (code == null) {
            throw xml.unreadable("has no series");
        }
    }

    /** Texts of one body that were read before: moments and periods repeat themselves. */
    private record Known(
            Map<String, Optional<Instant>> moments, Map<Frequency, Map<String, Optional<Period>>> periods) {}

    private ParsedRow row(XmlBody xml, String code, String description, String time, Known known) {
        String value = Optional.ofNullable(xml.attribute("OBS_VALUE")).orElse("");
        String updated = Optional.ofNullable(xml.attribute("LAST_UPDATED")).orElse("");
        if (value.isBlank()) {
            return new Skipped(SkipReason.MISSING);
        }
        Optional<Instant> knownAt = known.moments.computeIfAbsent(updated, IadbParser::moment);
        Supplier<String> raw = () -> time + " " + value + " " + updated;
        if (knownAt.isEmpty()) {
            return new Rejected(code, time, raw.get(), RejectReason.BAD_KNOWN_AT);
        }
        if (!catalogue.isInItsUnit(code, Map.of("DESC", description))) {
            return new Rejected(code, time, raw.get() + " " + description, RejectReason.BAD_UNIT);
        }
        Optional<Series> series = catalogue.series(code);
        Frequency frequency = series.map(Series::frequency).orElse(Frequency.DAILY);
        Optional<Period> period = known.periods
                .computeIfAbsent(frequency, unused -> new HashMap<>())
                .computeIfAbsent(time, text -> period(frequency, text));
        return RowMaker.value(series, code, period, time, value, knownAt.get(), raw);
    }

    private static Optional<Instant> moment(String updated) {
        try {
            return Optional.of(
                    LocalDateTime.parse(updated, MOMENT).atZone(LONDON).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Quirk(id = 1, cause = "a period is dated at its last day")
    private static Optional<Period> period(Frequency frequency, String time) {
        try {
            LocalDate day = LocalDate.parse(time);
            Period period = Period.containing(frequency, day);
            return period.lastDay().equals(day) ? Optional.of(period) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
