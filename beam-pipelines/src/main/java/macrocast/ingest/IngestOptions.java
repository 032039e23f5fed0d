package macrocast.ingest;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation.Required;

/** What every ingestion run is told on the command line; where database and blobs are comes from the environment. */
public interface IngestOptions extends PipelineOptions {

    @Description("Files to load, such as /landing/boe/*.parquet or gs://landing/boe/*.parquet;"
            + " live asks the source itself, where it has an interface for that")
    @Required
    String getInput();

    void setInput(String input);
}
