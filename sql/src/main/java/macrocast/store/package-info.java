/** The only code that speaks to the database: each public type stands for one part of the schema. */
@NullMarked
package macrocast.store;

import org.jspecify.annotations.NullMarked;
