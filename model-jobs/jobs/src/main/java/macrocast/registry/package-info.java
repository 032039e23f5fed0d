/** The model registry's binaries: sealed bundles, and the create-only blob storage that keeps them. */
@NullMarked
package macrocast.registry;

import org.jspecify.annotations.NullMarked;
