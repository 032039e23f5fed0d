package macrocast.ingest;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.HttpFetch.Request;
import macrocast.ingest.HttpFetch.Response;
import macrocast.ingest.HttpFetch.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interface of one source: asks below its address, at the pace that its catalogue allows, with its key.
 *
 * <p>It remembers in the archive what was answered: an unchanged body is not sent again by a source that marks its answers
 * (ETag, Last-Modified), and a run that was broken off goes on where it was, for what the same run had asked before is
 * taken from the archive.
 */
public final class LiveSource {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    private final String address;
    private final HttpFetch http;
    private final String secret;
    private final Optional<FetchMemory> memory;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> unanswered = new ArrayList<>();

    private LiveSource(String address, HttpFetch http, String secret, Optional<FetchMemory> memory) {
        this.address = address;
        this.http = http;
        this.secret = secret;
        this.memory = memory;
    }

    /**
     * The interface that a catalogue describes.
     *
     * @throws ConfigurationException when it describes none, or the environment lacks the key that it needs
     */
    public static LiveSource of(Catalogue catalogue, Map<String, String> environment) {
        String code = catalogue.source().code();
        Catalogue.Interface live = catalogue
                .live()
                .orElseThrow(() ->
                        new ConfigurationException(code + " has no interface to ask, needs --input=<file pattern>"));
        Set<String> hosts = new HashSet<>();
        hosts.add(URI.create(live.address()).getHost());
        if (live.alsoHosts() != null) {
            hosts.addAll(live.alsoHosts());
        }
        String secret = "";
        Catalogue.Key key = live.key();
        if (key != null) {
            String value = environment.getOrDefault(key.variable(), "");
            if (value.isEmpty() && key.required()) {
                throw new ConfigurationException(code + " answers only who has a key: " + key.variable()
                        + " is not set, needs one (" + catalogue.source().homepage() + ")");
            }
            secret = value.isEmpty() ? "" : key.parameter() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
        return new LiveSource(
                live.address(),
                HttpFetch.from(Rules.of(hosts).perMinute(live.requestsPerMinute())),
                secret,
                Optional.empty());
    }

    /** An interface at another address, such as that of a test's server. */
    public static LiveSource at(String address, HttpFetch http) {
        return new LiveSource(address, http, "", Optional.empty());
    }

    LiveSource withKey(String parameterAndValue) {
        return new LiveSource(address, http, parameterAndValue, memory);
    }

    /**
     * The same, remembering in the archive.
     *
     * @param run what all tries of one run share, such as its as-of moment; empty when nothing does
     */
    LiveSource remembering(RawArchive archive, String run) {
        return new LiveSource(address, http, secret, Optional.of(new FetchMemory(archive, run)));
    }

    /** The body at a path and query below the source's address. */
    public Body get(String pathAndQuery) {
        return get(pathAndQuery, "application/json, */*;q=0.1");
    }

    /** The body at a path and query, in a form that the header {@code Accept} names. */
    public Body get(String pathAndQuery, String accept) {
        return ask(pathAndQuery, accept, Set.of()).body();
    }

    /**
     * The answer at a path and query, for a source with statuses of its own.
     *
     * @param accepted statuses beside 200 that the caller understands; such an answer is not remembered
     */
    public Response ask(String pathAndQuery, String accept, Set<Integer> accepted) {
        String name = address + pathAndQuery;
        return ask(name, secretFor(name), accept, accepted);
    }

    private Response ask(String name, String secretOfIt, String accept, Set<Integer> accepted) {
        asked.add(name);
        Optional<FetchMemory.Entry> known = memory.flatMap(m -> m.recall(name));
        if (known.isPresent() && memory.get().isOfThisRun(known.get())) {
            LOG.info("{} was answered before in this run", name);
            return new Response(200, NO_HEADERS, memory.get().body(name, known.get()));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", accept);
        Set<Integer> understood = new HashSet<>(accepted);
        if (known.isPresent()) {
            known.get().conditions().forEach(headers::put);
            if (headers.size() > 1) {
                understood.add(304);
            }
        }
        Response response = http.ask(new Request(name, secretOfIt, Optional.empty(), headers, understood));
        if (response.status() == 304 && known.isPresent()) {
            LOG.info("{} has not changed since it was last name", name);
            memory.get().confirm(name, known.get());
            return new Response(200, response.headers(), memory.get().body(name, known.get()));
        }
        requireNoKeyIn(response.body());
        if (response.status() == 200) {
            memory.ifPresent(m -> m.remember(name, response));
        }
        return response;
    }

    /**
     * The body that an answer of the source names with its hash. Our key is not sent there.
     *
     * @param named where it is, on a host of the source
     * @throws UnreadablePayloadException when it is elsewhere, or has another hash
     */
    public Body follow(Body answer, String named, String sha256) {
        Body body;
        try {
            body = ask(named, "", "*/*", Set.of()).body();
        } catch (IllegalArgumentException e) {
            throw new UnreadablePayloadException(answer.name(), "names " + e.getMessage(), e);
        }
        String found = RawArchive.sha256(body.bytes());
        if (!found.equals(sha256)) {
            memory.ifPresent(m -> m.forget(named));
            throw new UnreadablePayloadException(
                    named, "has the SHA-256 " + found + ", " + answer.name() + " promises " + sha256);
        }
        return body;
    }

    /** The body at a path and query as it is now, asked even when this run asked before. It is not remembered. */
    public Body getAnew(String pathAndQuery) {
        String name = address + pathAndQuery;
        Response response = http.ask(new Request(name, secretFor(name), Optional.empty(), Map.of(), Set.of()));
        requireNoKeyIn(response.body());
        return response.body();
    }

    /** What the source's own clock says, by the date of an answer. */
    public Instant serverMoment(String path) {
        Response response =
                http.ask(new Request(address + path, "", Optional.empty(), Map.of(), Set.of(400, 401, 403, 404, 405)));
        String date = response.header("Date")
                .orElseThrow(() -> new SourceUnavailableException(address + path + " says not what day it is"));
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** What was answered the last time, when it is archived. */
    public Optional<Body> archived(String pathAndQuery) {
        String name = address + pathAndQuery;
        return memory.flatMap(m -> m.recall(name).map(entry -> m.body(name, entry)));
    }

    /** What was noted of this source by an earlier run. */
    public Optional<String> noted(String about) {
        return memory.flatMap(m -> m.noted(address + " " + about));
    }

    /** Notes something of this source for later runs. */
    public void note(String about, String text) {
        memory.ifPresent(m -> m.note(address + " " + about, text));
    }

    /**
     * What the source answers to something posted, under a name that tells the question.
     *
     * @param question the path, and what tells this question from others of the same path, such as {@code /data#CPI}
     */
    public Body post(String question, String mediaType, byte[] content) {
        String name = address + question;
        asked.add(name);
        Optional<FetchMemory.Entry> known = memory.flatMap(m -> m.recall(name));
        if (known.isPresent() && memory.get().isOfThisRun(known.get())) {
            return memory.get().body(name, known.get());
        }
        String path = question.indexOf('#') < 0 ? question : question.substring(0, question.indexOf('#'));
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", mediaType));
        Response response = http.ask(new Request(address + path, "", Optional.of(content), headers, Set.of()));
        requireNoKeyIn(response.body());
        memory.ifPresent(m -> m.remember(name, response));
        return new Body(name, response.body().mediaType(), response.body().bytes());
    }

    /** The key for an interface that wants it inside what is posted; empty when there is none. */
    public String key() {
        return secret.substring(secret.indexOf('=') + 1);
    }

    private String secretFor(String name) {
        return secret.isEmpty() ? "" : (name.indexOf('?') < 0 ? "?" : "&") + secret;
    }

    /** What is archived is shown to many. */
    private void requireNoKeyIn(Body body) {
        if (!secret.isEmpty() && new String(body.bytes(), StandardCharsets.ISO_8859_1).contains(key())) {
            throw new UnreadablePayloadException(body.name(), "repeats our key, so it is not kept");
        }
    }

    /**
     * Asks one after the other, goes on when one is not answered, and says whether all were.
     *
     * @throws SourceUnavailableException when none is answered
     */
    public boolean each(List<String> questions, Consumer<String> ask) {
        for (String question : questions) {
            try {
                ask.accept(question);
            } catch (SourceUnavailableException e) {
                LOG.error("{} is left out: {}", question, e.getMessage());
                unanswered.add(String.valueOf(e.getMessage()));
                if (unanswered.size() == questions.size()) {
                    throw e;
                }
            }
        }
        return unanswered.isEmpty();
    }

    /** What was not answered, and why. */
    public List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Forgets what this run was answered, so that it is asked anew: something of it cannot be read. */
    void forget() {
        memory.ifPresent(m -> asked.forEach(m::forget));
    }
}
