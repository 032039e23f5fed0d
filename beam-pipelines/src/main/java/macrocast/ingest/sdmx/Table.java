package macrocast.ingest.sdmx;

import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.CsvBody;

/** Tables whose last line ends like all others, so that a table cut inside a line is found. */
final class Table {
    private Table() {}

    /**
     * Opens a table.
     *
     * @throws UnreadablePayloadException when its last line does not end, or it is no table
     */
    static CsvBody open(String name, byte[] body, char separator) {
        CsvBody table = CsvBody.open(name, body, separator);
        byte last = body[body.length - 1];
        if (last != '\n' && last != '\r') {
            throw new UnreadablePayloadException(
                    name, "ends after " + body.length + " bytes without the end of a line: it was cut short");
        }
        return table;
    }
}
