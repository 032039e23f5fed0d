/** Flat Parquet files read from memory, with a schema that is checked first and no Hadoop at run time. */
@NullMarked
package macrocast.ingest.parquet;

import org.jspecify.annotations.NullMarked;
