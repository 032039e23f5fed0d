package macrocast.ingest.sdmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Quirk;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table.Line;
import org.jspecify.annotations.Nullable;

/**
 * SDMX-CSV 1.0 and 2.0: a line per observation, columns in any order.
 *
 * <p>Version 1.0 names the dataflow in a column DATAFLOW ({@code OECD:DF_EO114_LTB(1.0)}), version 2.0 in STRUCTURE_ID and
 * says in ACTION what is to be done with the line. Both write dimensions before the period, and the value and attributes after
 * it: where the value follows the period, what stands before the period are the dimensions.
 */
public final class SdmxCsv implements SdmxReader {
    /** What versions 1.0 and 2.0 write before the dimensions, and Eurostat's moment of the last change. */
    private static final Set<String> NO_DIMENSION =
            Set.of("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "KEY", "LAST UPDATE");

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        CsvBody table = Table.open(name, body, ',');
        Columns columns = new Columns(table);
        table.forEach(line -> observations.accept(columns.observation(line)));
    }

    /** The columns that are dimensions, where the header tells. */
    public static List<String> dimensions(List<String> header, int period, int value) {
        return value != period + 1
                ? List.of()
                : header.subList(0, period).stream()
                        .filter(column -> !NO_DIMENSION.contains(column))
                        .toList();
    }

    /** Where what stands, and the data set that the last line was part of. */
    private static final class Columns {
        private final CsvBody table;
        private final int flow;
        private final int period;
        private final int value;
        private final int action;
        private final List<String> dimensions;
        private String flowText = "";
        private String actionText = "";
        private @Nullable DataSet dataSet;

        Columns(CsvBody table) {
            this.table = table;
            flow = flowColumn();
            period = table.column("TIME_PERIOD");
            value = table.column("OBS_VALUE");
            action = table.columnIfAny("ACTION");
            dimensions = dimensions(table.header(), period, value);
        }

        @Quirk(
                id = 1,
                cause = "ECB: no column names the dataflow, the column KEY starts with it (EXR.M.USD.EUR.SP00.A)")
        private int flowColumn() {
            for (String id : List.of("DATAFLOW", "STRUCTURE_ID", "KEY")) {
                if (table.columnIfAny(id) >= 0) {
                    return table.column(id);
                }
            }
            throw table.unreadable(
                    "has no column DATAFLOW, STRUCTURE_ID or KEY, which name the dataflow, it has " + table.header());
        }

        SdmxObservation observation(Line line) {
            return new SdmxObservation(
                    dataSet(line),
                    new Cells(table, line),
                    line.cell(period),
                    SdmxObservation.presentOrNull(line.cell(value)),
                    Pairs.NONE);
        }

        private DataSet dataSet(Line line) {
            String flowNow = line.cell(flow);
            String actionNow = action < 0 ? "" : line.cell(action);
            DataSet known = dataSet;
            if (known == null || !flowNow.equals(flowText) || !actionNow.equals(actionText)) {
                known = new DataSet(Set.of(flowId(flowNow)), dimensions, null, actionNow.equals("D"));
                dataSet = known;
                flowText = flowNow;
                actionText = actionNow;
            }
            return known;
        }

        /** {@code BIS:WS_CBPOL(1.0)}, or the first part of a series key. */
        private String flowId(String text) {
            if (table.header().get(flow).equals("KEY")) {
                int dot = text.indexOf('.');
                return dot < 0 ? text : text.substring(0, dot);
            }
            String id = text.substring(text.indexOf(':') + 1);
            int version = id.indexOf('(');
            return version < 0 ? id : id.substring(0, version);
        }
    }

    /** The cells of a line by the names of their columns; an empty cell says nothing. */
    private record Cells(CsvBody table, Line line) implements Fields {

        @Override
        public @Nullable String get(String id) {
            int place = table.columnIfAny(id);
            String cell = place < 0 ? "" : line.cell(place);
            return cell.isEmpty() ? null : cell;
        }

        @Override
        public boolean has(String id) {
            return table.columnIfAny(id) >= 0;
        }

        @Override
        public List<String> written() {
            List<String> written = new ArrayList<>();
            for (String name : table.header()) {
                String cell = get(name);
                if (cell != null && !name.equals("TIME_PERIOD") && !name.equals("OBS_VALUE")) {
                    written.add(name + "=" + cell);
                }
            }
            return written;
        }
    }
}
