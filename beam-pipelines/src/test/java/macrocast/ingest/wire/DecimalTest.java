package macrocast.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @Test
    void everyNumberIsTheDoubleNearestToWhatIsWritten() {
        Random random = new Random(20261124);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int digits = 1 + random.nextInt(20);
            int point = random.nextInt(digits + 1);
            for (int digit = 0; digit < digits; digit++) {
                text.append(digit == point ? "." : "").append((char) ('0' + random.nextInt(10)));
            }
            assertThat(Decimal.of(text.toString())).hasValue(Double.parseDouble(text.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "+5", ".5", "5.", "1e3", "1.5E-7", "000000000000000000012", "1e999", "0.1"})
    void whatIsPlainIsANumber(String text) {
        assertThat(Decimal.of(text)).hasValue(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1,5",
                "1.2.3",
                "1 000",
                "1_000",
                "0x1p3",
                "1d",
                "NaN",
                "Infinity",
                "1e",
                "1e+",
                "e5",
                "5%"
            })
    void whatWouldHaveToBeGuessedIsNone(String text) {
        assertThat(Decimal.of(text)).isEmpty();
    }
}
