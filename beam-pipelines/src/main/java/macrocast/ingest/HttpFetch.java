package macrocast.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source over the network, politely: only hosts that are listed, only https, one request at a time, with a limit on
 * time and size.
 *
 * <p>A server that says it is busy (429, 503) or breaks off is asked again, later each time and no sooner than its
 * {@code Retry-After}; what it then still does not answer is a {@link SourceUnavailableException}.
 */
public final class HttpFetch {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFetch.class);

    private final Rules rules;
    private final Pause pause;
    private final HttpClient client;

    private HttpFetch(Rules rules, Pause pause) {
        this.rules = rules;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .connectTimeout(rules.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public static HttpFetch from(Rules rules) {
        return new HttpFetch(rules, duration -> Thread.sleep(duration.toMillis()));
    }

    static HttpFetch from(Rules rules, Pause pause) {
        return new HttpFetch(rules, pause);
    }

    /**
     * What may be asked, and how insistently.
     *
     * @param hosts the only ones that are connected to
     * @param onlyHttps false in tests alone, whose server stands on this machine
     * @param timeout of one attempt, from the connection to the last byte
     * @param attempts in all
     * @param firstPause before the second attempt; doubled before each one after
     * @param longestPause what a {@code Retry-After} may ask for
     * @param largestBody in bytes, once inflated
     */
    public record Rules(
            Set<String> hosts,
            boolean onlyHttps,
            Duration timeout,
            int attempts,
            Duration firstPause,
            Duration longestPause,
            long largestBody) {

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
                    WholeFiles.LARGEST_BODY);
        }
    }

    /** How to wait; a test does not. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * The body at an address.
     *
     * @throws SourceUnavailableException when the server cannot be reached, stays busy, or answers anything but 200
     * @throws UnreadablePayloadException when the body is larger than the rules allow
     * @throws IllegalArgumentException when the rules do not allow the address
     */
    public Body get(String address) {
        URI uri = URI.create(address);
        boolean readable = rules.onlyHttps() && !"https".equals(uri.getScheme());
        if (readable || !rules.hosts().contains(uri.getHost())) {
            throw new IllegalArgumentException(
                    address + " is not asked: only https and these hosts are allowed: " + rules.hosts());
        }
        Duration wait = rules.firstPause();
        for (int attempt = 1; ; attempt++) {
            Answer answer = ask(uri);
            if (answer instanceof Good good) {
                return good.body();
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

    private void rest(Duration duration, String address) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            throw interrupted(address, e);
        }
    }

    private Answer ask(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(rules.timeout())
                .header("User-Agent", "macrocast/1 (macroeconomic forecasting)")
                .header("Accept", "application/json, */*;q=0.1")
                .header("Accept-Encoding", "gzip")
                .GET()
                .build();
        Future<HttpResponse<byte[]>> sent =
                client.sendAsync(request, response -> new LimitedBody(uri.toString(), rules.largestBody()));
        try {
            return read(uri, sent.get(rules.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
                if (inner instanceof UnreadablePayloadException tooLarge) {
                    throw tooLarge;
                }
            }
            return new Failed(describe(uri, cause), true, Optional.empty(), cause);
        } catch (IOException e) {
            return new Failed(describe(uri, e), true, Optional.empty(), e);
        } catch (TimeoutException e) {
            String reason = "no whole answer within " + rules.timeout().toMillis() + " ms";
            return new Failed(reason, true, Optional.empty(), e);
        } catch (InterruptedException e) {
            throw interrupted(uri.toString(), e);
        } finally {
            sent.cancel(true);
        }
    }

    private Answer read(URI uri, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == 200) {
            HttpHeaders headers = response.headers();
            String mediaType = headers.firstValue("Content-Type").orElse("application/octet-stream");
            boolean gzip = headers.firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
            byte[] bytes = gzip ? inflate(uri, response.body()) : response.body();
            return new Good(new Body(uri.toString(), mediaType, bytes));
        }
        boolean busy = status == 429 || status == 408 || status >= 500;
        return new Failed("HTTP status " + status, busy, retryAfter(response.headers()), null);
    }

    private byte[] inflate(URI uri, byte[] gzip) throws IOException {
        int most = Math.toIntExact(rules.largestBody());
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = stream.readNBytes(most);
            if (stream.read() >= 0) {
                throw LimitedBody.tooLarge(uri.toString(), most);
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

    private static String describe(URI uri, Throwable failure) {
        if (failure instanceof ConnectException) {
            // Its own message is empty, also when the name is not known.
            return "no connection to " + uri.getHost();
        }
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return message == null ? kind : kind + " " + message;
    }

    private sealed interface Answer {}

    private record Good(Body body) implements Answer {}

    private record Failed(
            String reason,
            boolean worthAnotherTry,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) implements Answer {}
}
