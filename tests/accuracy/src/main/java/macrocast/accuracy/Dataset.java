package macrocast.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Real data and the way they are judged. */
public interface Dataset {

    /** The word of {@code ONLY} and of the first column: {@code uk}. */
    String name();

    /** Where the data lie unless the caller says otherwise. */
    Path usualPlace();

    /**
     * Forecasts, measures and prints tables for people.
     *
     * @param data a folder or file that exists
     * @param threads how many fits at once; the figures do not depend on it
     * @return every figure, printed or not
     */
    List<Figure> measure(Path data, int threads, PrintStream out) throws IOException, InterruptedException;
}
