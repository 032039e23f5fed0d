package macrocast.store;

import java.util.UUID;

/**
 * A load or run taken in hand. Whoever takes it later has a greater token, and then this claim publishes nothing more.
 *
 * @param id the key of the load, or the id of the run
 */
public record Claim(UUID id, long token) {}
