/** Published forecasts over HTTP: read-only and stateless, for programs that speak no SQL. */
@NullMarked
package macrocast.api;

import org.jspecify.annotations.NullMarked;
