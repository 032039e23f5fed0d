package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.moment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Rejected;
import macrocast.domain.SeriesKey;
import macrocast.domain.SourceRow;
import macrocast.store.JobRunStore.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Three loads that hold everything a load can hold: revisions, repetitions, withdrawals, forecasts by others, rejects, and
 * a vintage that comes after newer ones. Faults strike the second.
 */
final class FaultHistory {
    static final String BEFORE = "a1";
    static final String STRUCK = "b2";
    static final String LATE = "c3";

    private static final Instant START = moment("2020-01-01");
    private static final int PERIODS = 60;

    private static final Map<String, List<SourceRow>> PAYLOADS = Map.of(
            BEFORE, rows(0, 1),
            // The stage is sent in pieces of some 500 rows.
            STRUCK, rows(4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
            LATE, rows(2, 3));

    private FaultHistory() {}

    static List<SourceRow> rows(String payload) {
        List<SourceRow> rows = PAYLOADS.get(payload);
        if (rows == null) {
            throw new IllegalArgumentException("No payload " + payload);
        }
        return rows;
    }

    private static List<SourceRow> rows(int... vintages) {
        List<SourceRow> rows = new ArrayList<>();
        for (int vintage : vintages) {
            int steps = vintage / 3;
            Instant knownAt = START.plus(Duration.ofDays(30L * vintage));
            for (int i = 0; i < PERIODS; i++) {
                rows.add(new Observation(GDP, period(i), knownAt, (i + vintage) % 17 == 0 ? null : 100.0 + i + steps));
                rows.add(new Observation(UNEMPLOYMENT, period(i), knownAt, 0.04 + i / 1000.0 + rate(i, vintage)));
            }
            for (SeriesKey series : List.of(GDP, UNEMPLOYMENT)) {
                rows.add(new ForecastByOther(
                        series, "boe-mpr", Measure.LEVEL, period(PERIODS), 0, knownAt, 50.0 + vintage));
            }
            rows.add(new Rejected("gdpkp", "2020 Q" + vintage, "not a period", "line " + vintage));
        }
        return rows;
    }

    /** Every seventh quarter keeps its value, but for the vintages that come late: then the value before is in force again. */
    private static double rate(int period, int vintage) {
        if (period % 7 == 0) {
            return vintage == 2 || vintage == 3 ? 0.001 : 0;
        }
        return vintage % 5 / 10000.0;
    }

    private static Period period(int index) {
        return Period.containing(Frequency.QUARTERLY, LocalDate.of(2005, 1, 1)).plus(index);
    }

    /** Loads one payload as a job does, or finds it loaded. */
    static LoadSummary load(Database database, String payload) {
        return load(database, payload, null);
    }

    /** Loads it with an entry in the diary that says how it ended, as far as the database can be reached. */
    static LoadSummary job(Database database, String payload) {
        JobRunStore diary = new JobRunStore(database);
        UUID job = diary.start("ingest boe", null, Map.of());
        try {
            LoadSummary summary = load(database, payload, job);
            diary.finish(job, Outcome.DONE, 0, null, "{}");
            return summary;
        } catch (RuntimeException e) {
            fail(diary, job, e);
            throw e;
        }
    }

    static void fail(JobRunStore diary, UUID job, RuntimeException failure) {
        try {
            String message = String.valueOf(failure.getMessage()).replaceAll("[\"\\\\\\p{Cntrl}]", " ");
            diary.finish(job, Outcome.FAILED, 75, null, "{\"message\": \"" + message + "\"}");
        } catch (StoreException away) {
            failure.addSuppressed(away);
        }
    }

    /** The same for a job that has an entry in the diary. */
    static LoadSummary load(Database database, String payload, @Nullable UUID jobRunId) {
        return new Loads(database).load(payload, rows(payload), jobRunId);
    }
}
