package macrocast.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Assumptions;

/**
 * The vintages and forecasts of the Bank of England's evaluation toolkit, exported from its parquet files to
 * {@code outturns.csv} and {@code forecasts.csv} with a header line each, in the folder that MACROCAST_VINTAGES names.
 */
final class RealVintages {
    static final List<String> VARIABLES = List.of("gdpkp", "cpisa", "aweagg", "unemp");

    private final Map<String, List<Vintage>> vintages = new TreeMap<>();
    private final Map<String, List<PastForecast>> forecasts = new TreeMap<>();

    private RealVintages() {}

    /** The data, or an assumption that fails in plain words. */
    static RealVintages read() throws IOException {
        String folder = System.getenv("MACROCAST_VINTAGES");
        Assumptions.assumeTrue(
                folder != null,
                "MACROCAST_VINTAGES is not set: name a folder with outturns.csv and forecasts.csv to check real vintages");
        RealVintages real = new RealVintages();
        real.readOutturns(Path.of(folder, "outturns.csv"));
        real.readForecasts(Path.of(folder, "forecasts.csv"));
        return real;
    }

    static SeriesKey key(String variable) {
        return new SeriesKey("boe", variable);
    }

    static Measure measure(String variable) {
        return variable.equals("unemp") ? Measure.LEVEL : Measure.GROWTH;
    }

    static Transform transform(String variable) {
        return variable.equals("unemp") ? Transform.NONE : Transform.LOG;
    }

    List<Vintage> vintages(String variable) {
        return vintages.getOrDefault(variable, List.of());
    }

    /** The Bank's own forecasts in the measure that the variable is judged in. */
    List<PastForecast> forecasts(String variable) {
        List<PastForecast> levels = forecasts.getOrDefault(variable, List.of());
        return measure(variable) == Measure.LEVEL ? levels : PathGrowth.of(levels, vintages(variable));
    }

    private void readOutturns(Path file) throws IOException {
        Map<String, Map<Instant, TreeMap<Period, Double>>> values = new TreeMap<>();
        for (Map<String, String> row : rows(file)) {
            values.computeIfAbsent(cell(row, "variable"), variable -> new TreeMap<>())
                    .computeIfAbsent(moment(row), moment -> new TreeMap<>())
                    .put(period(row), Double.valueOf(cell(row, "value")));
        }
        values.forEach((variable, moments) -> vintages.put(
                variable,
                moments.entrySet().stream()
                        .map(moment -> new Vintage(
                                key(variable),
                                Frequency.QUARTERLY,
                                moment.getKey(),
                                moment.getValue().entrySet().stream()
                                        .map(value -> new PeriodValue(value.getKey(), value.getValue()))
                                        .toList()))
                        .toList()));
    }

    private void readForecasts(Path file) throws IOException {
        for (Map<String, String> row : rows(file)) {
            int horizon = Integer.parseInt(cell(row, "forecast_horizon"));
            if (horizon >= 0) {
                forecasts
                        .computeIfAbsent(cell(row, "variable"), variable -> new ArrayList<>())
                        .add(new PastForecast(
                                cell(row, "source"),
                                moment(row),
                                period(row),
                                horizon,
                                Measure.LEVEL,
                                Double.parseDouble(cell(row, "value"))));
            }
        }
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<String[]> cells = lines.map(line -> line.split(",", -1)).toList();
            String[] names = cells.getFirst();
            return cells.stream()
                    .skip(1)
                    .map(row -> {
                        Map<String, String> named = new TreeMap<>();
                        for (int i = 0; i < names.length; i++) {
                            named.put(names[i], row[i]);
                        }
                        return named;
                    })
                    .toList();
        }
    }

    private static String cell(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), () -> "There is no column " + name + " in " + row);
    }

    private static Instant moment(Map<String, String> row) {
        return LocalDate.parse(cell(row, "vintage_date")).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Period period(Map<String, String> row) {
        return Period.containing(Frequency.QUARTERLY, LocalDate.parse(cell(row, "date")));
    }
}
