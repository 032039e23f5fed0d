package macrocast.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How sources write the moment of a vintage. */
public final class Vintages {
    private static final long SECONDS_A_DAY = 86_400;

    private static final Pattern MONTH_IN_NAME =
            Pattern.compile("(?:.*/)?(?<year>(?:19|20)\\d\\d)-(?<month>0[1-9]|1[0-2])(?:[-_.][^/]*)?");

    private Vintages() {}

    /** The month that a file's name begins with, as in {@code 2015-01.csv}. */
    public static Optional<YearMonth> monthOf(String name) {
        Matcher matcher = MONTH_IN_NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(
                        YearMonth.of(Integer.parseInt(matcher.group("year")), Integer.parseInt(matcher.group("month"))))
                : Optional.empty();
    }

    /** The first moment of a day, by UTC: since then counts as known what is dated at that day. */
    public static Instant startOf(LocalDate day) {
        return Instant.ofEpochSecond(day.toEpochDay() * SECONDS_A_DAY);
    }

    /**
     * A year of two digits, by a window that begins at 1940: 65 is 1965, 24 is 2024.
     *
     * @throws DateTimeException when it has not two digits
     */
    public static int year(String twoDigits) {
        if (!twoDigits.matches("\\d\\d")) {
            throw new DateTimeException("A year of two digits was " + twoDigits);
        }
        int year = Integer.parseInt(twoDigits);
        return year < 40 ? 2000 + year : 1900 + year;
    }
}
