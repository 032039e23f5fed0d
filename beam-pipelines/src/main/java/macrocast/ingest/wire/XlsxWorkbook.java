package macrocast.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import macrocast.ingest.UnreadablePayloadException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * A workbook (Office Open XML), whose sheets are tables.
 *
 * <p>One that inflates to more than {@value #LARGEST} bytes is refused before it is read.
 */
public final class XlsxWorkbook {
    private static final long LARGEST = 256L << 20;

    /** The days that the format counts from 1899-12-30 on (ECMA-376 part 1, section 18.17.4.1). */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /** Or from here on, where the workbook says {@code date1904}. */
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    private static final Pattern FROM_1904 =
            Pattern.compile("<(?:\\w+:)?workbookPr\\s[^>]*?\\bdate1904\\s*=\\s*[\"'](?:1|true)[\"']");

    /** Columns of a sheet, A to XFD (ECMA-376 leaves it open, spreadsheet programs have these). */
    private static final int MOST_COLUMNS = 1 << 14;

    private static final Pattern FAR_OUT =
            Pattern.compile("^(?:[A-Z]{4,}|(?:XF[E-Z]|X[G-Z][A-Z]|[YZ][A-Z][A-Z])\\d)", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final ReadableWorkbook workbook;
    private final LocalDate dayZero;

    private XlsxWorkbook(String name, ReadableWorkbook workbook, LocalDate dayZero) {
        this.name = name;
        this.workbook = workbook;
        this.dayZero = dayZero;
    }

    /**
     * Opens a workbook.
     *
     * @throws UnreadablePayloadException when it is none, or too large
     */
    public static XlsxWorkbook open(String name, byte[] body) {
        requireSize(name, body);
        try {
            ReadableWorkbook workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(body), new ReadingOptions(true, false));
            return new XlsxWorkbook(name, workbook, isFrom1904(body) ? DAY_ZERO_1904 : DAY_ZERO);
        } catch (IOException | RuntimeException e) {
            throw broken(name, e);
        }
    }

    /** The names of its sheets, in their order. */
    public List<String> sheetNames() {
        return workbook.getSheets().map(Sheet::getName).toList();
    }

    /** The first sheet. */
    public XlsxBody firstSheet() {
        return sheet(workbook.getSheets().findFirst(), "of any name", true);
    }

    /**
     * A sheet, every cell of which stands under a column of its own.
     *
     * @throws UnreadablePayloadException when there is none of that name
     */
    public XlsxBody sheet(String sheetName) {
        return sheet(workbook.findSheet(sheetName), sheetName, true);
    }

    /**
     * A sheet that is more than a table: cells without a column above them are not looked at, and columns that are not asked
     * for may have one name.
     *
     * @throws UnreadablePayloadException when there is none of that name
     */
    public XlsxBody columnsOf(String sheetName) {
        return sheet(workbook.findSheet(sheetName), sheetName, false);
    }

    private XlsxBody sheet(Optional<Sheet> found, String sheetName, boolean isTable) {
        Sheet sheet = found.orElseThrow(() -> new UnreadablePayloadException(
                name, "has no sheet " + sheetName + ", it has " + Table.excerpt(sheetNames())));
        try {
            return XlsxBody.of(name, sheet, dayZero, isTable);
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

    /** The reader lays a row out cell by cell, up to its last column, so a cell far out would fill the memory. */
    private static void requireSize(String name, byte[] body) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            InputStream limited = new Limited(name, zip);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("xl/worksheets/")
                        && entry.getName().endsWith(".xml")) {
                    requireColumns(name, entry.getName(), XmlBody.open(name, limited));
                }
                limited.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken(name, e);
        }
    }

    private static void requireColumns(String name, String file, XmlBody sheet) {
        int cells = 0;
        if (!"worksheet".equals(sheet.nextElement())) {
            return;
        }
        for (String element = sheet.nextElement(); element != null; element = sheet.nextElement()) {
            if (element.equals("row")) {
                cells = 0;
            } else if (element.equals("c")) {
                cells++;
                String place = sheet.attribute("r");
                if (cells > MOST_COLUMNS
                        || (place != null && FAR_OUT.matcher(place).find())) {
                    throw new UnreadablePayloadException(
                            name,
                            file + " has a cell " + (place == null ? "number " + cells + " of its row" : place)
                                    + ", the last column of a workbook is XFD");
                }
            }
        }
    }

    /** What is inflated, up to the limit of a workbook. */
    private static final class Limited extends FilterInputStream {
        private final String name;
        private long inflated;

        Limited(String name, ZipInputStream zip) {
            super(zip);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) {
            inflated += bytes;
            if (inflated > LARGEST) {
                throw new UnreadablePayloadException(name, "inflates to more than " + LARGEST + " bytes");
            }
        }
    }

    static UnreadablePayloadException broken(String name, Exception e) {
        return new UnreadablePayloadException(name, "is no whole workbook: " + e.getMessage(), e);
    }
}
