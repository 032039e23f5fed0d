package macrocast.models;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Transform;
import org.jspecify.annotations.Nullable;

/**
 * How a fitted model is written: one JSON document with sorted names and shortest exact numbers, so that equal models
 * are equal bytes.
 *
 * <p>A document begins with its format version. This release writes version {@value #VERSION} and reads every version
 * so far; the golden files in the test resources hold one model of each form, and must load and forecast the same for
 * ever. Only what this class writes is read: names in this order, no spaces, and no escapes but those it writes.
 */
public final class ModelFormat {
    /** The version that {@link #write} writes. */
    public static final int VERSION = 1;

    private ModelFormat() {}

    /** The model as canonical bytes (UTF-8). */
    public static byte[] write(FittedModel model) {
        StringBuilder text = new StringBuilder("{\"format\":").append(VERSION).append(",\"model\":");
        writeState(text, model.state());
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The model that {@link #write} of this or an earlier release has written.
     *
     * @throws IllegalArgumentException when the bytes are no such document; says where
     */
    public static FittedModel read(byte[] bytes) {
        Reader reader = new Reader(new String(bytes, StandardCharsets.UTF_8));
        reader.expect("{\"format\":");
        double version = reader.number();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "Model file has format " + version + ", this release reads 1 to " + VERSION);
        }
        reader.expect(",\"model\":");
        ModelState state = reader.state();
        reader.expect("}");
        reader.expectEnd();
        return state.restore();
    }

    /** SHA-256 in hex of the canonical bytes: equal for two models exactly when all their parameters are. */
    public static String parameterHash(FittedModel model) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(write(model)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void writeState(StringBuilder text, ModelState state) {
        Basis basis = state.basis();
        text.append("{\"form\":");
        writeWord(text, state.form());
        text.append(",\"method\":");
        writeWord(text, basis.method());
        text.append(",\"version\":");
        writeWord(text, basis.version());
        text.append(",\"frequency\":");
        writeWord(text, basis.origin().frequency().name().toLowerCase(Locale.ROOT));
        text.append(",\"origin\":");
        writeWord(text, basis.origin().start().toString());
        text.append(",\"transform\":");
        writeWord(text, basis.transform().name().toLowerCase(Locale.ROOT));
        text.append(",\"last_year\":");
        writeNumbers(text, basis.lastYear());
        text.append(",\"words\":{");
        String comma = "";
        for (Map.Entry<String, String> word : state.words().entrySet()) {
            text.append(comma);
            writeWord(text, word.getKey());
            text.append(':');
            writeWord(text, word.getValue());
            comma = ",";
        }
        text.append("},\"numbers\":{");
        comma = "";
        for (Map.Entry<String, List<Double>> list : state.numbers().entrySet()) {
            text.append(comma);
            writeWord(text, list.getKey());
            text.append(':');
            writeNumbers(text, list.getValue());
            comma = ",";
        }
        text.append("},\"members\":[");
        comma = "";
        for (ModelState member : state.members()) {
            text.append(comma);
            writeState(text, member);
            comma = ",";
        }
        text.append("]}");
    }

    private static void writeNumbers(StringBuilder text, List<Double> numbers) {
        text.append('[');
        String comma = "";
        for (double number : numbers) {
            text.append(comma).append(number);
            comma = ",";
        }
        text.append(']');
    }

    private static void writeWord(StringBuilder text, String word) {
        text.append('"');
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character < ' ') {
                throw new IllegalArgumentException("Word has a control character at " + i + ", needs none: " + word);
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }

    /** Walks over one document from left to right. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        ModelState state() {
            expect("{\"form\":");
            String form = word();
            expect(",\"method\":");
            String method = word();
            expect(",\"version\":");
            String version = word();
            expect(",\"frequency\":");
            Frequency frequency = Frequency.valueOf(word().toUpperCase(Locale.ROOT));
            expect(",\"origin\":");
            Period origin = new Period(frequency, LocalDate.parse(word()));
            expect(",\"transform\":");
            Transform transform = Transform.valueOf(word().toUpperCase(Locale.ROOT));
            expect(",\"last_year\":");
            Basis basis = new Basis(method, version, origin, transform, numbers());
            SortedMap<String, String> words = new TreeMap<>();
            expect(",\"words\":{");
            while (!accept("}")) {
                separate(words.isEmpty());
                String name = word();
                expect(":");
                words.put(name, word());
            }
            SortedMap<String, List<Double>> numbers = new TreeMap<>();
            expect(",\"numbers\":{");
            while (!accept("}")) {
                separate(numbers.isEmpty());
                String name = word();
                expect(":");
                numbers.put(name, numbers());
            }
            List<ModelState> members = new ArrayList<>();
            expect(",\"members\":[");
            while (!accept("]")) {
                separate(members.isEmpty());
                members.add(state());
            }
            expect("}");
            return new ModelState(form, basis, words, numbers, members);
        }

        private List<Double> numbers() {
            List<Double> numbers = new ArrayList<>();
            expect("[");
            while (!accept("]")) {
                separate(numbers.isEmpty());
                numbers.add(number());
            }
            return numbers;
        }

        double number() {
            int end = at;
            while (end < text.length() && "+-.0123456789E".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            try {
                double number = Double.parseDouble(text.substring(at, end));
                at = end;
                return number;
            } catch (NumberFormatException e) {
                throw misplaced("a number", e);
            }
        }

        private String word() {
            expect("\"");
            StringBuilder word = new StringBuilder();
            while (!accept("\"")) {
                accept("\\");
                if (at == text.length()) {
                    throw misplaced("the end of a word", null);
                }
                word.append(text.charAt(at++));
            }
            return word.toString();
        }

        private void separate(boolean first) {
            if (!first) {
                expect(",");
            }
        }

        private boolean accept(String token) {
            boolean present = text.startsWith(token, at);
            if (present) {
                at += token.length();
            }
            return present;
        }

        void expect(String token) {
            if (!accept(token)) {
                throw misplaced(token, null);
            }
        }

        void expectEnd() {
            if (at != text.length()) {
                throw misplaced("its end", null);
            }
        }

        private IllegalArgumentException misplaced(String needed, @Nullable Throwable cause) {
            String has = at == text.length() ? "its end" : text.substring(at, Math.min(at + 20, text.length()));
            return new IllegalArgumentException(
                    "Model file has " + has + " at character " + at + ", needs " + needed, cause);
        }
    }
}
