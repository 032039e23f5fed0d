package macrocast.domain;

/** Which targets an accuracy counts (EVALUATION section 1.4). */
public enum Scope {
    ALL,
    /** Without the targets of the pandemic that no forecast of before could know. */
    EX_COVID
}
