package macrocast.ingest.wire;

import java.util.List;
import java.util.function.Consumer;
import macrocast.ingest.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;

/** A table with one header, read line by line; columns are known by their names, never by their place. */
public interface Table {

    List<String> header();

    /** The next line, or null after the last. */
    @Nullable
    Line next();

    UnreadablePayloadException unreadable(String reason);

    /**
     * The place of a column.
     *
     * @throws UnreadablePayloadException when there is none of that name
     */
    default int column(String name) {
        int place = header().indexOf(name);
        if (place < 0) {
            throw unreadable("has no column " + name + ", it has " + excerpt(header()));
        }
        return place;
    }

    /** Names for a message, the first of them where they are many. */
    static String excerpt(List<String> names) {
        String all = String.join(", ", names);
        return all.length() <= 300 ? all : all.substring(0, 300) + "...";
    }

    /** The place of a column, or -1. */
    default int columnIfAny(String name) {
        return header().indexOf(name);
    }

    /** Hands over the lines that are left. */
    default void forEach(Consumer<Line> lines) {
        for (Line line = next(); line != null; line = next()) {
            lines.accept(line);
        }
    }

    /** One line under the header; it has as many cells as the header. */
    interface Line {

        /** The cell at a place, without the spaces around it. */
        String cell(int place);

        /** How many cells it has; of a sheet that is more than a table, maybe more than the header. */
        int width();

        /** Where a cell of a workbook stands, such as {@code " in RGDP!D5"}, to be put behind what it says; else empty. */
        default String place(int place) {
            return "";
        }

        /** Its number in the table; the header is 1. */
        long number();

        boolean isBlank();
    }
}
