package macrocast.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.sdmx.SdmxParser;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How fast bodies become rows, against the same library that only reads the same bytes: every event, cell or token with its
 * text and nothing made of it.
 */
final class ParseBenchmark implements Benchmark {
    private static final int MONTHS = 600;
    private static final int RUNS = 7;

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        Catalogue ecb = Catalogue.of("ecb");
        RowParser parser = new SdmxParser(ecb, Instant.parse("2026-11-01T00:00:00Z"));
        lines.accept(measured("parse.sdmx_ml_generic", generic(), parser, ParseBenchmark::events));
        lines.accept(measured("parse.sdmx_ml_specific", specific(), parser, ParseBenchmark::events));
        lines.accept(measured("parse.sdmx_csv", csv(), parser, ParseBenchmark::records));
        lines.accept(measured("parse.sdmx_json", json(), parser, ParseBenchmark::tokens));
    }

    /** Reads bytes and returns something that depends on all of them. */
    private interface Reading {
        long of(byte[] body) throws Exception;
    }

    private static Line measured(String name, byte[] body, RowParser parser, Reading baseline) throws Exception {
        long[] rows = new long[1];
        Reading ours = bytes -> {
            rows[0] = 0;
            parser.parse(name, bytes, row -> rows[0]++);
            return rows[0];
        };
        double megabytes = body.length / 1e6;
        double parsed = Double.POSITIVE_INFINITY;
        double read = Double.POSITIVE_INFINITY;
        // One after the other, so that a noisy moment does not fall on one of them alone; the best of each counts.
        for (int run = 0; run < RUNS; run++) {
            parsed = Math.min(parsed, seconds(ours, body));
            read = Math.min(read, seconds(baseline, body));
        }
        String size = String.format(Locale.ROOT, "%.0f MB, %d rows, %.0f rows/s", megabytes, rows[0], rows[0] / parsed);
        return Line.rate(name, size, megabytes / parsed, megabytes / read, "MB/s");
    }

    private static double seconds(Reading reading, byte[] body) throws Exception {
        long start = System.nanoTime();
        if (reading.of(body) == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long events(byte[] body) throws Exception {
        XMLStreamReader xml = new WstxInputFactory().createXMLStreamReader(new ByteArrayInputStream(body));
        long length = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    length += xml.getAttributeValue(i).length();
                }
            }
        }
        return length;
    }

    private static long records(byte[] body) throws Exception {
        long length = 0;
        try (CSVParser csv = CSVFormat.RFC4180.parse(
                new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8))) {
            for (CSVRecord record : csv) {
                for (String cell : record) {
                    length += cell.length();
                }
            }
        }
        return length;
    }

    private static long tokens(byte[] body) throws Exception {
        long length = 0;
        try (JsonParser json = new JsonFactory().createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    length += json.getTextLength();
                }
            }
        }
        return length;
    }

    private static final String[] CURRENCIES = {
        "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW",
        "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "USD", "ZAR"
    };

    private static String month(int number) {
        return String.format(Locale.ROOT, "%d-%02d", 1976 + number / 12, number % 12 + 1);
    }

    private static String value(int series, int month) {
        return String.format(Locale.ROOT, "%.4f", 1 + series + Math.sin(month) / 10);
    }

    private static byte[] generic() {
        StringBuilder xml =
                new StringBuilder("<GenericData xmlns:g=\"g\"><Header><Prepared>2026-10-01T00:00:00Z</Prepared>"
                        + "<Structure structureID=\"ECB_EXR1\" dimensionAtObservation=\"TIME_PERIOD\"/></Header>"
                        + "<DataSet structureRef=\"ECB_EXR1\">");
        for (int series = 0; series < CURRENCIES.length; series++) {
            xml.append("<g:Series><g:SeriesKey>")
                    .append(pair("FREQ", "M"))
                    .append(pair("CURRENCY", CURRENCIES[series]))
                    .append(pair("CURRENCY_DENOM", "EUR"))
                    .append(pair("EXR_TYPE", "SP00"))
                    .append(pair("EXR_SUFFIX", "A"))
                    .append("</g:SeriesKey><g:Attributes>")
                    .append(pair("UNIT", CURRENCIES[series]))
                    .append(pair("UNIT_MULT", "0"))
                    .append("</g:Attributes>");
            for (int month = 0; month < MONTHS; month++) {
                xml.append("<g:Obs><g:ObsDimension value=\"")
                        .append(month(month))
                        .append("\"/><g:ObsValue value=\"")
                        .append(value(series, month))
                        .append("\"/><g:Attributes>")
                        .append(pair("OBS_STATUS", "A"))
                        .append("</g:Attributes></g:Obs>");
            }
            xml.append("</g:Series>");
        }
        return bytes(xml.append("</DataSet></GenericData>"));
    }

    private static String pair(String id, String value) {
        return "<g:Value id=\"" + id + "\" value=\"" + value + "\"/>";
    }

    private static byte[] specific() {
        StringBuilder xml = new StringBuilder(
                "<StructureSpecificData><Header><Prepared>2026-10-01T00:00:00Z</Prepared><Structure structureID=\"S\""
                        + " dimensionAtObservation=\"TIME_PERIOD\"><Ref id=\"EXR\"/></Structure></Header>"
                        + "<DataSet structureRef=\"S\">");
        for (int series = 0; series < CURRENCIES.length; series++) {
            xml.append("<Series FREQ=\"M\" CURRENCY=\"")
                    .append(CURRENCIES[series])
                    .append("\" CURRENCY_DENOM=\"EUR\" EXR_TYPE=\"SP00\" EXR_SUFFIX=\"A\" UNIT_MULT=\"0\" UNIT=\"")
                    .append(CURRENCIES[series])
                    .append("\">");
            for (int month = 0; month < MONTHS; month++) {
                xml.append("<Obs TIME_PERIOD=\"")
                        .append(month(month))
                        .append("\" OBS_VALUE=\"")
                        .append(value(series, month))
                        .append("\" OBS_STATUS=\"A\"/>");
            }
            xml.append("</Series>");
        }
        return bytes(xml.append("</DataSet></StructureSpecificData>"));
    }

    private static byte[] csv() {
        StringBuilder csv =
                new StringBuilder("DATAFLOW,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,"
                        + "OBS_STATUS,OBS_CONF,TITLE,UNIT,UNIT_MULT\n");
        for (int series = 0; series < CURRENCIES.length; series++) {
            for (int month = 0; month < MONTHS; month++) {
                csv.append("ECB:EXR(1.0),M,")
                        .append(CURRENCIES[series])
                        .append(",EUR,SP00,A,")
                        .append(month(month))
                        .append(',')
                        .append(value(series, month))
                        .append(",A,F,Reference rate,")
                        .append(CURRENCIES[series])
                        .append(",0\n");
            }
        }
        return bytes(csv);
    }

    private static byte[] json() {
        StringBuilder json =
                new StringBuilder("{\"meta\":{\"prepared\":\"2026-10-01T00:00:00Z\"},\"data\":{\"dataSets\":[{"
                        + "\"structure\":0,\"action\":\"Replace\",\"series\":{");
        for (int series = 0; series < CURRENCIES.length; series++) {
            json.append(series == 0 ? "" : ",")
                    .append("\"0:")
                    .append(series)
                    .append(":0:0:0\":{\"attributes\":[")
                    .append(series)
                    .append(",0],\"observations\":{");
            for (int month = 0; month < MONTHS; month++) {
                json.append(month == 0 ? "\"" : ",\"")
                        .append(month)
                        .append("\":[\"")
                        .append(value(series, month))
                        .append("\",0]");
            }
            json.append("}}");
        }
        json.append(
                "}}],\"structures\":[{\"links\":[{\"urn\":\"urn:sdmx:x.Dataflow=ECB:EXR(1.0)\"}],\"dimensions\":{\"series\":[");
        json.append(component("FREQ", "M")).append(',');
        json.append(component("CURRENCY", CURRENCIES)).append(',');
        json.append(component("CURRENCY_DENOM", "EUR")).append(',');
        json.append(component("EXR_TYPE", "SP00")).append(',');
        json.append(component("EXR_SUFFIX", "A")).append("],\"observation\":[");
        String[] months = new String[MONTHS];
        for (int month = 0; month < MONTHS; month++) {
            months[month] = month(month);
        }
        json.append(component("TIME_PERIOD", months)).append("]},\"attributes\":{\"series\":[");
        json.append(component("UNIT", CURRENCIES)).append(',');
        json.append(component("UNIT_MULT", "0")).append("],\"observation\":[");
        json.append(component("OBS_STATUS", "A")).append("]}}]}}");
        return bytes(json);
    }

    private static String component(String id, String... codes) {
        return "{\"id\":\"" + id + "\",\"values\":[{\"id\":\"" + String.join("\"},{\"id\":\"", codes) + "\"}]}";
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
