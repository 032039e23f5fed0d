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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Vintages in the layout of FRED-MD: a file per month, {@code 2015-01.csv} or {@code 2015-01.csv.gz}, with a column per series
 * and a line per month, after a header and lines that are no months (transformations).
 */
final class FredMd {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("M/d/yyyy");

    private FredMd() {}

    /** The vintages of some series in the order of their months, each known at the first moment of its file's month. */
    static Map<String, List<Vintage>> read(Path folder, Collection<String> codes) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(path -> path.getFileName().toString().matches("\\d{4}-\\d{2}\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        Map<String, List<Vintage>> vintages = new LinkedHashMap<>();
        codes.forEach(code -> vintages.put(code, new ArrayList<>()));
        for (Path file : files) {
            Instant moment = YearMonth.parse(file.getFileName().toString().substring(0, 7))
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
            Map<String, List<PeriodValue>> values = values(file, codes);
            vintages.forEach((code, list) -> list.add(new Vintage(
                    new SeriesKey("fred-md", code), Frequency.MONTHLY, moment, values.getOrDefault(code, List.of()))));
        }
        return vintages;
    }

    private static Map<String, List<PeriodValue>> values(Path file, Collection<String> codes) throws IOException {
        Map<String, List<PeriodValue>> values = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (CSVRecord row : format.parse(reader)) {
                if (!row.get(0).matches("\\d{1,2}/\\d{1,2}/\\d{4}")) {
                    continue;
                }
                Period month = Period.containing(Frequency.MONTHLY, LocalDate.parse(row.get(0), MONTH));
                for (String code : codes) {
                    if (row.isSet(code) && !row.get(code).isEmpty()) {
                        values.computeIfAbsent(code, name -> new ArrayList<>())
                                .add(new PeriodValue(month, Double.parseDouble(row.get(code))));
                    }
                }
            }
        }
        return values;
    }
}
