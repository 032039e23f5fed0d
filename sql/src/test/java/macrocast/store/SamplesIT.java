package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queries that analysts start from answer what they say, each run by an analyst. */
class SamplesIT {
    private static TestDatabase test;
    private static Map<String, String> samples;

    @BeforeAll
    static void load() {
        samples = read();
        test = TestDatabase.create();
        Nights.publishTo(test);
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        What is known today of GDP and unemployment, side by side? (wide, for a spreadsheet) | 12 | period, gdp, unemployment_rate | 2025-Q3, 114, 0.042
        The same as one row per value. (long, for R or Grafana) | 22 | series_key, period_start, value, known_at | boe/gdpkp, 2023-01-01, 104.3, 2024-03-31 00:00:00+00
        What was known of GDP on the evening of 30 September 2024? | 8 | period, value, known_at | 2024-Q2, 109, 2024-09-30 00:00:00+00
        Which growth did the data show for 2024-Q1, on different days? | 4 | as_of, growth_percent | 2024-06-30, 3.55
        How was each quarter stated at first, and how is it now? (in prices of another year it is no revision) | 8 | period, first_value, latest_value, revision, is_rebased | 2025-Q3, 114, 114, 0, f
        What did the third release of each quarter say? | 26 | series_key, period, value, known_at | boe/gdpkp, 2022-Q1, 100.3, 2023-12-31 00:00:00+00
        How did the value of each quarter move from release to release? (revision triangle) | 8 | period, releases, release_1, release_2, release_3, release_4, latest, latest_minus_first | 2025-Q3, 1, 114
        Are revisions of unemployment biased? Their mean and size by release, in percentage points. | 4 | release, quarters, mean_revision, standard_deviation | 1, 15
        Which values changed most in the last year of data, and was it a change of base? | 5 | period, known_at, value_before, value, change_percent, is_rebased | 2024-Q1
        What do we forecast for GDP growth, with which fan? (wide) | 5 | target, horizon, champion_method, mean, q025, q10, q50, q90, q975, known_at | 2025-Q4, 0, ar, 0.012
        The same as one row per quantile. (long) | 45 | target_start, probability, value | 2025-10-01, 0.025
        Where do we and the Bank of England differ? | 10 | series_key, target, ours, bank, difference, bank_outside_80 | boe/gdpkp, 2025-Q4, 0.012
        How far was the Bank from what came out, one year ahead? | 6 | target, known_at, forecast, actual_first, actual_latest, error_k12 | 2024-Q2, 2023-06-30 00:00:00+00
        How accurate is each method by horizon? | 10 | method, horizon, n, rmse, ratio_ar, dm_p | ets, 0, 40, 0.009
        Who forecasts best this quarter and next? | 2 | position, method, provider, n, ratio_ar | 1, ets, macrocast, 40, 0.9
        Who speaks for us, since when, and why? | 2 | series_key, band, method, previous_method, reason, actor, decided_at | boe/gdpkp, near, ar
        What changed since the night before, and why? | 8 | series_key, target, mean_before, mean, change, new_values, reason |
        Which code, data, models and files stand behind our newest forecasts? | 6 | kind, id, description, happened_at | data version
        What did our newest run know? (training data, as it read them) | 30 | series_key, period, value | boe/gdpkp, 2022-Q1, 100.3
        How fresh are the data, and what is overdue? | 2 | series_key, last_period, last_known_at, vintages, next_expected_on, days_overdue |
        How is each source? | 1 | source, series, last_success_at, rows_new, rows_revised, rows_quarantined, next_expected_on, days_overdue, loads_held, last_load_lacks, last_failure | boe, 2
        Which loads wait for a person, and what is wrong with them? | 2 | load_key, source, series_key, rule_key, measured, limit_value, message |
        Which rows were refused, and why? | 1 | source, load_id, reason, row_count, example | boe, 1, not a period, 1, 2025 Q9
        What happened to the store this week, and who did it? | 12 | happened_at, actor, kind, subject, message |
        """)
    void aSampleAnswersItsQuestion(String question, int rows, String columns, String firstRow) {
        AnalystStore.Table answer = new AnalystStore(test.as("analyst")).query(String.valueOf(samples.get(question)));

        assertThat(String.join(", ", answer.columns())).isEqualTo(columns);
        assertThat(answer.rows()).hasSize(rows);
        assertThat(String.join(", ", answer.rows().get(0))).startsWith(firstRow == null ? "" : firstRow);
    }

    @Test
    void everySampleIsTried() throws NoSuchMethodException {
        String tried = SamplesIT.class
                .getDeclaredMethod("aSampleAnswersItsQuestion", String.class, int.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        assertThat(tried.lines()
                        .map(line -> line.substring(0, line.indexOf('|')).strip())
                        .toList())
                .containsExactlyElementsOf(samples.keySet());
    }

    /** The statements of the file by the question above each; the first paragraph says what the file is. */
    private static Map<String, String> read() {
        try {
            Map<String, String> samples = new LinkedHashMap<>();
            List<String> paragraphs =
                    List.of(Files.readString(Path.of("samples.sql")).strip().split("\n\n"));
            for (String paragraph : paragraphs.subList(1, paragraphs.size())) {
                String question = paragraph.lines().findFirst().orElseThrow().replaceFirst("^-- ", "");
                samples.put(question, paragraph.lines().skip(1).collect(Collectors.joining("\n")));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
