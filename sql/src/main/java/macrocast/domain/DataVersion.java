package macrocast.domain;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a job reads: everything known at a moment among the loads up to one. Later back-fills cannot change it.
 *
 * @param id its number in the database
 * @param asOf only what was known by then counts
 * @param lastLoad only loads up to this number count
 */
public record DataVersion(long id, Instant asOf, long lastLoad) implements Serializable {}
