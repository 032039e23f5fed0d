package macrocast.ingest.sdmx;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;

/**
 * Reads time periods as SDMX and Eurostat write them: {@code 2024}, {@code 2024-Q3}, {@code 2024-07}, {@code 2024-M07},
 * {@code 2024-W05}, {@code 2024-07-31}, with or without the dash, {@code 2024-A1} as well.
 */
final class SdmxPeriod {
    private static final Pattern TEXT = Pattern.compile("(?<year>\\d{4})(?:-?(?:A1"
            + "|Q(?<quarter>[1-4])|M?(?<month>0[1-9]|1[0-2])|W(?<week>0[1-9]|[1-4]\\d|5[0-3])"
            + "|(?<day>(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?:T00:00:00Z?)?))?");

    private SdmxPeriod() {}

    /** The period, empty when the text is none of these. */
    static Optional<Period> parse(String text) {
        if (isDay(text)) {
            try {
                int year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
                return Optional.of(
                        new Period(Frequency.DAILY, LocalDate.of(year, twoDigits(text, 5), twoDigits(text, 8))));
            } catch (DateTimeException notInTheCalendar) {
                return Optional.empty();
            }
        }
        Matcher matcher = TEXT.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group("year"));
        try {
            if (matcher.group("quarter") != null) {
                return of(Frequency.QUARTERLY, year, 3 * Integer.parseInt(matcher.group("quarter")) - 2);
            }
            if (matcher.group("month") != null) {
                return of(Frequency.MONTHLY, year, Integer.parseInt(matcher.group("month")));
            }
            if (matcher.group("day") != null) {
                return Optional.of(new Period(
                        Frequency.DAILY, LocalDate.parse(matcher.group("year") + "-" + matcher.group("day"))));
            }
            if (matcher.group("week") != null) {
                return isoWeek(year, Integer.parseInt(matcher.group("week")));
            }
            return of(Frequency.ANNUAL, year, 1);
        } catch (DateTimeException notInTheCalendar) {
            return Optional.empty();
        }
    }

    /** Whether it is written as {@code 2024-07-31}: by far the most periods are days. */
    static boolean isDay(String text) {
        if (text.length() != 10) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if ((i == 4 || i == 7) ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static int twoDigits(String text, int from) {
        return 10 * (text.charAt(from) - '0') + (text.charAt(from + 1) - '0');
    }

    private static Optional<Period> of(Frequency frequency, int year, int month) {
        return Optional.of(new Period(frequency, LocalDate.of(year, month, 1)));
    }

    /** ISO 8601: weeks start on Monday, and week 1 holds 4 January. */
    private static Optional<Period> isoWeek(int year, int week) {
        LocalDate fourth = LocalDate.of(year, 1, 4);
        LocalDate monday =
                fourth.minusDays(fourth.getDayOfWeek().getValue() - 1L).plusWeeks(week - 1L);
        boolean exists = monday.get(IsoFields.WEEK_BASED_YEAR) == year;
        return exists ? Optional.of(new Period(Frequency.WEEKLY, monday)) : Optional.empty();
    }
}
