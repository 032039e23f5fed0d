package macrocast.backtest;

import java.util.Locale;

/**
 * Which release of a value a forecast is judged by.
 *
 * <p>The maturity k of a value is the number of periods between its target and the vintage that holds it, less 1: 0 for
 * the first release of a quarterly national account.
 */
public enum Truth {
    /** The smallest k there is. */
    FIRST,
    /** The largest k up to 12, three years on in quarterly data; without one, the smallest above. */
    K12,
    /** The largest k there is. */
    LATEST;

    static final int MATURITY = 12;

    /** The word of the database: {@code first}, {@code k12} or {@code latest}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
