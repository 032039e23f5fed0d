package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import macrocast.store.AnalystStore.Table;

/**
 * A query for an analyst to paste, which the report runs as it prints it.
 *
 * @param question what it answers
 * @param sql without double quotes, so that a shell takes it between them
 */
record Sample(String question, String sql) {

    static List<Sample> all() {
        return List.of(
                new Sample("What will GDP growth be, in percent, and what does the Bank say?", """
                        select ours.target, round(100 * ours.mean::numeric, 1) as ours,
                          round(100 * ours.q10::numeric, 1) as low,
                          round(100 * ours.q90::numeric, 1) as high,
                          round(100 * bank.mean::numeric, 1) as bank
                        from api.latest_forecast as ours
                        join api.latest_forecast as bank
                          using (series_key, measure, target_start)
                        where ours.series_key = 'boe/gdpkp' and ours.method = 'champion'
                          and bank.method = 'boe-mpr' and ours.is_judged
                        order by target_start limit 5
                        """),
                new Sample("How deep was the recession of 2009? It depends on when you ask.", """
                        select moment.day as as_of,
                          round(100 * (now.value / before.value - 1)::numeric, 1) as growth_2009q1
                        from (values ('2009-06-30'), ('2010-12-31'), ('2014-12-31'), ('2025-12-31'))
                          as moment (day),
                        lateral api.observation_as_of(moment.day::timestamptz) as now,
                        lateral api.observation_as_of(moment.day::timestamptz) as before
                        where now.series_key = 'boe/gdpkp' and now.period = '2009-Q1'
                          and before.series_key = 'boe/gdpkp' and before.period = '2008-Q1'
                        order by 1
                        """),
                new Sample("Who has forecast inflation best, two to four quarters ahead?", """
                        select position, method, provider, n,
                          round(ratio_ar::numeric, 3) as rmse_to_ar
                        from api.leaderboard
                        where series_key = 'boe/cpisa' and truth = 'k12'
                          and scope = 'ex-covid' and band = 'short'
                        order by position limit 6
                        """));
    }

    /** The question, the command and its answer, line by line. */
    List<String> lines(String psql, Table answer) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(question);
        lines.add("");
        lines.add("  " + psql + " -c \"");
        sql.lines().forEach(line -> lines.add("  " + line));
        lines.set(lines.size() - 1, lines.getLast() + "\"");
        lines.add("");
        List<List<String>> rows = answer.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> Objects.requireNonNullElse(cell, ""))
                        .toList())
                .toList();
        new TextTable(answer.columns(), rows).lines().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
