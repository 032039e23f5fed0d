package macrocast.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns one body of a source into rows; plain Java, so that tests need no pipeline.
 *
 * <p>Pure: the same body gives the same rows in the same order, wherever and however often it is parsed. Every row of the
 * body becomes exactly one {@link ParsedRow}. A change of what a parser makes of a body raises its source's parser
 * version.
 */
@FunctionalInterface
public interface RowParser extends Serializable {

    /**
     * Hands over the rows one by one.
     *
     * @param name what messages call the body
     * @throws UnreadablePayloadException when the body is not what the source publishes; rows handed over before do not
     *     count then
     */
    void parse(String name, byte[] body, Consumer<ParsedRow> rows);

    /** All rows at once, for bodies that are small. */
    default List<ParsedRow> rows(String name, byte[] body) {
        List<ParsedRow> rows = new ArrayList<>();
        parse(name, body, rows::add);
        return rows;
    }
}
