package macrocast.ingest.boe;

import java.time.LocalDate;
import macrocast.ingest.parquet.ParquetFile;
import org.apache.parquet.example.data.Group;

/** A file in the layout of the forecast evaluation data. */
public final class BoeFile {
    private BoeFile() {}

    public static ParquetFile empty() {
        return ParquetFile.of("optional int64 date (TIMESTAMP(MICROS,false));"
                + " optional int64 vintage_date (TIMESTAMP(MICROS,false)); optional binary variable (STRING);"
                + " optional binary source (STRING); optional binary frequency (STRING);"
                + " optional int64 forecast_horizon; optional double value; optional binary metric (STRING);");
    }

    /** All cells of a quarterly row but the metric. */
    public static Group row(
            Group row, String date, String vintage, String variable, String publisher, long horizon, double value) {
        return key(row, date, vintage, variable, publisher, horizon).append("value", value);
    }

    /** All cells but the metric and the value. */
    public static Group key(Group row, String date, String vintage, String variable, String publisher, long horizon) {
        return row.append("date", micros(date))
                .append("vintage_date", micros(vintage))
                .append("variable", variable)
                .append("source", publisher)
                .append("frequency", "Q")
                .append("forecast_horizon", horizon);
    }

    private static long micros(String day) {
        return LocalDate.parse(day).toEpochDay() * 86_400_000_000L;
    }
}
