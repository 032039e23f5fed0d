package macrocast.ingest.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;

/**
 * A body in JSON, read token by token: memory does not grow with its size.
 *
 * <p>What is cut, nested deeper than 20 levels, names a field twice where it is read, or goes on after its end is unreadable.
 */
public final class JsonBody implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(400)
                    .build())
            .build();

    private static final JsonFactory MANY_NAMES = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(JSON.streamReadConstraints())
            .build();

    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private final String name;
    private final byte[] body;
    private final JsonParser json;
    private final boolean namesOnce;
    private final List<FieldNames> open = new ArrayList<>();
    private final @Nullable LocalDate[] days = new LocalDate[1024];
    private int depth;

    private JsonBody(String name, byte[] body, JsonParser json, boolean namesOnce) {
        this.name = name;
        this.body = body;
        this.json = json;
        this.namesOnce = namesOnce;
    }

    /**
     * Opens a body that is an object or an array and stands on its first token.
     *
     * @throws UnreadablePayloadException when it is empty, a web page, or no JSON
     */
    public static JsonBody open(String name, byte[] body) {
        return open(JSON, name, body);
    }

    private static JsonBody open(JsonFactory factory, String name, byte[] body) {
        int first = Text.start(name, body, "JSON");
        if (body[first] == '<') {
            throw new UnreadablePayloadException(name, "is HTML or XML, needed JSON: " + Text.excerpt(body, first));
        }
        try {
            JsonBody opened = new JsonBody(name, body, factory.createParser(body), factory == JSON);
            opened.next();
            return opened;
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    /**
     * Opens a body with so many different names that to remember them costs more than to read them: a name that stands twice
     * in one object is read twice.
     */
    public static JsonBody openWithManyNames(String name, byte[] body) {
        return open(MANY_NAMES, name, body);
    }

    /** The next token. */
    public JsonToken next() {
        try {
            return orEnd(json.nextToken());
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    private JsonToken orEnd(@Nullable JsonToken token) {
        if (token == null) {
            throw unreadable("ends after " + body.length + " bytes in the middle");
        }
        return token;
    }

    public JsonToken token() {
        return json.currentToken();
    }

    /** Steps to the next field of the object one is in and to its value; null at the end of the object. */
    public @Nullable String nextField() {
        if (namesOnce && json.currentToken() == JsonToken.START_OBJECT) {
            enter();
        }
        try {
            String field = json.nextFieldName();
            if (field == null) {
                orEnd(json.currentToken());
                depth--;
                return null;
            }
            if (namesOnce && !open.get(depth - 1).add(field)) {
                throw unreadable("has two fields " + field + " in one object");
            }
            orEnd(json.nextToken());
            return field;
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    private void enter() {
        if (depth == open.size()) {
            open.add(new FieldNames());
        }
        open.get(depth++).clear();
    }

    /** Whether the array one is in has another element, and steps to it. */
    public boolean nextElement() {
        return next() != JsonToken.END_ARRAY;
    }

    /** Steps over the value one stands on. */
    public void skip() {
        try {
            json.skipChildren();
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    /**
     * Makes sure what kind of value one stands on.
     *
     * @param meaning what it would be, such as {@code the list of observations}
     */
    public void expect(JsonToken wanted, String meaning) {
        if (json.currentToken() != wanted) {
            throw unreadable("has " + json.currentToken() + " at byte "
                    + json.currentTokenLocation().getByteOffset() + ", needed " + meaning);
        }
    }

    /** The string one stands on. */
    public String text(String field) {
        expectText(field);
        return scalar(field);
    }

    private void expectText(String field) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            expect(JsonToken.VALUE_STRING, field + " as a string");
        }
    }

    /** The string, number or truth one stands on, as it is written; null for null. */
    public @Nullable String scalarOrNull(String field) {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : scalar(field);
    }

    /** The string, number or truth one stands on, as it is written. */
    public String scalar(String field) {
        if (!json.currentToken().isScalarValue()) {
            throw unreadable(field + " is " + json.currentToken() + ", needed a string or a number");
        }
        try {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getTextLength() == 1) {
                return DIGITS[json.getTextCharacters()[json.getTextOffset()] - '0'];
            }
            return json.getText();
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    /** The string one stands on; where it reads as another does, that very one, as neighbours often do. */
    public String textLike(String other, String field) {
        expectText(field);
        try {
            int length = json.getTextLength();
            if (length != other.length()) {
                return json.getText();
            }
            char[] text = json.getTextCharacters();
            int from = json.getTextOffset();
            for (int i = 0; i < length; i++) {
                if (text[from + i] != other.charAt(i)) {
                    return json.getText();
                }
            }
            return other;
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    /** The day one stands on, written as {@code 2024-10-30}. */
    public LocalDate day(String field) {
        expectText(field);
        try {
            char[] text = json.getTextCharacters();
            int from = json.getTextOffset();
            if (json.getTextLength() == 10 && text[from + 4] == '-' && text[from + 7] == '-') {
                int year = number(text, from, 4);
                int month = number(text, from + 5, 2);
                int day = number(text, from + 8, 2);
                if (Math.min(year, Math.min(month, day)) >= 0) {
                    return known(year, month, day);
                }
            }
        } catch (DateTimeException notInTheCalendar) {
            // Named below, as what is no date at all.
        } catch (IOException e) {
            throw notJson(name, e);
        }
        throw unreadable(field + " is " + scalar(field) + ", needed a date such as 2024-10-30");
    }

    /** The days of vintages come again for every period: one that was made lately is not made again. */
    private LocalDate known(int year, int month, int day) {
        int slot = (31 * (31 * year + month) + day) % days.length;
        LocalDate known = days[slot];
        if (known != null
                && known.getYear() == year
                && known.getMonthValue() == month
                && known.getDayOfMonth() == day) {
            return known;
        }
        LocalDate made = LocalDate.of(year, month, day);
        days[slot] = made;
        return made;
    }

    /** Digits as a number, -1 where one is none. */
    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + (text[i] - '0');
        }
        return number;
    }

    public boolean isNumber() {
        return json.currentToken().isNumeric();
    }

    /** A count, written as a number or as a string. */
    public long count(String field) {
        String text = scalar(field);
        if (!text.matches("\\d{1,9}")) {
            throw unreadable(field + " is " + text + ", needed a count");
        }
        return Long.parseLong(text);
    }

    /** Every scalar in the value one stands on, for messages. */
    public String words() {
        StringBuilder words = new StringBuilder();
        int depth = 0;
        for (JsonToken token = json.currentToken(); ; token = next()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue() && words.length() < 300) {
                words.append(words.isEmpty() ? "" : ", ").append(scalar("a message"));
            }
            if (depth == 0) {
                return words.toString();
            }
        }
    }

    /** Makes sure that nothing follows the value one stands at the end of. */
    public void requireEnd() {
        try {
            if (json.nextToken() != null) {
                throw unreadable("goes on after its end");
            }
        } catch (IOException e) {
            throw notJson(name, e);
        }
    }

    public UnreadablePayloadException unreadable(String reason) {
        return new UnreadablePayloadException(name, reason);
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reading memory fails for one reason only: what stands there is not JSON. */
    private static RuntimeException notJson(String name, IOException e) {
        if (e instanceof JacksonException wrong) {
            return new UnreadablePayloadException(name, "not JSON: " + wrong.getOriginalMessage(), e);
        }
        // Four bytes that look like UTF-32 and are none end here.
        return new UnreadablePayloadException(name, "not JSON: " + e.getMessage(), e);
    }
}
