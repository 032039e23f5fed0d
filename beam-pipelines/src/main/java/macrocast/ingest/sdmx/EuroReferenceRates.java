package macrocast.ingest.sdmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Quirk;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table.Line;
import org.jspecify.annotations.Nullable;

/**
 * The ECB's table of euro reference rates: a line per day, newest first, a column per currency.
 *
 * <p>It says of a currency and a day what the flow EXR says of the series {@code D.<currency>.EUR.SP00.A}.
 */
public final class EuroReferenceRates implements SdmxReader {
    static final String FIRST_COLUMN = "Date";

    private static final DataSet EXR = new DataSet(
            Set.of("EXR"), List.of("FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX"), null, false);

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        CsvBody table = Table.open(name, body, ',');
        List<@Nullable Fields> currencies = currencies(name, table.header());
        table.forEach(line -> readLine(currencies, line, observations));
    }

    @Quirk(id = 5, cause = "ECB: every line ends with a comma, so that the last column has no name and no values")
    private static List<@Nullable Fields> currencies(String name, List<String> columns) {
        if (!columns.get(0).equals(FIRST_COLUMN)) {
            throw new UnreadablePayloadException(
                    name, "starts with the column " + columns.get(0) + ", needed " + FIRST_COLUMN);
        }
        List<@Nullable Fields> currencies = new ArrayList<>();
        for (String currency : columns.subList(1, columns.size())) {
            if (currency.isEmpty()) {
                currencies.add(null);
                continue;
            }
            Pairs series = new Pairs();
            series.add("FREQ", "D");
            series.add("CURRENCY", currency);
            series.add("CURRENCY_DENOM", "EUR");
            series.add("EXR_TYPE", "SP00");
            series.add("EXR_SUFFIX", "A");
            series.add("UNIT", currency);
            series.add("UNIT_MULT", "0");
            currencies.add(series);
        }
        return currencies;
    }

    private static void readLine(List<@Nullable Fields> currencies, Line line, Consumer<SdmxObservation> observations) {
        for (int i = 0; i < currencies.size(); i++) {
            Fields series = currencies.get(i);
            if (series != null) {
                String cell = line.cell(i + 1);
                observations.accept(
                        new SdmxObservation(EXR, series, line.cell(0), cell.equals("N/A") ? null : cell, Pairs.NONE));
            }
        }
    }
}
