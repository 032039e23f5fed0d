/**
 * The mains that containers run: each takes options, works through the store, the models and the registry, and ends
 * with an exit code and one line of JSON.
 */
@NullMarked
package macrocast.jobs;

import org.jspecify.annotations.NullMarked;
