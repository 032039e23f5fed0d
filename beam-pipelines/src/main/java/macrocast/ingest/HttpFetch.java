package macrocast.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source over the network, politely: only hosts that are listed, only https, no address of a private network, one
 * request at a time and no more of them a minute than allowed, with a limit on time and size.
 *
 * <p>A server that says it is busy (429, 503) or breaks off is asked again, later each time and no sooner than its
 * {@code Retry-After}; what it then still does not answer is a {@link SourceUnavailableException}. A redirect is followed
 * when what it leads to would have been asked for as well. What is secret in a request stands in no message.
 */
public final class HttpFetch {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFetch.class);
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_EXCERPT = 200;

    private final Rules rules;
    private final Machine machine;
    private final HttpClient client;
    private final long startedAt;
    private long nextAt;

    private HttpFetch(Rules rules, Machine machine) {
        this.rules = rules;
        this.machine = machine;
        this.client = HttpClient.newBuilder()
                .connectTimeout(rules.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.startedAt = machine.nanoTime().getAsLong();
        this.nextAt = startedAt;
    }

    public static HttpFetch from(Rules rules) {
        return new HttpFetch(rules, Machine.REAL);
    }

    static HttpFetch from(Rules rules, Machine machine) {
        return new HttpFetch(rules, machine);
    }

    /**
     * What may be asked, and how insistently.
     *
     * @param hosts the only ones that are connected to
     * @param onlyPublic whether https is needed and addresses of private networks are refused; false in tests alone,
     *     whose server stands on this machine
     * @param timeout of one attempt, from the connection to the last byte
     * @param attempts in all
     * @param firstPause before the second attempt; doubled before each one after
     * @param longestPause what a {@code Retry-After} may ask for
     * @param largestBody in bytes, once inflated
     * @param pace the least time between two requests
     * @param deadline of everything that is asked, from the first request on
     */
    public record Rules(
            Set<String> hosts,
            boolean onlyPublic,
            Duration timeout,
            int attempts,
            Duration firstPause,
            Duration longestPause,
            long largestBody,
            Duration pace,
            Duration deadline) {

        public Rules {
            hosts = Set.copyOf(hosts);
        }

        public static Rules of(Set<String> hosts) {
            return new Rules(
                    hosts,
                    true,
                    Duration.ofSeconds(60),
                    4,
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(2),
                    WholeFiles.LARGEST_BODY,
                    Duration.ZERO,
                    Duration.ofHours(1));
        }

        /** No more than so many requests a minute, evenly spaced. */
        public Rules perMinute(int requests) {
            return new Rules(
                    hosts,
                    onlyPublic,
                    timeout,
                    attempts,
                    firstPause,
                    longestPause,
                    largestBody,
                    Duration.ofMinutes(1).dividedBy(requests),
                    deadline);
        }
    }

    /** What the world is like; a test has one of its own. */
    record Machine(Pause pause, LongSupplier nanoTime, Resolver resolver) {
        static final Machine REAL =
                new Machine(duration -> Thread.sleep(duration.toMillis()), System::nanoTime, InetAddress::getAllByName);
    }

    /** How to wait. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Where a host stands. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * One question.
     *
     * @param address as messages show it and bodies are named by it
     * @param secret what is sent behind the address and shown to nobody, such as {@code &api_key=...}; else empty
     * @param content what is posted; empty gets
     * @param headers such as {@code Accept} and {@code If-None-Match}
     * @param accepted statuses beside 200 that are an answer, such as 304
     */
    public record Request(
            String address,
            String secret,
            Optional<byte[]> content,
            Map<String, String> headers,
            Set<Integer> accepted) {

        public Request {
            headers = Map.copyOf(headers);
            accepted = Set.copyOf(accepted);
        }

        public static Request get(String address) {
            return new Request(address, "", Optional.empty(), Map.of(), Set.of());
        }
    }

    /** What came: the body as it was sent, once inflated, and what the server said of it. */
    public record Response(int status, HttpHeaders headers, Body body) {

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /** The body at an address. */
    public Body get(String address) {
        return ask(Request.get(address)).body();
    }

    /**
     * The answer to a question.
     *
     * @throws SourceUnavailableException when the server cannot be reached, stays busy, takes too long, or answers with a
     *     status that was not accepted
     * @throws UnreadablePayloadException when the body is larger than the rules allow
     * @throws IllegalArgumentException when the rules do not allow the address
     */
    public Response ask(Request request) {
        String address = request.address();
        URI uri = URI.create(address + request.secret());
        refusal(uri).ifPresent(reason -> {
            throw new IllegalArgumentException(address + " is not asked: " + reason);
        });
        Duration wait = rules.firstPause();
        for (int attempt = 1; ; attempt++) {
            Answer answer = follow(request, uri);
            if (answer instanceof Good good) {
                return good.response();
            }
            Failed failed = (Failed) answer;
            if (!failed.worthAnotherTry() || attempt == rules.attempts()) {
                throw new SourceUnavailableException(
                        address + " gave no data in " + attempt + (attempt == 1 ? " attempt: " : " attempts: ")
                                + failed.reason(),
                        failed.cause());
            }
            Duration asked = failed.retryAfter().orElse(Duration.ZERO);
            if (asked.compareTo(rules.longestPause()) > 0) {
                throw new SourceUnavailableException(address + " asks to come back in " + asked.toSeconds()
                        + " s, at most " + rules.longestPause().toSeconds() + " s are waited: " + failed.reason());
            }
            Duration pauseNow = asked.compareTo(wait) > 0 ? asked : wait;
            LOG.warn(
                    "{} failed in attempt {} of {}, next in {} ms: {}",
                    address,
                    attempt,
                    rules.attempts(),
                    pauseNow.toMillis(),
                    failed.reason());
            rest(pauseNow, address);
            wait = wait.multipliedBy(2);
        }
    }

    /** Why the rules do not allow an address. */
    private Optional<String> refusal(URI uri) {
        if (rules.onlyPublic() && !"https".equals(uri.getScheme())) {
            return Optional.of("only https is allowed");
        }
        String host = uri.getHost();
        if (host == null || !rules.hosts().contains(host) || uri.getUserInfo() != null) {
            return Optional.of("only these hosts are allowed: " + rules.hosts());
        }
        return Optional.empty();
    }

    private Answer follow(Request request, URI first) {
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<Failed> closed = notPublic(uri);
            if (closed.isPresent()) {
                return closed.get();
            }
            Answer answer = send(request, uri);
            if (!(answer instanceof Redirected redirected)) {
                return answer;
            }
            URI target;
            try {
                target = uri.resolve(redirected.location());
            } catch (IllegalArgumentException e) {
                return Failed.forGood("is redirected to what is no address", e);
            }
            Optional<String> refusal = refusal(target);
            if (refusal.isPresent()) {
                return Failed.forGood(
                        "HTTP status " + redirected.status() + " leads to " + target.getScheme() + "://"
                                + target.getHost() + ", which is not asked: " + refusal.get(),
                        null);
            }
            uri = target;
        }
        return Failed.forGood("is redirected more than " + MOST_REDIRECTS + " times", null);
    }

    /** A name that leads into a private network is refused, also after a redirect. Behind a proxy, the proxy resolves. */
    private Optional<Failed> notPublic(URI uri) {
        if (!rules.onlyPublic()
                || ProxySelector.getDefault().select(uri).stream()
                        .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
            return Optional.empty();
        }
        try {
            for (InetAddress address : machine.resolver().addresses(uri.getHost())) {
                if (isPrivate(address)) {
                    return Optional.of(Failed.forGood(
                            uri.getHost() + " stands at " + address.getHostAddress()
                                    + ", an address of a private network, which is not asked",
                            null));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(new Failed("no host " + uri.getHost() + " is known", true, Optional.empty(), e));
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        // RFC 6598 (100.64.0.0/10) and RFC 4193 (fc00::/7) are private as well, and Java has no word for them.
        boolean shared = bytes.length == 4 && first == 100 && second >= 64 && second < 128;
        boolean unique = address instanceof Inet6Address && (first & 0xfe) == 0xfc;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || shared
                || unique
                || (bytes.length == 4 && first == 0);
    }

    private void rest(Duration duration, String address) {
        requireTime(duration, address);
        try {
            machine.pause().of(duration);
        } catch (InterruptedException e) {
            throw interrupted(address, e);
        }
    }

    private void requireTime(Duration more, String address) {
        long spent = machine.nanoTime().getAsLong() - startedAt;
        if (spent + more.toNanos() > rules.deadline().toNanos()) {
            throw new SourceUnavailableException(address + " was not read: all requests together may take "
                    + rules.deadline().toSeconds() + " s");
        }
    }

    private void keepPace(String address) {
        long now = machine.nanoTime().getAsLong();
        if (nextAt - now > 0) {
            rest(Duration.ofNanos(nextAt - now), address);
        } else {
            requireTime(Duration.ZERO, address);
        }
        nextAt = Math.max(nextAt, now) + rules.pace().toNanos();
    }

    private Answer send(Request request, URI uri) {
        String address = request.address();
        keepPace(address);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(rules.timeout())
                .setHeader("User-Agent", "macrocast/1 (macroeconomic forecasting)")
                .setHeader("Accept", "application/json, */*;q=0.1")
                .setHeader("Accept-Encoding", "gzip");
        request.headers().forEach(builder::setHeader);
        HttpRequest wire = request.content()
                .map(content -> builder.POST(BodyPublishers.ofByteArray(content)))
                .orElseGet(builder::GET)
                .build();
        Future<HttpResponse<byte[]>> sent =
                client.sendAsync(wire, response -> new LimitedBody(address, rules.largestBody()));
        try {
            return read(request, sent.get(rules.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
                if (inner instanceof UnreadablePayloadException tooLarge) {
                    throw tooLarge;
                }
            }
            return new Failed(describe(uri, cause, request.secret()), true, Optional.empty(), null);
        } catch (IOException e) {
            return new Failed(describe(uri, e, request.secret()), true, Optional.empty(), null);
        } catch (TimeoutException e) {
            String reason = "no whole answer within " + rules.timeout().toMillis() + " ms";
            return new Failed(reason, true, Optional.empty(), null);
        } catch (InterruptedException e) {
            throw interrupted(address, e);
        } finally {
            sent.cancel(true);
        }
    }

    private Answer read(Request request, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        HttpHeaders headers = response.headers();
        Optional<String> location = headers.firstValue("Location");
        if (status >= 301 && status <= 308 && status != 304 && request.content().isEmpty() && location.isPresent()) {
            return new Redirected(status, location.get());
        }
        boolean gzip = headers.firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
        byte[] bytes =
                gzip && response.body().length > 0 ? inflate(request.address(), response.body()) : response.body();
        if (status == 200 || request.accepted().contains(status)) {
            String mediaType = headers.firstValue("Content-Type").orElse("application/octet-stream");
            return new Good(new Response(status, headers, new Body(request.address(), mediaType, bytes)));
        }
        boolean busy = status == 429 || status == 408 || status >= 500;
        String excerpt = new String(bytes, 0, Math.min(bytes.length, LONGEST_EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        return new Failed(
                hidden("HTTP status " + status + (excerpt.isEmpty() ? "" : ": " + excerpt), request.secret()),
                busy,
                retryAfter(headers),
                null);
    }

    private byte[] inflate(String address, byte[] gzip) throws IOException {
        int most = Math.toIntExact(rules.largestBody());
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = stream.readNBytes(most);
            if (stream.read() >= 0) {
                throw LimitedBody.tooLarge(address, most);
            }
            return bytes;
        }
    }

    /** RFC 9110 section 10.2.3: seconds, or a moment, which is measured from the answer's own date. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        Optional<String> value = headers.firstValue("Retry-After");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return headers.firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(date, until))
                    .filter(wait -> !wait.isNegative());
        } catch (DateTimeParseException e) {
            LOG.warn("Retry-After is neither seconds nor a date: {}", value.get());
            return Optional.empty();
        }
    }

    private static SourceUnavailableException interrupted(String address, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SourceUnavailableException(address + " was not read: interrupted", e);
    }

    private static String describe(URI uri, Throwable failure, String secret) {
        if (failure instanceof ConnectException) {
            // Its own message is empty, also when the name is not known.
            return "no connection to " + uri.getHost();
        }
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return hidden(message == null ? kind : kind + " " + message, secret);
    }

    private static String hidden(String text, String secret) {
        if (secret.isEmpty()) {
            return text;
        }
        String value = secret.substring(secret.indexOf('=') + 1);
        return text.replace(secret, "...").replace(value, "...");
    }

    private sealed interface Answer {}

    private record Good(Response response) implements Answer {}

    private record Redirected(int status, String location) implements Answer {}

    private record Failed(
            String reason,
            boolean worthAnotherTry,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) implements Answer {

        static Failed forGood(String reason, @Nullable Throwable cause) {
            return new Failed(reason, false, Optional.empty(), cause);
        }
    }
}
