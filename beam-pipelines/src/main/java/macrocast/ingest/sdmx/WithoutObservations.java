package macrocast.ingest.sdmx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an SDMX-JSON message says beside its observations: the same document with {@code {"": 7}} for the object called
 * {@code observations} that has number 7.
 *
 * <p>Such objects are most of a message. They are stepped over byte by byte, by their braces alone; whether they are JSON is
 * found out by the reading that wants what is in them. In another encoding than UTF-8 none is found, and all is left.
 */
final class WithoutObservations {
    /** The name of the number that stands for observations; none of theirs, which are numbers of codes. */
    static final String NUMBER = "";

    private static final String NAME = "\"observations\"";

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    private WithoutObservations() {}

    static WithoutObservations of(byte[] body) {
        WithoutObservations without = new WithoutObservations();
        without.read(body);
        return without;
    }

    /** The document without its observations. */
    byte[] document() {
        return rest.toByteArray();
    }

    int count() {
        return count;
    }

    /** Where in the body the brace stands that opens observations. */
    int start(int number) {
        return starts[number];
    }

    /** Where in the body the byte stands that follows the closing brace. */
    int end(int number) {
        return ends[number];
    }

    private void read(byte[] body) {
        int copied = 0;
        int at = 0;
        while (at < body.length) {
            if (body[at] != '"') {
                at++;
                continue;
            }
            int end = endOfString(body, at);
            int value = valueBehind(body, end);
            if (value < 0 || body[value] != '{' || !is(body, at, end, NAME)) {
                at = end;
                continue;
            }
            int after = endOfObject(body, value);
            if (after < 0) {
                // One that is cut short stays so.
                break;
            }
            rest.write(body, copied, value - copied);
            rest.writeBytes(("{\"" + NUMBER + "\":" + count + "}").getBytes(StandardCharsets.US_ASCII));
            add(value, after);
            copied = after;
            at = after;
        }
        rest.write(body, copied, body.length - copied);
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    private static boolean is(byte[] body, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (body[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the value of a field begins, behind its name and a colon; -1 when there is none. */
    private static int valueBehind(byte[] body, int endOfName) {
        int at = afterBlanks(body, endOfName);
        if (at == body.length || body[at] != ':') {
            return -1;
        }
        at = afterBlanks(body, at + 1);
        return at == body.length ? -1 : at;
    }

    private static int afterBlanks(byte[] body, int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int endOfString(byte[] body, int start) {
        int at = start + 1;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, body.length);
    }

    private static int endOfObject(byte[] body, int start) {
        int depth = 0;
        int at = start;
        while (at < body.length) {
            byte c = body[at];
            if (c == '"') {
                at = endOfString(body, at);
                continue;
            }
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return -1;
    }
}
