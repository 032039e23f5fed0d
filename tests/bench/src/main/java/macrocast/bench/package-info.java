/** Benchmarks: each figure of ours measured beside its baseline, in the same run. */
@NullMarked
package macrocast.bench;

import org.jspecify.annotations.NullMarked;
