package macrocast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Quantiles QUANTILES = new Quantiles(List.of(1., 2., 3., 4., 5., 6., 7., 8., 9.));

    @Test
    void theFirstPeriodAfterTheOriginIsHorizonZero() {
        assertThat(forecast("2026-Q2").horizon()).isZero();
        assertThat(forecast("2029-Q2").horizon()).isEqualTo(12);
        assertThatThrownBy(() -> forecast("2026-Q1")).hasMessageContaining("needs a target after 2026-Q1");
    }

    @Test
    void quantilesAreNineAndNeverFall() {
        assertThat(QUANTILES.at(0.025)).isEqualTo(1);
        assertThat(QUANTILES.at(0.5)).isEqualTo(5);
        assertThatThrownBy(() -> QUANTILES.at(0.3)).hasMessageContaining("asked for 0.3");
        assertThatThrownBy(() -> new Quantiles(List.of(1., 2.))).hasMessage("Quantiles need 9 values, have 2");
        assertThatThrownBy(() -> new Quantiles(List.of(1., 2., 3., 4., 5., 6., 7., 9., 8.)))
                .hasMessageContaining("never fall");
    }

    @Test
    void idsFollowFromTheirParts() {
        // Reproducible with any implementation of RFC 9562: version 5, DNS namespace, name "macrocast/load\n1:a\n1:b".
        UUID id = DerivedId.of("load", "a", "b");
        assertThat(id).isEqualTo(DerivedId.of("load", "a", "b")).isNotEqualTo(DerivedId.of("load", "ab", ""));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).hasToString("a2ed454e-e08b-527c-a8cc-b273503047dd");
    }

    private static Forecast forecast(String target) {
        return new Forecast(
                SeriesKey.parse("boe/gdpkp"),
                "ets",
                Measure.LEVEL,
                Period.parse("2026-Q1"),
                Period.parse(target),
                5,
                QUANTILES,
                Calibration.CONFORMAL,
                null,
                null);
    }
}
