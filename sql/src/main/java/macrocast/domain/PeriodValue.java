package macrocast.domain;

import java.io.Serializable;

/** The value of one period inside a vintage. */
public record PeriodValue(Period period, double value) implements Serializable {}
