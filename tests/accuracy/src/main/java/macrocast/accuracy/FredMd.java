package macrocast.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Vintages in the layout of FRED-MD: a file per month, {@code 2015-01.csv} or {@code 2015-01.csv.gz}, with a column per series
 * and a line per month, after a header and perhaps a line {@code Transform:} of codes.
 *
 * <p>A series whose code is one of logarithms (4 and above; McCracken and Ng, Journal of Business and Economic Statistics 34,
 * 2016, section 2) and that never was 0 or less is modelled in logarithms.
 */
final class FredMd {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("M/d/yyyy");
    private static final String CODES = "Transform:";
    private static final double LOGARITHMS = 4;

    private final Map<String, List<Vintage>> vintages = new LinkedHashMap<>();
    private final Set<String> logarithms = new HashSet<>();
    private final Set<String> notPositive = new HashSet<>();

    private FredMd() {}

    /** All series of a folder, each vintage known at the first moment of its file's month. */
    static Map<String, SeriesHistory> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(path -> path.getFileName().toString().matches("\\d{4}-\\d{2}\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        FredMd read = new FredMd();
        for (Path file : files) {
            read.add(file);
        }
        Map<String, SeriesHistory> histories = new LinkedHashMap<>();
        read.vintages.forEach((code, list) -> histories.put(
                code,
                new SeriesHistory(
                        read.logarithms.contains(code) && !read.notPositive.contains(code)
                                ? Transform.LOG
                                : Transform.NONE,
                        list)));
        return histories;
    }

    private void add(Path file) throws IOException {
        Instant moment = YearMonth.parse(file.getFileName().toString().substring(0, 7))
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        values(file).forEach((code, values) -> vintages.computeIfAbsent(code, name -> new ArrayList<>())
                .add(new Vintage(new SeriesKey("fred-md", code), Frequency.MONTHLY, moment, values)));
    }

    private Map<String, List<PeriodValue>> values(Path file) throws IOException {
        Map<String, List<PeriodValue>> values = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setTrim(true).get();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<String> names = List.of();
            for (CSVRecord row : format.parse(reader)) {
                if (names.isEmpty()) {
                    names = row.toList();
                } else if (row.get(0).equals(CODES)) {
                    codes(row, names);
                } else if (row.get(0).matches("\\d{1,2}/\\d{1,2}/\\d{4}")) {
                    months(row, names, values);
                }
            }
        }
        return values;
    }

    private void codes(CSVRecord row, List<String> names) {
        for (int i = 1; i < row.size(); i++) {
            if (!row.get(i).isEmpty() && Double.parseDouble(row.get(i)) >= LOGARITHMS) {
                logarithms.add(names.get(i));
            }
        }
    }

    private void months(CSVRecord row, List<String> names, Map<String, List<PeriodValue>> values) {
        Period month = Period.containing(Frequency.MONTHLY, LocalDate.parse(row.get(0), MONTH));
        for (int i = 1; i < row.size(); i++) {
            if (row.get(i).isEmpty()) {
                continue;
            }
            double value = Double.parseDouble(row.get(i));
            if (value <= 0) {
                notPositive.add(names.get(i));
            }
            values.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(new PeriodValue(month, value));
        }
    }
}
