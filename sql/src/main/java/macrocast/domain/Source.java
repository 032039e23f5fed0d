package macrocast.domain;

import java.io.Serializable;

/** Who publishes: {@code boe} is the Bank of England. The code is snake_case. */
public record Source(String code, String title, String licence, String homepage) implements Serializable {

    public Source {
        if (!code.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("A source code is snake_case, was: " + code);
        }
    }
}
