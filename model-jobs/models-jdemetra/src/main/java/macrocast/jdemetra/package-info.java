/** Methods that stand on JDemetra+, the seasonal adjustment and time series library of the European statistical system. */
@NullMarked
package macrocast.jdemetra;

import org.jspecify.annotations.NullMarked;
