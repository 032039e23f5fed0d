/**
 * Methods of the Smile library behind our interface.
 *
 * <p>A module of its own, so that Smile's licence and weight stay behind one door: what is fitted here is a model of
 * {@link macrocast.models}, and forecasting with it needs no Smile.
 */
@NullMarked
package macrocast.smile;

import org.jspecify.annotations.NullMarked;
