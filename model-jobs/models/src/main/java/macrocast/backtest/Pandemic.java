package macrocast.backtest;

import java.time.Instant;
import java.time.LocalDate;
import macrocast.domain.Period;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;

/**
 * The targets of 2020 and 2021 that nobody could have foreseen, until they could: what {@link Scope#EX_COVID} leaves
 * out.
 *
 * <p>The limits are those of the Bank of England's forecast evaluation toolkit: GDP from 2020 to the first quarter of
 * 2022 unless forecast from 2022 on, every other series 2020 and 2021 unless forecast from October 2020 on. They decide
 * what is measured; no method knows of them.
 *
 * @param from first day of the targets left out
 * @param to last day of the targets left out
 * @param unlessKnownAt forecasts made from this moment on count all the same
 */
public record Pandemic(LocalDate from, LocalDate to, Instant unlessKnownAt) {
    private static final Pandemic OF_GDP =
            new Pandemic(LocalDate.of(2020, 1, 1), LocalDate.of(2022, 3, 31), Instant.parse("2022-01-01T00:00:00Z"));
    private static final Pandemic OF_OTHERS =
            new Pandemic(LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31), Instant.parse("2020-10-01T00:00:00Z"));

    /** What is left out for a series. */
    public static Pandemic of(SeriesKey series) {
        return series.code().equals("gdpkp") ? OF_GDP : OF_OTHERS;
    }

    boolean covers(PastForecast forecast) {
        return covers(forecast.target(), forecast.knownAt());
    }

    /** Whether a forecast of a target, made at a moment, is left out. */
    public boolean covers(Period target, Instant knownAt) {
        LocalDate start = target.start();
        return !start.isBefore(from) && !start.isAfter(to) && knownAt.isBefore(unlessKnownAt);
    }
}
