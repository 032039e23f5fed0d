package macrocast.domain;

/** What is done to the values of a series before a model sees them. */
public enum Transform {
    NONE,
    LOG
}
