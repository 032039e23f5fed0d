package macrocast.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import macrocast.domain.SeriesKey;

/**
 * Which forecasts count in a measurement.
 *
 * @param name {@code all} or {@code ex-covid}
 * @param exclusions what is left out
 */
public record Scope(String name, List<Exclusion> exclusions) {

    /**
     * Targets that nobody could have foreseen, until they could.
     *
     * @param from first day of targets to leave out
     * @param to last day of targets to leave out
     * @param unlessAsOf forecasts made from this moment on count all the same
     */
    public record Exclusion(LocalDate from, LocalDate to, Instant unlessAsOf) {

        boolean covers(PastForecast forecast) {
            LocalDate start = forecast.target().start();
            return !start.isBefore(from)
                    && !start.isAfter(to)
                    && forecast.asOf().isBefore(unlessAsOf);
        }
    }

    public Scope {
        exclusions = List.copyOf(exclusions);
    }

    public static Scope all() {
        return new Scope("all", List.of());
    }

    /**
     * Without the pandemic, as the Bank of England's evaluation toolkit draws its limits: GDP from 2020 to the first
     * quarter of 2022 unless forecast from 2022 on, all other series 2020 and 2021 unless forecast from October 2020 on.
     */
    public static Scope exCovid(SeriesKey series) {
        LocalDate from = LocalDate.of(2020, 1, 1);
        return new Scope(
                "ex-covid",
                List.of(
                        series.code().equals("gdpkp")
                                ? new Exclusion(from, LocalDate.of(2022, 3, 31), Instant.parse("2022-01-01T00:00:00Z"))
                                : new Exclusion(
                                        from, LocalDate.of(2021, 12, 31), Instant.parse("2020-10-01T00:00:00Z"))));
    }

    public boolean includes(PastForecast forecast) {
        return exclusions.stream().noneMatch(exclusion -> exclusion.covers(forecast));
    }
}
