package macrocast.ingest.bls;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import macrocast.domain.Series;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.SourceUnavailableException;

/**
 * Loads the catalogue's series, posted in as few questions as the interface allows: 25 series and ten years each without a
 * key, 50 and twenty with one.
 */
public final class BlsIngest implements SourceIngest {
    private static final String PATH = "/publicAPI/v2/timeseries/data/";
    private static final int FIRST_YEAR = 1990;

    private final Catalogue catalogue = Catalogue.of("bls");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new BlsParser(catalogue, firstSeen);
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        boolean known = !live.key().isEmpty();
        int most = known ? 50 : 25;
        int years = known ? 20 : 10;
        int lastYear = live.serverMoment(PATH).atZone(ZoneOffset.UTC).getYear();
        List<String> codes = catalogue.series().stream()
                .map(Series::key)
                .map(key -> key.code())
                .toList();
        Map<String, byte[]> questions = new LinkedHashMap<>();
        for (int first = 0; first < codes.size(); first += most) {
            List<String> some = codes.subList(first, Math.min(codes.size(), first + most));
            for (int from = lastYear - years + 1; from + years > FIRST_YEAR; from -= years) {
                int to = from + years - 1;
                String question = some.get(0) + "+" + (some.size() - 1) + "," + from + "-" + to;
                questions.put(PATH + "#" + question, posted(some, from, to, live.key()));
            }
        }
        live.each(List.copyOf(questions.keySet()), question -> {
            Body body = live.post(question, "application/json", requireNonNull(questions.get(question)));
            requireWithinLimits(body);
            bodies.accept(body);
        });
    }

    /** The limit of a day is no fault of the answer: tomorrow it is given. */
    private static void requireWithinLimits(Body body) {
        String text = new String(body.bytes(), StandardCharsets.UTF_8);
        if (text.contains("REQUEST_NOT_PROCESSED") && text.contains("threshold")) {
            throw new SourceUnavailableException(body.name() + " is not answered any more today: "
                    + text.substring(0, Math.min(text.length(), 300)));
        }
    }

    static byte[] posted(List<String> series, int from, int to, String key) {
        ObjectNode question = JsonMapper.builder().build().createObjectNode();
        ArrayNode ids = question.putArray("seriesid");
        series.forEach(ids::add);
        question.put("startyear", String.valueOf(from));
        question.put("endyear", String.valueOf(to));
        if (!key.isEmpty()) {
            question.put("registrationkey", key);
        }
        try {
            return new JsonMapper().writeValueAsBytes(question);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Names and years are JSON", e);
        }
    }
}
