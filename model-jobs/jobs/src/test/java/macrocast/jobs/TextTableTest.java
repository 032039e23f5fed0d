package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersStandRightAndWordsLeftAsInPsql() {
        TextTable table = new TextTable(
                List.of("method", "rmse"),
                List.of(List.of("mean", "0.9"), List.of("theta", "12.25"), List.of("x", "")));
        assertThat(table.lines())
                .containsExactly(
                        " method | rmse",
                        "--------+-------",
                        " mean   |   0.9",
                        " theta  | 12.25",
                        " x      |",
                        "(3 rows)");
    }

    @Test
    void aRowMustFillTheColumns() {
        assertThatThrownBy(() -> new TextTable(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A row has 1 cells, the table has 2 columns");
    }
}
