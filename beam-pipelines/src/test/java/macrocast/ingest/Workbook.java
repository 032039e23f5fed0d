package macrocast.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook (Office Open XML) as a spreadsheet program writes it. */
final class Workbook {
    private Workbook() {}

    /**
     * A workbook of one sheet called Data.
     *
     * @param rows elements {@code row} of the sheet; style 1 shows a number as a day, style 2 as day and month
     */
    static byte[] of(String rows) throws IOException {
        return of(rows, "");
    }

    /** A workbook of sheets by their names, each with elements {@code row}. */
    static byte[] ofSheets(Map<String, String> sheets) throws IOException {
        return of(sheets, "");
    }

    /**
     * Rows of a table in CSV: numbers with the 17 digits that spreadsheet programs write, days as numbers that are shown as
     * days, #N/A as an error or as text.
     */
    static String rows(String csv) {
        StringBuilder rows = new StringBuilder();
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            rows.append("<row r=\"").append(number).append("\">");
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                rows.append(cell(column(i) + number, cells[i], number % 2 == 0));
            }
            rows.append("</row>");
        }
        return rows + "<row r=\"" + (number + 1) + "\"><c r=\"A" + (number + 1) + "\"/></row>";
    }

    private static String cell(String place, String text, boolean isErrorWhereMissing) {
        if (text.isEmpty()) {
            return "";
        }
        if (text.matches("-?[\\d.]+")) {
            String digits = new BigDecimal(Double.parseDouble(text))
                    .round(new MathContext(17))
                    .toPlainString();
            return "<c r=\"" + place + "\"><v>" + digits + "</v></c>";
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            long day = LocalDate.parse(text).toEpochDay()
                    - LocalDate.of(1899, 12, 30).toEpochDay();
            return "<c r=\"" + place + "\" s=\"" + (isErrorWhereMissing ? 1 : 2) + "\"><v>" + day + "</v></c>";
        }
        return text.equals("#N/A") && isErrorWhereMissing
                ? "<c r=\"" + place + "\" t=\"e\"><v>#N/A</v></c>"
                : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static String column(int place) {
        return (place < 26 ? "" : column(place / 26 - 1)) + (char) ('A' + place % 26);
    }

    /** A workbook that counts days from 1904 on, as some programs do. */
    static byte[] countingFrom1904(String rows) throws IOException {
        return of(rows, "<workbookPr date1904=\"1\"/>");
    }

    private static byte[] of(String rows, String properties) throws IOException {
        return of(Map.of("Data", rows), properties);
    }

    private static byte[] of(Map<String, String> sheets, String properties) throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String packages = "http://schemas.openxmlformats.org/package/2006";
        Map<String, String> parts = new LinkedHashMap<>();
        StringBuilder names = new StringBuilder();
        StringBuilder targets = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            number++;
            names.append(
                    "<sheet name=\"" + sheet.getKey() + "\" sheetId=\"" + number + "\" r:id=\"s" + number + "\"/>");
            targets.append("<Relationship Id=\"s" + number + "\" Type=\"" + office
                    + "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>");
            parts.put(
                    "xl/worksheets/sheet" + number + ".xml",
                    "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheet.getValue() + "</sheetData></worksheet>");
        }
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"" + packages
                        + "/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"" + packages + "/relationships\"><Relationship Id=\"r1\" Type=\"" + office
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\">" + properties + "<sheets>" + names
                        + "</sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + packages + "/relationships\">" + targets
                        + "<Relationship Id=\"styles\" Type=\"" + office
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + main
                        + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>"
                        + "</numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"16\"/>"
                        + "</cellXfs></styleSheet>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(("<?xml version=\"1.0\"?>" + part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
