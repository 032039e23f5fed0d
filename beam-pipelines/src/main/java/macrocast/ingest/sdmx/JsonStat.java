package macrocast.ingest.sdmx;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Quirk;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * JSON-stat 2.0 as Eurostat sends it, and version 1 as it sent before: a cube of values, row by row, dense or by the numbers
 * of its cells.
 *
 * <p>A cell without value that has a status is said to be missing; one without either, in a cube by numbers, is not there
 * at all. The body is read twice, for dimensions may stand behind values.
 */
public final class JsonStat implements SdmxReader {
    private static final Set<String> TIME = Set.of("time", "TIME_PERIOD");

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        Cube cube = new Cube(name);
        try (JsonBody json = JsonBody.open(name, body)) {
            cube.readShape(json);
            json.requireEnd();
        }
        cube.check();
        try (JsonBody json = JsonBody.open(name, body)) {
            cube.readValues(json, observations);
        }
    }

    private static final class Cube {
        private final String name;
        private final Set<String> structures = new LinkedHashSet<>();
        private final Map<String, Map<Integer, String>> codes = new HashMap<>();
        private final Map<Long, String> status = new HashMap<>();
        private List<String> ids = List.of();
        private List<Integer> sizes = List.of();
        private @Nullable String statusOfAll;
        private boolean hasValues;
        private long cells;

        Cube(String name) {
            this.name = name;
        }

        void readShape(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "a JSON-stat data set");
            readDataSet(json, true);
        }

        @Quirk(id = 3, cause = "Eurostat until 2016: JSON-stat 1, the data set lies in an object under its own name")
        private void readDataSet(JsonBody json, boolean outermost) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken token = json.token();
                switch (field) {
                    case "error", "warning" -> throw unreadable("the answer is an " + field + ": " + json.words());
                    case "id" -> ids = ids(json);
                    case "size" -> sizes = sizes(json);
                    case "dimension" -> readDimensions(json);
                    case "status" -> readStatus(json, token);
                    case "extension" -> readExtension(json, token);
                    case "code" -> structures.add(json.scalar("a value"));
                    case "value" -> {
                        hasValues = true;
                        json.skip();
                    }
                    default -> {
                        if (outermost && token == JsonToken.START_OBJECT) {
                            structures.add(field);
                            readDataSet(json, false);
                        } else {
                            json.skip();
                        }
                    }
                }
            }
        }

        private List<String> ids(JsonBody json) {
            return Scalars.of(json).stream().map(String::valueOf).toList();
        }

        private List<Integer> sizes(JsonBody json) {
            json.expect(JsonToken.START_ARRAY, "the sizes of the dimensions");
            List<Integer> found = new ArrayList<>();
            while (json.nextElement()) {
                found.add((int) json.count("a size"));
            }
            return found;
        }

        private void readDimensions(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "the dimensions");
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken value = json.token();
                if (field.equals("id") && value == JsonToken.START_ARRAY) {
                    ids = ids(json);
                } else if (field.equals("size") && value == JsonToken.START_ARRAY) {
                    sizes = sizes(json);
                } else if (value == JsonToken.START_OBJECT) {
                    codes.put(field, readCategory(json));
                } else {
                    json.skip();
                }
            }
        }

        private Map<Integer, String> readCategory(JsonBody json) {
            Map<Integer, String> byPlace = new HashMap<>();
            List<String> labelled = new ArrayList<>();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken token = json.token();
                if (!field.equals("category") || token != JsonToken.START_OBJECT) {
                    json.skip();
                    continue;
                }
                for (String part = json.nextField(); part != null; part = json.nextField()) {
                    JsonToken value = json.token();
                    if (part.equals("index") && value == JsonToken.START_ARRAY) {
                        for (String code : ids(json)) {
                            byPlace.put(byPlace.size(), code);
                        }
                    } else if (part.equals("index") && value == JsonToken.START_OBJECT) {
                        for (String code = json.nextField(); code != null; code = json.nextField()) {
                            byPlace.put((int) json.count("a place"), code);
                        }
                    } else if (part.equals("label") && value == JsonToken.START_OBJECT) {
                        for (String code = json.nextField(); code != null; code = json.nextField()) {
                            labelled.add(code);
                            json.skip();
                        }
                    } else {
                        json.skip();
                    }
                }
            }
            if (byPlace.isEmpty() && labelled.size() == 1) {
                byPlace.put(0, labelled.get(0));
            }
            return byPlace;
        }

        private void readStatus(JsonBody json, JsonToken token) {
            if (token == JsonToken.START_ARRAY) {
                List<@Nullable String> all = Scalars.of(json);
                for (int i = 0; i < all.size(); i++) {
                    putStatus(i, all.get(i));
                }
            } else if (token == JsonToken.START_OBJECT) {
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    JsonToken value = json.token();
                    if (value == JsonToken.START_ARRAY && field.equals("value")) {
                        readStatus(json, value);
                    } else if (value == JsonToken.VALUE_STRING) {
                        putStatus(cell(field), json.scalar("a value"));
                    } else {
                        json.skip();
                    }
                }
            } else if (token == JsonToken.VALUE_STRING) {
                statusOfAll = json.scalar("a value");
            }
        }

        private void putStatus(long cell, @Nullable String flag) {
            if (flag != null) {
                status.put(cell, flag);
            }
        }

        private void readExtension(JsonBody json, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                json.skip();
                return;
            }
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken value = json.token();
                if (field.equals("id") && value == JsonToken.VALUE_STRING) {
                    structures.add(json.scalar("a value"));
                } else {
                    json.skip();
                }
            }
        }

        void check() {
            if (ids.isEmpty() || ids.size() != sizes.size() || !hasValues) {
                throw unreadable("has " + ids.size() + " dimensions, " + sizes.size() + " sizes and "
                        + (hasValues ? "values" : "no values") + ", needed a JSON-stat data set");
            }
            cells = 1;
            for (int i = 0; i < ids.size(); i++) {
                cells = Math.multiplyExact(cells, (long) sizes.get(i));
                if (cells > Integer.MAX_VALUE) {
                    throw unreadable("says that it has more than " + Integer.MAX_VALUE + " cells");
                }
                int has = codes.getOrDefault(ids.get(i), Map.of()).size();
                if (has != sizes.get(i)) {
                    throw unreadable(
                            "has " + has + " codes of the dimension " + ids.get(i) + ", needed " + sizes.get(i));
                }
            }
            if (ids.stream().filter(TIME::contains).count() != 1) {
                throw unreadable("has the dimensions " + ids + ", needed one of time");
            }
        }

        void readValues(JsonBody json, Consumer<SdmxObservation> observations) {
            readValues(json, new Cells(observations), true);
        }

        private void readValues(JsonBody json, Cells into, boolean outermost) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken token = json.token();
                if (field.equals("value")) {
                    if (token == JsonToken.START_ARRAY) {
                        readDense(json, into);
                    } else {
                        json.expect(JsonToken.START_OBJECT, "the values");
                        readSparse(json, into);
                    }
                } else if (outermost && token == JsonToken.START_OBJECT && structures.contains(field)) {
                    readValues(json, into, false);
                } else {
                    json.skip();
                }
            }
        }

        private void readDense(JsonBody json, Cells into) {
            long cell = 0;
            while (json.nextElement()) {
                if (cell < cells) {
                    into.add(cell, scalar(json));
                }
                cell++;
            }
            if (cell != cells) {
                throw unreadable("has " + cell + " values, its dimensions promise " + cells);
            }
        }

        private void readSparse(JsonBody json, Cells into) {
            Set<Long> withoutValue = new LinkedHashSet<>(status.keySet());
            for (String number = json.nextField(); number != null; number = json.nextField()) {
                long cell = cell(number);
                withoutValue.remove(cell);
                into.add(cell, scalar(json));
            }
            withoutValue.forEach(cell -> into.add(cell, null));
        }

        private @Nullable String scalar(JsonBody json) {
            JsonToken token = json.token();
            if (token.isStructStart()) {
                throw unreadable("has a value that is " + token + ", needed a number or null");
            }
            return token == JsonToken.VALUE_NULL ? null : json.scalar("a value");
        }

        private long cell(String text) {
            if (!text.matches("\\d{1,10}")) {
                throw unreadable("has a cell " + text + ", needed a number");
            }
            return Long.parseLong(text);
        }

        private UnreadablePayloadException unreadable(String reason) {
            return new UnreadablePayloadException(name, reason);
        }

        /** Turns numbers of cells into observations; neighbours along time share their series. */
        private final class Cells {
            private final Consumer<SdmxObservation> observations;
            private final DataSet dataSet;
            private final int time;
            private final long afterTime;
            private long seriesNumber = -1;
            private Pairs series = new Pairs();

            Cells(Consumer<SdmxObservation> observations) {
                this.observations = observations;
                this.time = ids.stream().map(TIME::contains).toList().indexOf(true);
                this.dataSet = new DataSet(
                        structures,
                        ids.stream().filter(id -> !TIME.contains(id)).toList(),
                        null,
                        false);
                long after = 1;
                for (int i = time + 1; i < ids.size(); i++) {
                    after *= sizes.get(i);
                }
                afterTime = after;
            }

            void add(long cell, @Nullable String value) {
                if (cell >= cells) {
                    throw unreadable("has a value for cell " + cell + ", its dimensions promise " + cells);
                }
                int period = (int) (cell / afterTime % sizes.get(time));
                long number = cell - period * afterTime;
                if (number != seriesNumber) {
                    seriesNumber = number;
                    series = series(number);
                }
                Pairs own = new Pairs();
                String flag = status.getOrDefault(cell, statusOfAll == null ? "" : statusOfAll);
                if (!flag.isEmpty()) {
                    own.add("OBS_FLAG", flag);
                }
                observations.accept(new SdmxObservation(
                        dataSet, series, code(time, period), SdmxObservation.presentOrNull(value), own));
            }

            private Pairs series(long number) {
                long rest = number;
                String[] values = new String[ids.size()];
                for (int i = ids.size() - 1; i >= 0; i--) {
                    values[i] = code(i, (int) (rest % sizes.get(i)));
                    rest /= sizes.get(i);
                }
                Pairs found = new Pairs();
                for (int i = 0; i < values.length; i++) {
                    if (i != time) {
                        found.add(ids.get(i), values[i]);
                    }
                }
                return found;
            }

            private String code(int dimension, int place) {
                String code = codes.getOrDefault(ids.get(dimension), Map.of()).get(place);
                if (code == null) {
                    throw unreadable("has no code number " + place + " of the dimension " + ids.get(dimension));
                }
                return code;
            }
        }
    }
}
