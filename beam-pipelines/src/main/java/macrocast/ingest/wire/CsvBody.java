package macrocast.ingest.wire;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import macrocast.ingest.UnreadablePayloadException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table in CSV (RFC 4180) with one header, read line by line.
 *
 * <p>Columns are known by their names, never by their place. A column that is named twice, a line with more or fewer cells
 * than the header, a quote that is not closed and a table wider than {@value #MOST_COLUMNS} columns are unreadable.
 */
public final class CsvBody implements Table {
    /** Ten times the widest table that a source sends. */
    public static final int MOST_COLUMNS = 10_000;

    private final String name;
    private final List<String> header;
    private final Iterator<CSVRecord> records;

    private CsvBody(String name, List<String> header, Iterator<CSVRecord> records) {
        this.name = name;
        this.header = List.copyOf(header);
        this.records = records;
        Set<String> names = new HashSet<>();
        for (String column : header) {
            if (!names.add(column) && !column.isEmpty()) {
                throw new UnreadablePayloadException(name, "has two columns called " + column);
            }
        }
    }

    /**
     * Opens a table.
     *
     * @param separator between cells, a comma in most
     * @throws UnreadablePayloadException when it is empty, not text in UTF-8, a web page, or its header is no header
     */
    public static CsvBody open(String name, byte[] body, char separator) {
        String text = Text.of(name, body, "a CSV table");
        requireOneLineIsNotTooWide(name, text, separator);
        try {
            CSVParser parser = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(new StringReader(text));
            Iterator<CSVRecord> records = parser.iterator();
            List<String> header = new ArrayList<>();
            for (String cell : records.next()) {
                header.add(cell.strip());
            }
            return new CsvBody(name, header, records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw broken(name, e);
        }
    }

    /** A million columns would be a million objects before anybody could count them. */
    private static void requireOneLineIsNotTooWide(String name, String text, char separator) {
        for (int start = 0; start < text.length(); ) {
            int end = endOfLine(text, start);
            // Fewer characters than columns allowed need no counting.
            int cells = end - start < MOST_COLUMNS ? 1 : 1 + count(text, start, end, separator);
            if (cells > MOST_COLUMNS) {
                throw new UnreadablePayloadException(name, "has more than " + MOST_COLUMNS + " columns");
            }
            start = end + 1;
        }
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static int count(String text, int start, int end, char separator) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += text.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable Line next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord csv = records.next();
            if (csv.size() != header.size()) {
                throw new UnreadablePayloadException(
                        name,
                        "line " + csv.getRecordNumber() + " has " + csv.size() + " cells, its header " + header.size()
                                + ": it may be cut");
            }
            return new CsvLine(csv);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw broken(name, e);
        }
    }

    @Override
    public UnreadablePayloadException unreadable(String reason) {
        return new UnreadablePayloadException(name, reason);
    }

    private static UnreadablePayloadException broken(String name, RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new UnreadablePayloadException(name, "is no CSV: " + cause.getMessage(), e);
    }

    private static final class CsvLine implements Line {
        private final CSVRecord csv;

        CsvLine(CSVRecord csv) {
            this.csv = csv;
        }

        @Override
        public String cell(int place) {
            return csv.get(place).strip();
        }

        @Override
        public int width() {
            return csv.size();
        }

        @Override
        public long number() {
            return csv.getRecordNumber();
        }

        @Override
        public boolean isBlank() {
            for (String cell : csv) {
                if (!cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }

        /** The cells as they were written, but for quotes. */
        @Override
        public String toString() {
            return String.join(",", csv);
        }
    }
}
