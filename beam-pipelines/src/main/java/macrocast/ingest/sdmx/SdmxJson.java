package macrocast.ingest.sdmx;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * SDMX-JSON 1.0 and 2.0, by series or flat, and the draft before them that has no {@code data} around its parts.
 *
 * <p>A body holds numbers of codes first and the lists of codes last, so that it is read twice: once for the lists, once
 * for the observations.
 */
public final class SdmxJson implements SdmxReader {
    private static final List<String> TIME = List.of("TIME_PERIOD", "TIME");

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        WithoutObservations without = WithoutObservations.of(body);
        byte[] document = without.document();
        Structures structures = new Structures(name);
        try (JsonBody json = JsonBody.open(name, document)) {
            structures.read(json);
            json.requireEnd();
        }
        try (JsonBody json = JsonBody.openWithManyNames(name, document)) {
            new DataSets(structures, body, without, observations).read(json);
        }
    }

    /** A dimension or attribute with the codes that numbers stand for. */
    private record Component(String id, List<String> codes) {}

    /** Components in their places, series and observations apart. */
    private static final class Structure {
        private final Set<String> names = new LinkedHashSet<>();
        private final Map<String, List<Component>> dimensions = new HashMap<>();
        private final Map<String, List<Component>> attributes = new HashMap<>();

        List<Component> dimensions(String level) {
            return dimensions.getOrDefault(level, List.of());
        }

        List<Component> attributes(String level) {
            return attributes.getOrDefault(level, List.of());
        }
    }

    /**
     * What a data set says of itself, before or behind its observations.
     *
     * @param groups attributes that hang on a part of the key, such as {@code :0::}, as numbers of their codes
     */
    private record Head(
            int structure, boolean deletes, @Nullable Instant validFrom, Map<String, List<@Nullable String>> groups) {}

    /** The first reading: what is needed to understand the numbers. */
    private static final class Structures {
        private final String name;
        private final List<Structure> all = new ArrayList<>();
        private final List<Head> heads = new ArrayList<>();
        private @Nullable Instant prepared;
        private boolean hasDataSets;

        Structures(String name) {
            this.name = name;
        }

        void read(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "an SDMX-JSON message");
            readParts(json, true);
            if (!hasDataSets) {
                throw unreadable("has no dataSets, needed an SDMX-JSON message of data");
            }
            if (all.isEmpty()) {
                throw unreadable("has no structure, without which its numbers say nothing");
            }
        }

        private void readParts(JsonBody json, boolean outermost) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken token = json.token();
                switch (field) {
                    case "data" -> {
                        if (!outermost || token != JsonToken.START_OBJECT) {
                            throw unreadable("has a data that is " + token + ", needed one object");
                        }
                        readParts(json, false);
                    }
                    case "header", "meta" -> readHeader(json, token);
                    case "errors" -> requireNone(json, token);
                    case "structure" -> all.add(readStructure(json));
                    case "structures" -> {
                        json.expect(JsonToken.START_ARRAY, "an array of structures");
                        while (json.nextElement()) {
                            all.add(readStructure(json));
                        }
                    }
                    case "dataSets" -> {
                        json.expect(JsonToken.START_ARRAY, "an array of data sets");
                        hasDataSets = true;
                        while (json.nextElement()) {
                            readHead(json);
                        }
                    }
                    default -> json.skip();
                }
            }
        }

        private void readHeader(JsonBody json, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                json.skip();
                return;
            }
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken value = json.token();
                if (field.equals("prepared") && value == JsonToken.VALUE_STRING) {
                    prepared = DataSet.moment(json.scalar("a value"));
                } else {
                    json.skip();
                }
            }
        }

        private void requireNone(JsonBody json, JsonToken token) {
            String words = json.words();
            if (token == JsonToken.START_ARRAY && !words.isEmpty()) {
                throw unreadable("the answer is an error: " + words);
            }
        }

        private void readHead(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "a data set");
            int structure = 0;
            boolean deletes = false;
            Instant validFrom = null;
            Map<String, List<@Nullable String>> groups = new LinkedHashMap<>();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "structure" -> structure = (int) json.count("the number of a structure");
                    case "action" -> deletes = json.scalar("a value").equals("Delete");
                    case "validFrom" -> validFrom = DataSet.moment(json.scalar("a value"));
                    case "dimensionGroupAttributes" -> {
                        json.expect(JsonToken.START_OBJECT, "an object of attributes");
                        for (String key = json.nextField(); key != null; key = json.nextField()) {
                            groups.put(key, Scalars.of(json));
                        }
                    }
                    default -> json.skip();
                }
            }
            heads.add(new Head(structure, deletes, validFrom, groups));
        }

        Structure structure(Head head) {
            if (head.structure() >= all.size()) {
                throw unreadable(
                        "a data set has structure number " + head.structure() + ", the message has " + all.size());
            }
            return all.get(head.structure());
        }

        private Structure readStructure(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "a structure");
            Structure structure = new Structure();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "dimensions" -> readLevels(json, structure.dimensions);
                    case "attributes" -> readLevels(json, structure.attributes);
                    case "measures" -> requireOneMeasure(json);
                    case "links" -> readLinks(json, structure.names);
                    default -> json.skip();
                }
            }
            return structure;
        }

        private void requireOneMeasure(JsonBody json) {
            Map<String, List<Component>> levels = new HashMap<>();
            readLevels(json, levels);
            List<Component> measures = levels.getOrDefault("observation", List.of());
            if (measures.size() != 1 || !measures.get(0).id().equals("OBS_VALUE")) {
                throw unreadable("has the measures "
                        + measures.stream().map(Component::id).toList() + ", needed OBS_VALUE alone");
            }
        }

        private void readLinks(JsonBody json, Set<String> names) {
            json.expect(JsonToken.START_ARRAY, "an array of links");
            while (json.nextElement()) {
                json.expect(JsonToken.START_OBJECT, "a link");
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    JsonToken value = json.token();
                    if (value != JsonToken.VALUE_STRING) {
                        json.skip();
                    } else if (field.equals("urn")) {
                        names.add(SdmxMl.idOfUrn(json.scalar("a value")));
                    } else if (field.equals("href")) {
                        names.addAll(Arrays.asList(json.scalar("a value").split("[/,?]")));
                    }
                }
            }
        }

        private void readLevels(JsonBody json, Map<String, List<Component>> levels) {
            json.expect(JsonToken.START_OBJECT, "dimensions or attributes by level");
            for (String level = json.nextField(); level != null; level = json.nextField()) {
                json.expect(JsonToken.START_ARRAY, "an array of components");
                List<Component> components = new ArrayList<>();
                while (json.nextElement()) {
                    components.add(readComponent(json));
                }
                levels.put(level, components);
            }
        }

        private Component readComponent(JsonBody json) {
            json.expect(JsonToken.START_OBJECT, "a dimension or attribute");
            String id = null;
            List<String> codes = new ArrayList<>();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken value = json.token();
                if (field.equals("id") && value == JsonToken.VALUE_STRING) {
                    id = json.scalar("a value");
                } else if (field.equals("values") && value == JsonToken.START_ARRAY) {
                    while (json.nextElement()) {
                        codes.add(readCode(json));
                    }
                } else {
                    json.skip();
                }
            }
            if (id == null) {
                throw unreadable("has a dimension or attribute without id");
            }
            return new Component(id, codes);
        }

        @Quirk(
                id = 2,
                cause = "IMF: a code is {\"id\": \"A\"}, a period {\"value\": \"2000\"}; others write a period as id")
        private static String readCode(JsonBody json) {
            if (json.token() != JsonToken.START_OBJECT) {
                String text = json.token().isScalarValue() ? json.scalar("a value") : "";
                json.skip();
                return text;
            }
            String id = null;
            String value = null;
            String name = null;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                JsonToken token = json.token();
                if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
                    json.skip();
                } else if (field.equals("id")) {
                    id = json.scalar("a value");
                } else if (field.equals("value")) {
                    value = json.scalar("a value");
                } else if (field.equals("name")) {
                    name = json.scalar("a value");
                }
            }
            return id != null ? id : value != null ? value : name != null ? name : "";
        }

        private UnreadablePayloadException unreadable(String reason) {
            return new UnreadablePayloadException(name, reason);
        }
    }

    /** The second reading: the observations. */
    private static final class DataSets {
        private final Structures structures;
        private final byte[] body;
        private final WithoutObservations without;
        private final Consumer<SdmxObservation> observations;
        private final @Nullable String[] parts = new @Nullable String[Scalars.MOST];
        private int number;

        DataSets(
                Structures structures,
                byte[] body,
                WithoutObservations without,
                Consumer<SdmxObservation> observations) {
            this.structures = structures;
            this.body = body;
            this.without = without;
            this.observations = observations;
        }

        void read(JsonBody json) {
            readParts(json);
        }

        private void readParts(JsonBody json) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("data")) {
                    readParts(json);
                } else if (field.equals("dataSets")) {
                    while (json.nextElement()) {
                        readDataSet(json);
                        number++;
                    }
                } else {
                    json.skip();
                }
            }
        }

        private void readDataSet(JsonBody json) {
            Context context = new Context(structures.heads.get(number));
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("series")) {
                    json.expect(JsonToken.START_OBJECT, "an object of series");
                    readSeries(json, context);
                } else if (field.equals("observations")) {
                    json.expect(JsonToken.START_OBJECT, "an object of observations");
                    readObservations(json, context, context.keyed("", "series", new Pairs()), true);
                } else {
                    json.skip();
                }
            }
        }

        private void readSeries(JsonBody json, Context context) {
            for (String key = json.nextField(); key != null; key = json.nextField()) {
                Pairs series = context.keyed(key, "series", new Pairs());
                context.addGroups(key, series);
                json.expect(JsonToken.START_OBJECT, "a series");
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    JsonToken token = json.token();
                    if (field.equals("attributes") && token == JsonToken.START_ARRAY) {
                        context.addAttributes("series", Scalars.of(json), 0, series);
                    } else if (field.equals("observations") && token == JsonToken.START_OBJECT) {
                        readObservations(json, context, series, false);
                    } else {
                        json.skip();
                    }
                }
            }
        }

        private void readObservations(JsonBody json, Context context, Pairs series, boolean flat) {
            for (String key = json.nextField(); key != null; key = json.nextField()) {
                if (key.equals(WithoutObservations.NUMBER) && without.count() > 0) {
                    readLeftOut((int) json.count("the number of observations"), context, series, flat);
                } else {
                    readObservation(json, key, context, series, flat);
                }
            }
        }

        private void readObservation(JsonBody json, String key, Context context, Pairs series, boolean flat) {
            json.expect(JsonToken.START_ARRAY, "the parts of an observation");
            int count = Scalars.into(json, parts);
            observed(flat ? null : context.onlyPeriod(key), key, count, context, series);
        }

        /** Byte by byte as long as that is enough, from there on by tokens. */
        private void readLeftOut(int which, Context context, Pairs series, boolean flat) {
            if (which >= without.count()) {
                throw structures.unreadable("has the observations " + which + ", needed less than " + without.count());
            }
            int end = without.end(which);
            PlainObservations plain = new PlainObservations(body, without.start(which), end, parts);
            while (plain.next()) {
                String period = flat ? null : context.onlyPeriod(plain.index());
                observed(period, period == null ? plain.key() : "", plain.count(), context, series);
            }
            if (!plain.isAtEnd()) {
                byte[] left = Arrays.copyOfRange(body, plain.at() - 1, end);
                left[0] = '{';
                try (JsonBody json = JsonBody.openWithManyNames(structures.name, left)) {
                    for (String key = json.nextField(); key != null; key = json.nextField()) {
                        readObservation(json, key, context, series, flat);
                    }
                    json.requireEnd();
                }
            }
        }

        /** @param period null where the key says more than that */
        private void observed(@Nullable String period, String key, int count, Context context, Pairs series) {
            if (count == 0) {
                throw structures.unreadable(
                        "has an observation without a value, " + key + " of " + String.join(",", series.written()));
            }
            Pairs all = series;
            String when = period;
            if (when == null) {
                all = context.keyed(key, "observation", new Pairs());
                when = timeOf(all);
                all.addAll(series);
                context.addGroups(key, all);
            }
            context.own.length = count;
            observations.accept(new SdmxObservation(
                    context.dataSet, all, when, SdmxObservation.presentOrNull(parts[0]), context.own));
        }

        private String timeOf(Pairs keyed) {
            for (String time : TIME) {
                String period = keyed.get(time);
                if (period != null) {
                    return period;
                }
            }
            throw structures.unreadable(
                    "has the dimensions " + keyed.ids() + " at its observations, needed " + TIME.get(0));
        }

        /**
         * What the observation one stands at says beside its value, as numbers of codes that are looked up when they are asked
         * for: one object for all observations of a data set.
         */
        private final class OwnAttributes implements Fields {
            private final Context context;
            private int length;

            OwnAttributes(Context context) {
                this.context = context;
            }

            private Pairs decoded() {
                List<@Nullable String> said = new ArrayList<>(length);
                for (int i = 0; i < length; i++) {
                    said.add(parts[i]);
                }
                Pairs pairs = new Pairs();
                context.addAttributes("observation", said, 1, pairs);
                return pairs;
            }

            @Override
            public @Nullable String get(String id) {
                return has(id) ? decoded().get(id) : null;
            }

            @Override
            public boolean has(String id) {
                return context.hasOwn(id);
            }

            @Override
            public List<String> written() {
                return decoded().written();
            }
        }

        /** What the observations of one data set have in common. */
        private final class Context {
            private final Structure structure;
            private final DataSet dataSet;
            private final Map<List<Integer>, Map<String, Pairs>> groups = new HashMap<>();
            private final List<Component> ownAttributes;
            private final @Nullable Component onlyDimension;
            private final OwnAttributes own = new OwnAttributes(this);

            Context(Head head) {
                structure = structures.structure(head);
                ownAttributes = structure.attributes("observation");
                List<Component> atObservation = structure.dimensions("observation");
                onlyDimension = atObservation.size() == 1
                                && TIME.contains(atObservation.get(0).id())
                        ? atObservation.get(0)
                        : null;
                List<String> dimensions = new ArrayList<>();
                for (String level : List.of("dataSet", "series", "observation")) {
                    for (Component dimension : structure.dimensions(level)) {
                        if (!dimension.id().equals("TIME_PERIOD")
                                && !dimension.id().equals("TIME")) {
                            dimensions.add(dimension.id());
                        }
                    }
                }
                Instant validFrom = head.validFrom() == null ? structures.prepared : head.validFrom();
                dataSet = new DataSet(structure.names, dimensions, validFrom, head.deletes());
                head.groups().forEach(this::addGroup);
            }

            private void addGroup(String key, List<@Nullable String> attributes) {
                String[] parts = key.split(":", -1);
                List<Integer> places = new ArrayList<>();
                for (int i = 0; i < parts.length; i++) {
                    if (!parts[i].isEmpty()) {
                        places.add(i);
                    }
                }
                Pairs decoded = new Pairs();
                addAttributes("dimensionGroup", attributes, 0, decoded);
                groups.computeIfAbsent(places, unused -> new HashMap<>()).put(part(parts, places), decoded);
            }

            void addGroups(String key, Pairs into) {
                if (groups.isEmpty()) {
                    return;
                }
                String[] parts = key.split(":", -1);
                groups.forEach((places, byPart) -> {
                    Pairs group = byPart.get(part(parts, places));
                    if (group != null) {
                        into.addAll(group);
                    }
                });
            }

            private static String part(String[] parts, List<Integer> places) {
                StringBuilder part = new StringBuilder();
                for (int place : places) {
                    part.append(place < parts.length ? parts[place] : "").append(':');
                }
                return part.toString();
            }

            /** The codes of a key such as {@code 0:12:0}; what the data set has in common comes with it. */
            Pairs keyed(String key, String level, Pairs into) {
                List<Component> dimensions = structure.dimensions(level);
                int from = 0;
                for (int i = 0; i < dimensions.size() && !key.isEmpty(); i++) {
                    int colon = key.indexOf(':', from);
                    int to = colon < 0 ? key.length() : colon;
                    boolean last = i == dimensions.size() - 1;
                    if (last != (colon < 0)) {
                        throw structures.unreadable("has the key " + key + ", needed one number for each of "
                                + dimensions.stream().map(Component::id).toList());
                    }
                    into.add(dimensions.get(i).id(), code(dimensions.get(i), key.substring(from, to)));
                    from = to + 1;
                }
                if (level.equals("series")) {
                    for (Component common : structure.dimensions("dataSet")) {
                        into.add(common.id(), code(common, "0"));
                    }
                }
                return into;
            }

            boolean hasOwn(String id) {
                for (int i = 0; i < ownAttributes.size(); i++) {
                    if (ownAttributes.get(i).id().equals(id)) {
                        return true;
                    }
                }
                return false;
            }

            /** The period of an observation whose key says that alone, else null. */
            @Nullable
            String onlyPeriod(String key) {
                return onlyDimension == null ? null : code(onlyDimension, key);
            }

            /** The same for a key that is one number, which is -1 where it is several. */
            @Nullable
            String onlyPeriod(int index) {
                if (onlyDimension == null) {
                    return null;
                }
                if (index < 0 || index >= onlyDimension.codes().size()) {
                    throw unknown(onlyDimension, index < 0 ? "several" : String.valueOf(index));
                }
                return onlyDimension.codes().get(index);
            }

            void addAttributes(String level, List<@Nullable String> numbers, int skipped, Pairs into) {
                List<Component> attributes = structure.attributes(level);
                for (int i = skipped; i < numbers.size() && i - skipped < attributes.size(); i++) {
                    String number = numbers.get(i);
                    if (number != null) {
                        Component attribute = attributes.get(i - skipped);
                        into.add(attribute.id(), attribute.codes().isEmpty() ? number : code(attribute, number));
                    }
                }
            }

            private String code(Component component, String number) {
                int index = 0;
                for (int i = 0; i < number.length(); i++) {
                    int digit = number.charAt(i) - '0';
                    if (digit < 0 || digit > 9 || index > 10_000_000) {
                        throw unknown(component, number);
                    }
                    index = 10 * index + digit;
                }
                if (number.isEmpty() || index >= component.codes().size()) {
                    throw unknown(component, number);
                }
                return component.codes().get(index);
            }

            private UnreadablePayloadException unknown(Component component, String number) {
                return structures.unreadable("has number " + number + " of " + component.id() + ", which has "
                        + component.codes().size() + " codes");
            }
        }
    }
}
