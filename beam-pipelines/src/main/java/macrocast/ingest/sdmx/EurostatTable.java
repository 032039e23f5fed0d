package macrocast.ingest.sdmx;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Quirk;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table.Line;

/**
 * Eurostat's table of tab-separated values: a line per series, a column per period, flags behind the values.
 *
 * <p>{@code :} says that a value is missing; what stands behind a value and a blank is its flags ({@code 12.3 p}). The table
 * does not name its dataflow, its file does: {@code nama_10_gdp.tsv}.
 */
public final class EurostatTable implements SdmxReader {

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        CsvBody table = Table.open(name, body, '\t');
        Header header = header(name, table.header());
        table.forEach(line -> readLine(name, header, line, observations));
    }

    private record Header(DataSet dataSet, List<String> dimensions, List<String> periods) {}

    private static Header header(String name, List<String> columns) {
        String corner = columns.get(0);
        int backslash = corner.indexOf('\\');
        String time = corner.substring(backslash + 1).strip();
        if (backslash < 0 || !(time.equals("TIME_PERIOD") || time.equals("time"))) {
            throw new UnreadablePayloadException(
                    name, "starts with " + shortened(corner) + ", needed dimensions like freq,unit,geo\\TIME_PERIOD");
        }
        List<String> dimensions = List.of(corner.substring(0, backslash).split(",", -1));
        List<String> periods = columns.subList(1, columns.size());
        return new Header(new DataSet(flows(name), dimensions, null, false), dimensions, periods);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /** Whether a name is that of such a table. */
    public static boolean isCalled(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.gz)?");
    }

    /** The parts of a file's name or an address, for one of them is the dataflow. */
    public static Set<String> flows(String name) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : name.toUpperCase(Locale.ROOT).split("[^A-Z0-9_]+", -1)) {
            parts.add(part);
            if (part.startsWith("ESTAT_")) {
                parts.add(part.substring("ESTAT_".length()));
            }
        }
        return parts;
    }

    private static void readLine(String name, Header header, Line line, Consumer<SdmxObservation> observations) {
        List<String> values = List.of(line.cell(0).split(",", -1));
        if (values.size() != header.dimensions().size()) {
            throw new UnreadablePayloadException(
                    name, "has a line of " + shortened(line.cell(0)) + ", needed " + header.dimensions());
        }
        Pairs series = new Pairs();
        for (int i = 0; i < values.size(); i++) {
            series.add(header.dimensions().get(i), values.get(i).strip());
        }
        for (int i = 0; i < header.periods().size(); i++) {
            readCell(header, series, header.periods().get(i), line.cell(i + 1), observations);
        }
    }

    @Quirk(
            id = 4,
            cause = "Eurostat: flags follow the value after a blank, ': c' is a missing value that is confidential")
    private static void readCell(
            Header header, Pairs series, String period, String cell, Consumer<SdmxObservation> observations) {
        if (cell.isEmpty()) {
            return;
        }
        int blank = cell.indexOf(' ');
        String value = blank < 0 ? cell : cell.substring(0, blank);
        Fields own = Pairs.NONE;
        if (blank >= 0) {
            Pairs flags = new Pairs();
            flags.add("OBS_FLAG", cell.substring(blank + 1).strip());
            own = flags;
        }
        String present = value.equals(":") ? null : value;
        observations.accept(new SdmxObservation(header.dataSet(), series, period, present, own));
    }
}
