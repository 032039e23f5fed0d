package macrocast.backtest;

import java.util.Locale;

/** A band of horizons in which one champion is chosen. */
public enum Band {
    /** The period under way and the next. */
    NEAR(0, 1),
    /** Up to about a year. */
    SHORT(2, 4),
    /** The second year. */
    MEDIUM(5, 8),
    /** The third year and beyond. */
    LONG(9, 12);

    private final int from;
    private final int to;

    Band(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** The band of a horizon from 0; whatever lies beyond the last band belongs to it. */
    public static Band of(int horizon) {
        for (Band band : values()) {
            if (horizon <= band.to) {
                return band;
            }
        }
        return LONG;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** The word of the database: {@code near}, {@code short}, {@code medium} or {@code long}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
