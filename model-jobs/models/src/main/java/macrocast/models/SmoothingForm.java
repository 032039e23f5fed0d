package macrocast.models;

import java.util.ArrayList;
import java.util.List;

/**
 * One member of the exponential smoothing family, named as in Hyndman, Koehler, Ord and Snyder, Forecasting with
 * Exponential Smoothing (2008), tables 2.2 and 2.3: {@code M,Ad,N} has multiplicative errors, a damped additive trend
 * and no season.
 */
record SmoothingForm(Component error, Trend trend, Component season) {

    enum Component {
        NONE("N"),
        ADDITIVE("A"),
        MULTIPLICATIVE("M");

        private final String letter;

        Component(String letter) {
            this.letter = letter;
        }
    }

    enum Trend {
        NONE("N"),
        ADDITIVE("A"),
        DAMPED("Ad");

        private final String letter;

        Trend(String letter) {
            this.letter = letter;
        }
    }

    /**
     * The forms to choose from: those with a finite variance (the book, section 6.3 and table 2.4's classes 1 to 3),
     * without multiplicative trends, which explode.
     *
     * @param seasonal whether a season can be told
     * @param multiplicative whether the values have a meaningful zero, that is are positive and not logarithms
     */
    static List<SmoothingForm> admissible(boolean seasonal, boolean multiplicative) {
        List<SmoothingForm> forms = new ArrayList<>();
        for (Component error : Component.values()) {
            for (Trend trend : Trend.values()) {
                for (Component season : Component.values()) {
                    boolean possible = error != Component.NONE
                            && (multiplicative || error == Component.ADDITIVE)
                            && (seasonal || season == Component.NONE)
                            && (season != Component.MULTIPLICATIVE || error == Component.MULTIPLICATIVE);
                    if (possible) {
                        forms.add(new SmoothingForm(error, trend, season));
                    }
                }
            }
        }
        return forms;
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException when the text names no form
     */
    static SmoothingForm of(String text) {
        for (SmoothingForm form : admissible(true, true)) {
            if (form.toString().equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("There is no exponential smoothing form " + text);
    }

    boolean trends() {
        return trend != Trend.NONE;
    }

    boolean damps() {
        return trend == Trend.DAMPED;
    }

    boolean hasSeason() {
        return season != Component.NONE;
    }

    boolean isAdditive() {
        return error == Component.ADDITIVE;
    }

    /** The additive form with the same trend, whose states are the same or close. */
    SmoothingForm additive() {
        return new SmoothingForm(Component.ADDITIVE, trend, hasSeason() ? Component.ADDITIVE : Component.NONE);
    }

    /** Smoothing parameters and initial states that are estimated, without the variance. */
    int parameters(int periods) {
        return 2 + (trends() ? 2 : 0) + (damps() ? 1 : 0) + (hasSeason() ? periods : 0);
    }

    @Override
    public String toString() {
        return error.letter + "," + trend.letter + "," + season.letter;
    }
}
