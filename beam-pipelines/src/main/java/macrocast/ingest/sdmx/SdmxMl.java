package macrocast.ingest.sdmx;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.Events;
import org.jspecify.annotations.Nullable;

/**
 * SDMX-ML 2.1: GenericData and StructureSpecificData, by series or flat, with time as the dimension at the observation.
 *
 * <p>The document is streamed. A document type, and so every entity of one's own, is refused; depth, attributes and
 * lengths have limits far above what an agency sends.
 */
public final class SdmxMl implements SdmxReader {
    private static final XMLInputFactory XML = factory();

    private static final Set<String> ROOTS =
            Set.of("GenericData", "GenericTimeSeriesData", "StructureSpecificData", "StructureSpecificTimeSeriesData");

    /** Footers that say that data are left out: SDMX 2.1 web services guidelines, section 5.8, and Eurostat's 413. */
    private static final Set<String> INCOMPLETE = Set.of("110", "130", "413", "500", "501", "503", "510");

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 32);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 100_000);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, 1_000_000L);
        return factory;
    }

    /** Opens a document: what the reader reads with, and what its speed is measured against. */
    static XMLStreamReader open(byte[] body) throws XMLStreamException {
        return XML.createXMLStreamReader(new java.io.ByteArrayInputStream(body));
    }

    @Override
    public void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        new Message(name, body, observations).read();
    }

    /** What a message says in its footer, such as that it will be there later. */
    private record Footer(String code, List<String> texts) {

        Footer {
            texts = List.copyOf(texts);
        }
    }

    /** The words of an XML document that is no message, by the names of their elements. */
    public record Words(Map<String, String> byElement) {

        public Words {
            byElement = Map.copyOf(byElement);
        }

        /** The last text of an element of that name; empty when there is none. */
        public String of(String element) {
            return byElement.getOrDefault(element, "");
        }
    }

    /** What the beginning of a document says, when it is XML; nothing else. */
    public static Words words(byte[] body) {
        Map<String, String> found = new HashMap<>();
        if (body.length > 0 && body[0] == '<') {
            try {
                XMLStreamReader xml = open(Arrays.copyOf(body, Math.min(body.length, 4096)));
                String element = "";
                while (xml.hasNext()) {
                    int event = Events.next(xml);
                    if (event == XMLStreamConstants.START_ELEMENT) {
                        element = xml.getLocalName();
                    } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                        found.put(element, xml.getText().strip());
                    }
                }
            } catch (XMLStreamException | RuntimeException endOfTheBeginning) {
                return new Words(found);
            }
        }
        return new Words(found);
    }

    /** One body, read once from its start to its end. */
    private static final class Message {
        private final String name;
        private final byte[] body;
        private final Consumer<SdmxObservation> observations;

        private final Map<String, Set<String>> structures = new LinkedHashMap<>();
        private final Set<String> dataSetIds = new LinkedHashSet<>();
        private @Nullable Instant prepared;
        private int dataSets;
        private @Nullable Footer footer;

        Message(String name, byte[] body, Consumer<SdmxObservation> observations) {
            this.name = name;
            this.body = body;
            this.observations = observations;
        }

        void read() {
            requireXml();
            try {
                XMLStreamReader xml = open(body);
                try {
                    readMessage(xml);
                } finally {
                    xml.close();
                }
            } catch (XMLStreamException e) {
                throw new UnreadablePayloadException(name, "not well-formed XML: " + oneLine(e), e);
            }
        }

        private void requireXml() {
            int first = 0;
            if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
                first = 3;
            }
            while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
                first++;
            }
            if (first == body.length) {
                throw unreadable("is empty, needed an SDMX-ML message");
            }
        }

        private void readMessage(XMLStreamReader xml) throws XMLStreamException {
            String root = null;
            while (xml.hasNext()) {
                int event = Events.next(xml);
                if (event == XMLStreamConstants.DTD) {
                    throw unreadable("has a document type declaration, which no message needs; it is not read");
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (root == null) {
                    root = xml.getLocalName();
                    requireMessage(xml, root);
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "Header" -> readHeader(xml);
                    case "DataSet" -> readDataSet(xml);
                    case "Footer" -> readFooter(xml);
                    default -> skip(xml);
                }
            }
            Footer said = footer;
            if (said != null && (dataSets == 0 || INCOMPLETE.contains(said.code()))) {
                throw unreadable("the answer is incomplete, its footer says " + said.code() + ": "
                        + String.join(" ", said.texts()));
            }
        }

        private void requireMessage(XMLStreamReader xml, String root) throws XMLStreamException {
            if (ROOTS.contains(root)) {
                return;
            }
            if (root.equalsIgnoreCase("html")) {
                throw unreadable("is HTML, needed an SDMX-ML message");
            }
            StringBuilder words = new StringBuilder();
            while (xml.hasNext() && words.length() < 300) {
                String text = Events.next(xml) == XMLStreamConstants.CHARACTERS
                        ? Events.text(xml).strip()
                        : "";
                words.append(words.isEmpty() || text.isEmpty() ? "" : " ").append(text);
            }
            throw unreadable("is <" + root + ">, needed GenericData or StructureSpecificData: " + words);
        }

        private void readHeader(XMLStreamReader xml) throws XMLStreamException {
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "Prepared" ->
                        prepared = DataSet.moment(xml.getElementText().strip());
                    case "DataSetID" -> dataSetIds.add(xml.getElementText().strip());
                    case "Structure" -> readStructure(xml);
                    default -> skip(xml);
                }
            }
        }

        private void readStructure(XMLStreamReader xml) throws XMLStreamException {
            String id = xml.getAttributeValue(null, "structureID");
            String at = xml.getAttributeValue(null, "dimensionAtObservation");
            if (at != null && !at.equals("TIME_PERIOD") && !at.equals("AllDimensions")) {
                throw unreadable("has the dimension " + at + " at its observations, needed TIME_PERIOD");
            }
            Set<String> names = new LinkedHashSet<>();
            if (id != null) {
                names.add(id);
            }
            int depth = 1;
            while (depth > 0) {
                int event = Events.next(xml);
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("Ref")) {
                        String ref = xml.getAttributeValue(null, "id");
                        if (ref != null) {
                            names.add(ref);
                        }
                        depth++;
                    } else if (xml.getLocalName().equals("URN")) {
                        names.add(idOfUrn(xml.getElementText().strip()));
                    } else {
                        depth++;
                    }
                }
            }
            structures.put(id == null ? "" : id, names);
        }

        private void readDataSet(XMLStreamReader xml) throws XMLStreamException {
            dataSets++;
            Set<String> names = new LinkedHashSet<>();
            Instant validFrom = prepared;
            boolean deletes = false;
            Pairs attributes = new Pairs();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String value = xml.getAttributeValue(i);
                switch (xml.getAttributeLocalName(i)) {
                    case "structureRef" -> names.addAll(structures.getOrDefault(value, Set.of(value)));
                    case "setID" -> names.add(value);
                    case "action" -> deletes = value.equals("Delete");
                    case "validFromDate" -> {
                        Instant moment = DataSet.moment(value);
                        validFrom = moment == null ? validFrom : moment;
                    }
                    case "type", "dataScope", "validToDate", "publicationYear", "publicationPeriod" -> {}
                    default -> attributes.add(xml.getAttributeLocalName(i), value);
                }
            }
            if (names.isEmpty()) {
                structures.values().forEach(names::addAll);
            }
            names.addAll(dataSetIds);
            Groups groups = new Groups();
            DataSetContext context = new DataSetContext(names, validFrom, deletes);
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "Series" -> readSeries(xml, context, attributes, groups);
                    case "Obs" -> readFlat(xml, context, attributes, groups);
                    case "Group" -> groups.add(readGroup(xml));
                    case "Attributes" -> readValues(xml, attributes);
                    default -> skip(xml);
                }
            }
        }

        private Group readGroup(XMLStreamReader xml) throws XMLStreamException {
            Pairs key = new Pairs();
            Pairs attributes = new Pairs();
            boolean generic = false;
            Pairs written = ownAttributes(xml);
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "GroupKey" -> {
                        generic = true;
                        readValues(xml, key);
                    }
                    case "Attributes" -> readValues(xml, attributes);
                    default -> skip(xml);
                }
            }
            return generic ? new Group(key, attributes) : new Group(written, written);
        }

        private void readSeries(XMLStreamReader xml, DataSetContext context, Pairs common, Groups groups)
                throws XMLStreamException {
            Pairs series = ownAttributes(xml);
            DataSet dataSet = null;
            List<String> dimensions = List.of();
            Pairs attributes = new Pairs();
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "SeriesKey" -> {
                        readValues(xml, series);
                        dimensions = List.copyOf(series.ids());
                    }
                    case "Attributes" -> readValues(xml, attributes);
                    case "Obs" -> {
                        if (dataSet == null) {
                            dataSet = context.with(dimensions);
                            complete(series, attributes, common, groups);
                        }
                        readObservation(xml, dataSet, series);
                    }
                    default -> skip(xml);
                }
            }
        }

        private static void complete(Pairs series, Pairs attributes, Pairs common, Groups groups) {
            groups.of(series).forEach(group -> series.addAll(group.attributes()));
            series.addAll(attributes);
            series.addAll(common);
        }

        private void readObservation(XMLStreamReader xml, DataSet dataSet, Pairs series) throws XMLStreamException {
            Pairs own = null;
            String period = null;
            String value = null;
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String id = xml.getAttributeLocalName(i);
                switch (id) {
                    case "TIME_PERIOD" -> period = xml.getAttributeValue(i);
                    case "OBS_VALUE" -> value = xml.getAttributeValue(i);
                    case "type" -> {}
                    default -> {
                        own = own == null ? new Pairs() : own;
                        own.add(id, xml.getAttributeValue(i));
                    }
                }
            }
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "ObsDimension" -> {
                        period = xml.getAttributeValue(null, "value");
                        skip(xml);
                    }
                    case "ObsValue" -> {
                        value = onlyValue(xml, value);
                        skip(xml);
                    }
                    case "Attributes" -> {
                        own = own == null ? new Pairs() : own;
                        readValues(xml, own);
                    }
                    default -> skip(xml);
                }
            }
            emit(xml, dataSet, series, period, value, own == null ? Pairs.NONE : own);
        }

        private @Nullable String onlyValue(XMLStreamReader xml, @Nullable String before) {
            String value = xml.getAttributeValue(null, "value");
            if (before != null) {
                throw unreadable("has an observation with two values, " + before + " and " + value);
            }
            return value;
        }

        private void readFlat(XMLStreamReader xml, DataSetContext context, Pairs common, Groups groups)
                throws XMLStreamException {
            Pairs all = ownAttributes(xml);
            Pairs attributes = new Pairs();
            List<String> dimensions = List.of();
            String value = all.get("OBS_VALUE");
            while (nextChild(xml)) {
                switch (xml.getLocalName()) {
                    case "ObsKey" -> {
                        readValues(xml, all);
                        dimensions = all.ids().stream()
                                .filter(id -> !id.equals("TIME_PERIOD"))
                                .toList();
                    }
                    case "ObsValue" -> {
                        value = onlyValue(xml, value);
                        skip(xml);
                    }
                    case "Attributes" -> readValues(xml, attributes);
                    default -> skip(xml);
                }
            }
            String period = all.get("TIME_PERIOD");
            complete(all, attributes, common, groups);
            emit(xml, context.with(dimensions), all, period, value, Pairs.NONE);
        }

        private void emit(
                XMLStreamReader xml,
                DataSet dataSet,
                Fields series,
                @Nullable String period,
                @Nullable String value,
                Fields own) {
            if (period == null) {
                throw unreadable("has an observation without a period at line "
                        + xml.getLocation().getLineNumber());
            }
            observations.accept(
                    new SdmxObservation(dataSet, series, period, SdmxObservation.presentOrNull(value), own));
        }

        private void readFooter(XMLStreamReader xml) throws XMLStreamException {
            String code = "";
            List<String> texts = new ArrayList<>();
            while (nextChild(xml)) {
                if (!xml.getLocalName().equals("Message")) {
                    skip(xml);
                    continue;
                }
                String written = xml.getAttributeValue(null, "code");
                code = written == null ? "" : written;
                while (nextChild(xml)) {
                    texts.add(xml.getElementText().strip());
                }
            }
            footer = new Footer(code, texts);
        }

        /** {@code <Value id="FREQ" value="M"/>} and so on, up to the end of the element that holds them. */
        private void readValues(XMLStreamReader xml, Pairs into) throws XMLStreamException {
            while (nextChild(xml)) {
                String id = null;
                String value = null;
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    String attribute = xml.getAttributeLocalName(i);
                    if (attribute.equals("id")) {
                        id = xml.getAttributeValue(i);
                    } else if (attribute.equals("value")) {
                        value = xml.getAttributeValue(i);
                    }
                }
                if (id == null || value == null) {
                    throw unreadable("has a <" + xml.getLocalName() + "> without id or value at line "
                            + xml.getLocation().getLineNumber());
                }
                into.add(id, value);
                skip(xml);
            }
        }

        private static Pairs ownAttributes(XMLStreamReader xml) {
            Pairs pairs = new Pairs();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (!xml.getAttributeLocalName(i).equals("type")) {
                    pairs.add(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
            }
            return pairs;
        }

        /** Goes to the next child of the current element; false at its end. */
        private static boolean nextChild(XMLStreamReader xml) throws XMLStreamException {
            while (true) {
                int event = Events.next(xml);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return true;
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return false;
                }
            }
        }

        /** Goes to the end of the current element. */
        private static void skip(XMLStreamReader xml) throws XMLStreamException {
            int depth = 1;
            while (depth > 0) {
                int event = Events.next(xml);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        }

        private static String oneLine(XMLStreamException e) {
            return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        }

        private UnreadablePayloadException unreadable(String reason) {
            return new UnreadablePayloadException(name, reason);
        }
    }

    /** The id in {@code urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ECB:ECB_EXR1(1.0)}. */
    static String idOfUrn(String urn) {
        String tail = urn.substring(urn.lastIndexOf('=') + 1);
        tail = tail.substring(tail.indexOf(':') + 1);
        int version = tail.indexOf('(');
        return version < 0 ? tail : tail.substring(0, version);
    }

    /** A data set as far as it is known before its first series; most have one list of dimensions. */
    private static final class DataSetContext {
        private final Set<String> names;
        private final @Nullable Instant validFrom;
        private final boolean deletes;
        private @Nullable DataSet last;

        DataSetContext(Set<String> names, @Nullable Instant validFrom, boolean deletes) {
            this.names = names;
            this.validFrom = validFrom;
            this.deletes = deletes;
        }

        DataSet with(List<String> dimensions) {
            DataSet known = last;
            if (known == null || !known.dimensions().equals(dimensions)) {
                known = new DataSet(names, dimensions, validFrom, deletes);
                last = known;
            }
            return known;
        }
    }

    /** Attributes that all series have whose key holds a part. */
    private record Group(Pairs key, Pairs attributes) {}

    /** The groups of a data set, found by the part of the key that each kind of group names. */
    private static final class Groups {
        private final Map<List<String>, Map<List<String>, Group>> byIds = new HashMap<>();

        void add(Group group) {
            List<String> ids = List.copyOf(group.key().ids());
            byIds.computeIfAbsent(ids, unused -> new HashMap<>()).put(values(ids, group.key()), group);
        }

        List<Group> of(Fields series) {
            List<Group> found = new ArrayList<>();
            byIds.forEach((ids, groups) -> {
                Group group = groups.get(values(ids, series));
                if (group != null) {
                    found.add(group);
                }
            });
            return found;
        }

        private static List<String> values(List<String> ids, Fields fields) {
            List<String> values = new ArrayList<>(ids.size());
            for (String id : ids) {
                String value = fields.get(id);
                values.add(value == null ? "" : value);
            }
            return values;
        }
    }
}
