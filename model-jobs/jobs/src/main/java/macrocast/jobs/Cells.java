package macrocast.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import macrocast.store.AnalystStore.Table;

/** A table as rows by column name; what is null is absent. */
final class Cells {
    private Cells() {}

    static List<Map<String, String>> of(Table table) {
        List<Map<String, String>> rows = new ArrayList<>();
        table.rows().forEach(cells -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                if (cell != null) {
                    row.put(table.columns().get(i), cell);
                }
            }
            rows.add(row);
        });
        return rows;
    }
}
