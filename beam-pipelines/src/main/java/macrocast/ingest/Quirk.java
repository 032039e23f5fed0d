package macrocast.ingest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An oddity of a source, written where it is handled; the test that holds it names the id. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.TYPE})
public @interface Quirk {
    /** Unique within the source. */
    int id();

    /** What the source writes, and what is made of it. */
    String cause();
}
