package macrocast.ingest;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation.Required;
import org.jspecify.annotations.Nullable;

/** What every ingestion run is told on the command line; where database and blobs are comes from the environment. */
public interface IngestOptions extends PipelineOptions {

    @Description("Files to load, such as /landing/boe/*.parquet or gs://landing/boe/*.parquet;"
            + " live asks the source itself, where it has an interface for that")
    @Required
    String getInput();

    void setInput(String input);

    @Description("For file_drop: how the tables are to be read; by default mapping.yaml beside them")
    @Nullable
    String getMapping();

    void setMapping(@Nullable String mapping);

    @Description("For sources that give no date: when these bodies were first seen, such as 2024-11-20T07:00:00Z;"
            + " by default now, by the clock of the database. A load that was opened before keeps its moment.")
    @Nullable
    String getKnownAt();

    void setKnownAt(@Nullable String knownAt);
}
