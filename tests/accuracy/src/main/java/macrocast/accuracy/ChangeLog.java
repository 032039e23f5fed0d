package macrocast.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Vintages as change logs: files with the columns {@code vintage_date,series_id,obs_date,value}, a line where a value first
 * appears, changes or, empty, is no longer there.
 *
 * <p>A series is quarterly when all its dates in its first vintage are at least two months apart; its quarter is then dated at its
 * last month. A date in the second month of a quarter was written two months late, as the last vintages of some years have it,
 * and means the quarter before. A series that a vintage lacks altogether stands as it was in the one before, for files were
 * put together by hand. What never was 0 or less is modelled in logarithms, rates ({@value #RATES}) are not.
 */
final class ChangeLog {
    private static final String RATES = "UNRATE,TCU";
    private static final int LATE = 2;

    private final NavigableMap<String, NavigableMap<LocalDate, Vintage>> vintages = new TreeMap<>();
    private final Set<String> notPositive = new HashSet<>();

    private ChangeLog() {}

    /** All series of all change logs in a folder; other files are left alone. */
    static Map<String, SeriesHistory> read(Path folder) throws IOException {
        ChangeLog log = new ChangeLog();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(path -> path.getFileName().toString().matches(".*\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            log.add(file);
        }
        Map<String, SeriesHistory> histories = new TreeMap<>();
        log.vintages.forEach((code, byDay) -> histories.put(
                code,
                new SeriesHistory(
                        log.notPositive.contains(code)
                                        || List.of(RATES.split(",")).contains(code)
                                ? Transform.NONE
                                : Transform.LOG,
                        List.copyOf(byDay.values()))));
        return histories;
    }

    private void add(Path file) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<LocalDate, Map<String, List<CSVRecord>>> changes = new TreeMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
                var parser = format.parse(reader)) {
            if (!parser.getHeaderNames().containsAll(List.of("vintage_date", "series_id", "obs_date", "value"))) {
                return;
            }
            for (CSVRecord row : parser) {
                changes.computeIfAbsent(LocalDate.parse(row.get("vintage_date")), day -> new TreeMap<>())
                        .computeIfAbsent(row.get("series_id"), code -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, NavigableMap<LocalDate, Double>> state = new TreeMap<>();
        Set<String> quarterly = new HashSet<>();
        changes.forEach((day, byCode) -> byCode.forEach((code, rows) -> {
            boolean isNew = !state.containsKey(code);
            NavigableMap<LocalDate, Double> values = state.computeIfAbsent(code, name -> new TreeMap<>());
            for (CSVRecord row : rows) {
                LocalDate date = LocalDate.parse(row.get("obs_date"));
                if (row.get("value").isEmpty()) {
                    values.remove(date);
                } else {
                    double value = Double.parseDouble(row.get("value"));
                    values.put(date, value);
                    if (value <= 0) {
                        notPositive.add(code);
                    }
                }
            }
            if (isNew && isQuarterly(values)) {
                quarterly.add(code);
            }
            if (!values.isEmpty()) {
                vintages.computeIfAbsent(code, name -> new TreeMap<>())
                        .put(day, vintage(code, day, values, quarterly.contains(code)));
            }
        }));
    }

    private static boolean isQuarterly(NavigableMap<LocalDate, Double> values) {
        LocalDate before = null;
        for (LocalDate date : values.keySet()) {
            if (before != null && before.plusMonths(LATE).isAfter(date)) {
                return false;
            }
            before = date;
        }
        return true;
    }

    private static Vintage vintage(String code, LocalDate day, Map<LocalDate, Double> values, boolean quarterly) {
        NavigableMap<Period, Double> byPeriod = new TreeMap<>();
        Frequency frequency = quarterly ? Frequency.QUARTERLY : Frequency.MONTHLY;
        values.forEach((date, value) -> byPeriod.put(
                Period.containing(
                        frequency, quarterly && date.getMonthValue() % 3 == LATE ? date.minusMonths(LATE) : date),
                value));
        return new Vintage(
                new SeriesKey("us", code),
                frequency,
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                byPeriod.entrySet().stream()
                        .map(entry -> new PeriodValue(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
