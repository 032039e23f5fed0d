package macrocast.ingest.wire;

import java.util.OptionalDouble;

/**
 * A number as a source writes it: digits, a point, an exponent, and nothing else.
 *
 * <p>The value is the double nearest to what is written, so that up to 15 significant digits come back as they were. A
 * decimal comma, a separator of thousands, a percent sign or a word makes it no number: to guess would change values
 * silently.
 */
public final class Decimal {
    private Decimal() {}

    /** The number that a text is, if it is one; one too large for a double is infinite. */
    public static OptionalDouble of(String text) {
        return isPlain(text) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    private static boolean isPlain(String text) {
        int at = 0;
        int end = text.length();
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int digits = 0;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
            digits++;
        }
        if (at < end && text.charAt(at) == '.') {
            at++;
            while (at < end && isDigit(text.charAt(at))) {
                at++;
                digits++;
            }
        }
        if (digits == 0 || digits > 400) {
            return false;
        }
        if (at == end) {
            return true;
        }
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        at++;
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int exponent = at;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at == end && at > exponent && at - exponent <= 4;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
