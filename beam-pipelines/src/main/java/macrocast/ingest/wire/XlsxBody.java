package macrocast.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import macrocast.ingest.UnreadablePayloadException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of a workbook (Office Open XML) as a table with one header, read row by row.
 *
 * <p>Numbers come as they are written in the file, dates as {@code 2024-10-30}; rows of empty cells are left out. A row
 * with more cells than the header is unreadable, and a workbook that inflates to more than {@value #LARGEST} bytes is
 * refused before it is read.
 */
public final class XlsxBody implements Table {
    private static final long LARGEST = 256L << 20;

    /** The days that the format counts from 1899-12-30 on (ECMA-376 part 1, section 18.17.4.1). */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /** Or from here on, where the workbook says {@code date1904}. */
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    private static final Pattern FROM_1904 =
            Pattern.compile("<(?:\\w+:)?workbookPr\\s[^>]*?\\bdate1904\\s*=\\s*[\"'](?:1|true)[\"']");

    private final String name;
    private final LocalDate dayZero;
    private final List<String> header;
    private final Iterator<Row> rows;

    private XlsxBody(String name, LocalDate dayZero, List<String> header, Iterator<Row> rows) {
        this.name = name;
        this.dayZero = dayZero;
        this.header = List.copyOf(header);
        this.rows = rows;
    }

    /** Whether a body is a zip file, as every workbook is. */
    public static boolean isWorkbook(byte[] body) {
        return body.length > 4 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /**
     * Opens a sheet.
     *
     * @param sheetName the first sheet where it is null
     * @throws UnreadablePayloadException when it is no workbook, too large, or has no such sheet
     */
    public static XlsxBody open(String name, byte[] body, @Nullable String sheetName) {
        requireSize(name, body);
        try {
            ReadableWorkbook workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(body), new ReadingOptions(true, false));
            Sheet sheet = (sheetName == null ? workbook.getSheets().findFirst() : workbook.findSheet(sheetName))
                    .orElseThrow(() -> new UnreadablePayloadException(name, "has no sheet " + sheetName));
            Iterator<Row> rows = sheet.openStream().iterator();
            if (!rows.hasNext()) {
                throw new UnreadablePayloadException(name, "its sheet is empty, needed a header");
            }
            LocalDate dayZero = isFrom1904(body) ? DAY_ZERO_1904 : DAY_ZERO;
            Row first = rows.next();
            List<String> header = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int i = 0; i < first.getCellCount(); i++) {
                String column = text(first, i, dayZero);
                if (!column.isEmpty() && !names.add(column)) {
                    throw new UnreadablePayloadException(name, "has two columns called " + column);
                }
                header.add(column);
            }
            if (header.size() > CsvBody.MOST_COLUMNS) {
                throw new UnreadablePayloadException(name, "has more than " + CsvBody.MOST_COLUMNS + " columns");
            }
            return new XlsxBody(name, dayZero, header, rows);
        } catch (UnreadablePayloadException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(name, e);
        }
    }

    /** Asked of the file, as the reader takes {@code true} for a yes, but not the {@code 1} that spreadsheet programs write. */
    private static boolean isFrom1904(byte[] body) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("xl/workbook.xml")) {
                    return FROM_1904
                            .matcher(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .find();
                }
            }
        }
        return false;
    }

    private static void requireSize(String name, byte[] body) {
        byte[] buffer = new byte[1 << 16];
        long inflated = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    inflated += n;
                    if (inflated > LARGEST) {
                        throw new UnreadablePayloadException(name, "inflates to more than " + LARGEST + " bytes");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken(name, e);
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable Line next() {
        try {
            while (rows.hasNext()) {
                SheetLine line = new SheetLine(rows.next());
                line.requireNoWiderThanHeader();
                if (!line.isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (UnreadablePayloadException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(name, e);
        }
    }

    @Override
    public UnreadablePayloadException unreadable(String reason) {
        return new UnreadablePayloadException(name, reason);
    }

    private static UnreadablePayloadException broken(String name, Exception e) {
        return new UnreadablePayloadException(name, "is no whole workbook: " + e.getMessage(), e);
    }

    private static String text(Row row, int place, LocalDate dayZero) {
        Cell cell = row.getOptionalCell(place).orElse(null);
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = cell.getRawValue();
        if (cell.getType() != CellType.NUMBER || raw == null) {
            return cell.getText().strip();
        }
        return isDate(cell) && raw.matches("\\d{1,6}(\\.0+)?")
                ? dayZero.plusDays(Long.parseLong(raw.replaceFirst("\\..*", "")))
                        .toString()
                : raw.strip();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && format.toLowerCase(Locale.ROOT).contains("yy");
    }

    private final class SheetLine implements Line {
        private final Row row;

        SheetLine(Row row) {
            this.row = row;
        }

        /** Empty cells behind the last column of the header are none; cells that hold something would be lost. */
        void requireNoWiderThanHeader() {
            for (int i = row.getCellCount() - 1; i >= header.size(); i--) {
                if (!cell(i).isEmpty()) {
                    throw unreadable("line " + number() + " has " + (i + 1) + " cells, its header " + header.size());
                }
            }
        }

        @Override
        public String cell(int place) {
            try {
                return text(row, place, dayZero);
            } catch (RuntimeException e) {
                throw broken(name, e);
            }
        }

        @Override
        public long number() {
            return row.getRowNum();
        }

        @Override
        public boolean isBlank() {
            for (int i = 0; i < header.size(); i++) {
                if (!cell(i).isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }
}
