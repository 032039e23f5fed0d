package macrocast.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A provider on this machine that answers as it is told, in the order it is told. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private Function<String, Answer> otherwise = request -> status(501);
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> posted = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedServer() {
        this(null);
    }

    /**
     * @param tls with a certificate for localhost; null speaks plain http
     */
    ScriptedServer(@Nullable SSLContext tls) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(anyPort, 0);
            } else {
                HttpsServer secure = HttpsServer.create(anyPort, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    public synchronized void answers(Answer... more) {
        Collections.addAll(answers, more);
    }

    /** Path and query of what was asked, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** One header of the requests, in order; empty where it was not sent. */
    public List<String> header(String name) {
        return headers.stream()
                .map(sent -> String.valueOf(sent.getOrDefault(name, List.of("")).get(0)))
                .toList();
    }

    /** What was posted, in order. */
    public List<String> posted() {
        return List.copyOf(posted);
    }

    /** The interface of a source that stands here: no pauses, two attempts. */
    public LiveSource live() {
        return LiveSource.at(
                address(),
                HttpFetch.from(new HttpFetch.Rules(
                        Set.of("localhost"),
                        false,
                        Duration.ofSeconds(9),
                        2,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        16 << 20,
                        Duration.ZERO,
                        Duration.ofMinutes(5))));
    }

    public static Answer json(byte[] body) {
        return new Answer(200, Map.of("Content-Type", "application/json"), body, Ending.WHOLE);
    }

    public static Answer gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json(packed.toByteArray()).with("Content-Encoding", "gzip");
    }

    public static Answer status(int status) {
        return new Answer(status, Map.of(), new byte[0], Ending.WHOLE);
    }

    /** Answers every request that the script has no answer for by what it asks. */
    public synchronized void answering(Function<String, Answer> byRequest) {
        otherwise = byRequest;
    }

    private synchronized Answer next(String request) {
        Answer answer = answers.poll();
        return answer == null ? otherwise.apply(request) : answer;
    }

    private void handle(HttpExchange exchange) throws IOException {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        requests.add(exchange.getRequestURI().toString());
        Answer answer = next(exchange.getRequestURI().toString());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean whole = answer.ending() == Ending.WHOLE;
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : whole ? length : length + 100L);
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().flush();
        if (answer.ending() == Ending.STALLED) {
            try {
                closed.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private enum Ending {
        WHOLE,
        CUT,
        STALLED
    }

    /** One answer of the script. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Answer(int status, Map<String, String> headers, byte[] body, Ending ending) {

        public Answer with(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body, ending);
        }

        public Answer body(String text) {
            return new Answer(status, headers, text.getBytes(StandardCharsets.UTF_8), ending);
        }

        /** Promises more bytes than it sends, then hangs up. */
        public Answer cut() {
            return new Answer(status, headers, body, Ending.CUT);
        }

        /** Promises more bytes than it sends, then keeps silent. */
        public Answer stalled() {
            return new Answer(status, headers, body, Ending.STALLED);
        }
    }
}
