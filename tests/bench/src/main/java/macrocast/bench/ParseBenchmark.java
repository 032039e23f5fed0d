package macrocast.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.iadb.IadbIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.worldbank.WorldBankIngest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How fast bodies become rows, against the same library that only reads the same bytes: every event, cell or token with its
 * text and nothing made of it.
 */
final class ParseBenchmark implements Benchmark {
    private static final int DAYS = 5_000;
    private static final int RUNS = 21;

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
        Instant seen = Instant.parse("2026-11-01T00:00:00Z");
        RowParser fred = new FredIngest().parser(seen);
        lines.accept(measured("parse.json", "series_observations_GDP.json", fred(), fred, ParseBenchmark::tokens));
        RowParser bank = new WorldBankIngest().parser(seen);
        lines.accept(measured("parse.json_nested", "page.json", worldBank(), bank, ParseBenchmark::tokens));
        RowParser panel = new FredMdIngest().parser(seen);
        lines.accept(measured("parse.csv", "2015-01.csv", panel(), panel, ParseBenchmark::records));
        RowParser cubes = new IadbIngest().parser(seen);
        lines.accept(measured("parse.xml", "LPMVWYR.xml", cubes(), cubes, ParseBenchmark::events));
    }

    /** Reads bytes and returns something that depends on all of them. */
    private interface Reading {
        long of(byte[] body) throws Exception;
    }

    private static Line measured(String name, byte[] body, RowParser parser, Reading baseline) throws Exception {
        return measured(name, name, body, parser, baseline);
    }

    private static Line measured(String name, String file, byte[] body, RowParser parser, Reading baseline)
            throws Exception {
        long[] rows = new long[1];
        Reading ours = bytes -> {
            rows[0] = 0;
            parser.parse(file, bytes, row -> rows[0]++);
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

    /** Of this thread's processor: what others do on the machine meanwhile is not measured. */
    private static double seconds(Reading reading, byte[] body) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        if (reading.of(body) == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
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
                if (token.isScalarValue() || token == JsonToken.FIELD_NAME) {
                    length += json.getText().length();
                }
            }
        }
        return length;
    }

    private static final String[] CURRENCIES = {
        "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CYP", "CZK", "DKK", "EEK", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS",
                "INR",
        "ISK", "JPY", "KRW", "LTL", "LVL", "MTL", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "ROL", "RON", "RUB", "SEK",
                "SGD",
        "SIT", "SKK", "THB", "TRL", "TRY", "USD", "ZAR"
    };

    private static String day(int number) {
        return LocalDate.of(1999, 1, 4).plusDays(number).toString();
    }

    private static String value(int series, int day) {
        return String.format(Locale.ROOT, "%.4f", 1 + series + Math.sin(day) / 10);
    }

    private static byte[] generic() {
        StringBuilder xml =
                new StringBuilder("<GenericData xmlns:g=\"g\"><Header><Prepared>2026-10-01T00:00:00Z</Prepared>"
                        + "<Structure structureID=\"ECB_EXR1\" dimensionAtObservation=\"TIME_PERIOD\"/></Header>"
                        + "<DataSet structureRef=\"ECB_EXR1\">");
        for (int series = 0; series < CURRENCIES.length; series++) {
            xml.append("<g:Series><g:SeriesKey>")
                    .append(pair("FREQ", "D"))
                    .append(pair("CURRENCY", CURRENCIES[series]))
                    .append(pair("CURRENCY_DENOM", "EUR"))
                    .append(pair("EXR_TYPE", "SP00"))
                    .append(pair("EXR_SUFFIX", "A"))
                    .append("</g:SeriesKey><g:Attributes>")
                    .append(pair("UNIT", CURRENCIES[series]))
                    .append(pair("UNIT_MULT", "0"))
                    .append("</g:Attributes>");
            for (int day = 0; day < DAYS; day++) {
                xml.append("<g:Obs><g:ObsDimension value=\"")
                        .append(day(day))
                        .append("\"/><g:ObsValue value=\"")
                        .append(value(series, day))
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
            xml.append("<Series FREQ=\"D\" CURRENCY=\"")
                    .append(CURRENCIES[series])
                    .append("\" CURRENCY_DENOM=\"EUR\" EXR_TYPE=\"SP00\" EXR_SUFFIX=\"A\" UNIT_MULT=\"0\" UNIT=\"")
                    .append(CURRENCIES[series])
                    .append("\">");
            for (int day = 0; day < DAYS; day++) {
                xml.append("<Obs TIME_PERIOD=\"")
                        .append(day(day))
                        .append("\" OBS_VALUE=\"")
                        .append(value(series, day))
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
            for (int day = 0; day < DAYS; day++) {
                csv.append("ECB:EXR(1.0),D,")
                        .append(CURRENCIES[series])
                        .append(",EUR,SP00,A,")
                        .append(day(day))
                        .append(',')
                        .append(value(series, day))
                        .append(",A,F,Reference rate,")
                        .append(CURRENCIES[series])
                        .append(",0\n");
            }
        }
        return bytes(csv);
    }

    /** As the IMF writes it: values as texts with all digits of a double, and two attributes. */
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
            for (int day = 0; day < DAYS; day++) {
                json.append(day == 0 ? "\"" : ",\"")
                        .append(day)
                        .append("\":[\"")
                        .append(1 + series + Math.sin(day) / 10)
                        .append("\",null,0]");
            }
            json.append("}}");
        }
        json.append(
                "}}],\"structures\":[{\"links\":[{\"urn\":\"urn:sdmx:x.Dataflow=ECB:EXR(1.0)\"}],\"dimensions\":{\"series\":[");
        json.append(component("FREQ", "D")).append(',');
        json.append(component("CURRENCY", CURRENCIES)).append(',');
        json.append(component("CURRENCY_DENOM", "EUR")).append(',');
        json.append(component("EXR_TYPE", "SP00")).append(',');
        json.append(component("EXR_SUFFIX", "A")).append("],\"observation\":[");
        String[] days = new String[DAYS];
        for (int day = 0; day < DAYS; day++) {
            days[day] = day(day);
        }
        json.append(component("TIME_PERIOD", days)).append("]},\"attributes\":{\"series\":[");
        json.append(component("UNIT", CURRENCIES)).append(',');
        json.append(component("UNIT_MULT", "0")).append("],\"observation\":[");
        json.append(component("PRECISION", "0")).append(',');
        json.append(component("OBS_STATUS", "A")).append("]}}]}}");
        return bytes(json);
    }

    /** As FRED answers: a quarter with all its vintages. */
    private static byte[] fred() {
        int rows = 100_000;
        StringBuilder json = new StringBuilder("{\"realtime_start\":\"1776-07-04\",\"realtime_end\":\"9999-12-31\","
                + "\"observation_start\":\"1600-01-01\",\"units\":\"lin\",\"output_type\":1,\"file_type\":\"json\","
                + "\"order_by\":\"observation_date\",\"sort_order\":\"asc\",\"count\":" + rows
                + ",\"offset\":0,\"limit\":100000,\"observations\":[");
        for (int row = 0; row < rows; row++) {
            LocalDate from = LocalDate.of(1991, 12, 4).plusDays(30L * (row % 250));
            json.append(row == 0 ? "" : ",")
                    .append("{\"realtime_start\":\"")
                    .append(from)
                    .append("\",\"realtime_end\":\"")
                    .append(from.plusDays(29))
                    .append("\",\"date\":\"")
                    .append(LocalDate.of(1890, 1, 1).plusMonths(3L * (row / 250)))
                    .append("\",\"value\":\"")
                    .append(value(row % 1000, row))
                    .append("\"}");
        }
        return bytes(json.append("]}"));
    }

    /** As the World Bank answers: objects in objects, one for each year of an economy. */
    private static byte[] worldBank() {
        int rows = 50_000;
        StringBuilder json = new StringBuilder("[{\"page\":1,\"pages\":1,\"per_page\":" + rows + ",\"total\":" + rows
                + ",\"sourceid\":\"2\",\"lastupdated\":\"2026-03-28\"},[");
        for (int row = 0; row < rows; row++) {
            json.append(row == 0 ? "" : ",")
                    .append("{\"indicator\":{\"id\":\"NY.GDP.MKTP.CD\",\"value\":\"GDP (current US$)\"},")
                    .append("\"country\":{\"id\":\"JP\",\"value\":\"Japan\"},\"countryiso3code\":\"JPN\",\"date\":\"")
                    .append(1960 + row % 60)
                    .append("\",\"value\":")
                    .append(4_212_945_159_781.4 + row)
                    .append(",\"unit\":\"\",\"obs_status\":\"\",\"decimal\":0}");
        }
        return bytes(json.append("]]"));
    }

    /** As FRED-MD: a line a month, a column a series. */
    private static byte[] panel() {
        List<String> codes = new FredMdIngest()
                .catalogue().series().stream().map(one -> one.key().code()).toList();
        StringBuilder csv = new StringBuilder("sasdate");
        codes.forEach(code -> csv.append(',').append(code));
        csv.append("\nTransform:").append(",5".repeat(codes.size())).append('\n');
        for (int month = 0; month < 1_500; month++) {
            csv.append(1 + month % 12).append("/1/").append(1890 + month / 12);
            for (int i = 0; i < codes.size(); i++) {
                csv.append(',').append(value(i * 100, month));
            }
            csv.append('\n');
        }
        return bytes(csv);
    }

    /** As the Bank of England's database: an element a value. */
    private static byte[] cubes() {
        StringBuilder xml =
                new StringBuilder("<Envelope><Cube SCODE=\"LPMVWYR\" DESC=\"Notes and coin\"><Cube FREQ_CODE=\"M\"/>");
        for (int row = 0; row < 60_000; row++) {
            LocalDate month = LocalDate.of(1900, 1, 1).plusMonths(row % 1500);
            xml.append("<Cube TIME=\"")
                    .append(month.plusMonths(1).minusDays(1))
                    .append("\" OBS_VALUE=\"")
                    .append(40_000 + row)
                    .append("\" OBS_CONF=\"N\" LAST_UPDATED=\"2025-06-30 09:30:00\"></Cube>");
        }
        return bytes(xml.append("</Cube></Envelope>"));
    }

    private static String component(String id, String... codes) {
        return "{\"id\":\"" + id + "\",\"values\":[{\"id\":\"" + String.join("\"},{\"id\":\"", codes) + "\"}]}";
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
