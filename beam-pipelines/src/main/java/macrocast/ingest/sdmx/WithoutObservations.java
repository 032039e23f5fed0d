package macrocast.ingest.sdmx;

import java.io.ByteArrayOutputStream;

/**
 * What an SDMX-JSON message says beside its observations: the same document with {@code {}} for every object that is called
 * {@code series} or {@code observations}.
 *
 * <p>Such an object is most of a message. It is stepped over byte by byte, by its braces alone; whether it is JSON is found
 * out by the reading that wants what is in it.
 */
final class WithoutObservations {
    private WithoutObservations() {}

    static byte[] of(byte[] body) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int copied = 0;
        int at = 0;
        while (at < body.length) {
            if (body[at] != '"') {
                at++;
                continue;
            }
            int end = endOfString(body, at);
            int value = valueBehind(body, end);
            if (value < 0 || body[value] != '{' || !holdsObservations(body, at, end)) {
                at = end;
                continue;
            }
            rest.write(body, copied, value - copied);
            int after = endOfObject(body, value);
            // One that is cut short stays so.
            rest.writeBytes(after < 0 ? new byte[] {'{'} : new byte[] {'{', '}'});
            copied = after < 0 ? body.length : after;
            at = copied;
        }
        if (copied == 0) {
            return body;
        }
        rest.write(body, copied, body.length - copied);
        return rest.toByteArray();
    }

    private static boolean holdsObservations(byte[] body, int from, int to) {
        return is(body, from, to, "\"series\"") || is(body, from, to, "\"observations\"");
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
