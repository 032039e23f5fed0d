package macrocast.store;

import java.io.Serializable;
import macrocast.domain.SourceRow;

/**
 * A parsed row and where it stood.
 *
 * @param payloadSha256 the payload it came from
 * @param rowNo its number in that payload; no two rows of a payload share one
 */
public record StageRow(String payloadSha256, long rowNo, SourceRow row) implements Serializable {}
