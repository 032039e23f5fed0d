package macrocast.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The file of all figures; a figure measured again replaces the one before, and all others stay. */
final class Results {
    private static final String[] COLUMNS = {"name", "size", "ours", "baseline", "unit", "ratio"};

    private final Path file;
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    Results(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setHeader(COLUMNS)
                    .setSkipHeaderRecord(true)
                    .get();
            try (Reader reader = Files.newBufferedReader(file);
                    CSVParser parser = format.parse(reader)) {
                for (CSVRecord line : parser) {
                    lines.put(line.get("name") + "/" + line.get("size"), line.toList());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file.toString(), e);
            }
        }
    }

    /** Prints a line and keeps it, so that a run that is broken off has left what it found. */
    void add(Line line) {
        System.out.printf(
                Locale.ROOT,
                "%-26s %12s %-10s baseline %12s   ratio %7s   %s%n",
                line.name(),
                number(line.ours()),
                line.unit(),
                number(line.baseline()),
                number(line.ratio()),
                line.size());
        lines.put(
                line.name() + "/" + line.size(),
                List.of(
                        line.name(),
                        line.size(),
                        number(line.ours()),
                        number(line.baseline()),
                        line.unit(),
                        number(line.ratio())));
        try (Writer writer = Files.newBufferedWriter(file);
                CSVPrinter printer = new CSVPrinter(
                        writer,
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader(COLUMNS)
                                .setRecordSeparator('\n')
                                .get())) {
            printer.printRecords(lines.values());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.0f" : "%.4g", value);
    }
}
