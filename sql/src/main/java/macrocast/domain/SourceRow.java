package macrocast.domain;

import java.io.Serializable;

/** What one row of a payload turned out to be. */
public sealed interface SourceRow extends Serializable permits Observation, ForecastByOther, Rejected {}
