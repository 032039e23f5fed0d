package macrocast.ingest.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import macrocast.ingest.UnreadablePayloadException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of a workbook as a table with one header, read row by row.
 *
 * <p>Numbers come as they are written in the file, those of formulas as they were last worked out, or the formula, dates as
 * {@code 2024-10-30}; rows of empty cells are left out. A row with more cells than the header is unreadable, unless only
 * columns are asked for.
 */
public final class XlsxBody implements Table {
    /** Formats of days that every workbook has without saying so (ECMA-376 part 1, section 18.8.30). */
    private static final Set<Integer> FORMATS_OF_DAYS = Set.of(14, 15, 16, 17, 22);

    private final String name;
    private final String sheetName;
    private final boolean isTable;
    private final LocalDate dayZero;
    private final List<String> header;
    private final Iterator<Row> rows;

    private XlsxBody(
            String name,
            String sheetName,
            boolean isTable,
            LocalDate dayZero,
            List<String> header,
            Iterator<Row> rows) {
        this.name = name;
        this.sheetName = sheetName;
        this.isTable = isTable;
        this.dayZero = dayZero;
        this.header = List.copyOf(header);
        this.rows = rows;
    }

    /**
     * @param isTable whether every cell has to stand under a column of its own
     */
    static XlsxBody of(String name, Sheet sheet, LocalDate dayZero, boolean isTable) throws IOException {
        Iterator<Row> rows = sheet.openStream().iterator();
        if (!rows.hasNext() && isTable) {
            throw new UnreadablePayloadException(name, "sheet " + sheet.getName() + ": is empty, needed a header");
        }
        List<String> header = new ArrayList<>();
        if (rows.hasNext()) {
            Row first = rows.next();
            if (first.getCellCount() > CsvBody.MOST_COLUMNS) {
                throw new UnreadablePayloadException(
                        name, "sheet " + sheet.getName() + ": has more than " + CsvBody.MOST_COLUMNS + " columns");
            }
            for (int i = 0; i < first.getCellCount(); i++) {
                header.add(text(first, i, dayZero));
            }
        }
        XlsxBody table = new XlsxBody(name, sheet.getName(), isTable, dayZero, header, rows);
        table.requireHeader();
        return table;
    }

    private void requireHeader() {
        Set<String> names = new HashSet<>();
        for (String column : header) {
            if (isTable && !column.isEmpty() && !names.add(column)) {
                throw unreadable("has two columns called " + column);
            }
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public int column(String column) {
        int place = Table.super.column(column);
        if (header.lastIndexOf(column) != place) {
            throw unreadable("has two columns called " + column);
        }
        return place;
    }

    @Override
    public @Nullable Line next() {
        try {
            while (rows.hasNext()) {
                SheetLine line = new SheetLine(rows.next());
                if (isTable) {
                    line.requireNoWiderThanHeader();
                }
                if (!line.isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (UnreadablePayloadException e) {
            throw e;
        } catch (RuntimeException e) {
            throw XlsxWorkbook.broken(name, e);
        }
    }

    @Override
    public UnreadablePayloadException unreadable(String reason) {
        return new UnreadablePayloadException(name, "sheet " + sheetName + ": " + reason);
    }

    private static String text(Row row, int place, LocalDate dayZero) {
        Cell cell = row.getOptionalCell(place).orElse(null);
        // Written by a program that works out nothing: not empty, and no value.
        if (cell != null && cell.getFormula() != null && cell.getRawValue() == null) {
            return "=" + cell.getFormula();
        }
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = cell.getRawValue();
        boolean isNumber = cell.getType() == CellType.NUMBER
                || (cell.getType() == CellType.FORMULA && cell.getValue() instanceof BigDecimal);
        if (!isNumber || raw == null) {
            return cell.getText().strip();
        }
        return isDate(cell) && raw.matches("\\d{1,6}(\\.0+)?")
                ? dayZero.plusDays(Long.parseLong(raw.replaceFirst("\\..*", "")))
                        .toString()
                : raw.strip();
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        String format = cell.getDataFormatString();
        return (id != null && FORMATS_OF_DAYS.contains(id))
                || (format != null && format.toLowerCase(Locale.ROOT).contains("yy"));
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
                throw XlsxWorkbook.broken(name, e);
            }
        }

        @Override
        public int width() {
            return row.getCellCount();
        }

        @Override
        public String place(int place) {
            return " in " + sheetName + "!" + new CellAddress(row.getRowNum() - 1, place);
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
