package macrocast.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import macrocast.store.AnalystStore;
import macrocast.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET requests from the views of schema {@code api}; what can be asked is in {@code openapi.json} beside this
 * class, which it serves as well.
 *
 * <p>Every answer is JSON that the database wrote. 400 names the parameter that is wrong, 404 the path, series
 * or method that is unknown, 503 says that the database does not answer.
 */
final class ForecastService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastService.class);

    /** Path to the query that answers it; a query takes the parameters of its route, absent ones as null. */
    private static final Map<String, Route> ROUTES = Map.of(
            "/health", new Route("api_health", Set.of(), Set.of()),
            "/v1/series", new Route("api_series", Set.of(), Set.of()),
            "/v1/methods", new Route("api_methods", Set.of(), Set.of()),
            "/v1/forecasts", new Route("api_forecasts", Set.of(), Set.of("series", "method", "as_of")),
            "/v1/observations", new Route("api_observations", Set.of("series"), Set.of("as_of")));

    private final HttpServer server;
    private final ExecutorService threads;

    private ForecastService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Listens on a port of all addresses; 0 takes a free one. */
    static ForecastService start(int port, AnalystStore store) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, store));
            }
        });
        server.start();
        return new ForecastService(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }

    private static Answer answer(HttpExchange exchange, AnalystStore store) {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.error(405, "Only GET is answered, was: " + exchange.getRequestMethod());
        }
        if (path.equals("/openapi.json")) {
            return new Answer(200, resource("openapi.json"));
        }
        Route route = ROUTES.get(path);
        if (route == null) {
            Set<String> paths = new TreeSet<>(ROUTES.keySet());
            paths.add("/openapi.json");
            return Answer.error(404, "No " + path + "; there are " + paths);
        }
        try {
            Map<String, @Nullable String> parameters =
                    route.parameters(exchange.getRequestURI().getRawQuery());
            String body = String.valueOf(value(store, route.query(), parameters));
            if (body.equals("[]")) {
                Map<String, @Nullable String> asked = new HashMap<>();
                asked.put("series", parameters.get("series"));
                asked.put("method", parameters.get("method"));
                String complaint = value(store, "api_unknown", asked);
                if (complaint != null) {
                    return Answer.error(404, complaint);
                }
            }
            return new Answer(200, body);
        } catch (BadRequest e) {
            return Answer.error(400, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.error("{} failed: {}", path, e.getMessage(), e);
            return Answer.error(503, "The database does not answer in time; ask for less, or try again later");
        }
    }

    private static @Nullable String value(AnalystStore store, String query, Map<String, @Nullable String> parameters) {
        return store.named(query, parameters).rows().getFirst().getFirst();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (answer.status() == 405) {
            headers.set("Allow", "GET");
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static String resource(String name) {
        try (InputStream stream = ForecastService.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("No resource macrocast/api/" + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** @param body JSON */
    private record Answer(int status, String body) {
        static Answer error(int status, String message) {
            return new Answer(status, "{\"error\": \"" + escaped(message) + "\"}");
        }

        /** Messages repeat what a request said; whatever is not plain ASCII text is escaped (RFC 8259 section 7). */
        private static String escaped(String text) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                    escaped.append("\\u").append(String.format("%04x", (int) c));
                } else {
                    escaped.append(c);
                }
            }
            return escaped.toString();
        }
    }

    /**
     * @param query a statement of {@code sql/queries} with one value, the body
     * @param required parameters that a request has to give
     * @param optional those that it may give
     */
    private record Route(String query, Set<String> required, Set<String> optional) {
        Map<String, @Nullable String> parameters(@Nullable String rawQuery) {
            Set<String> known = new TreeSet<>(required);
            known.addAll(optional);
            Map<String, String> given = new HashMap<>();
            for (String pair : rawQuery == null || rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!known.contains(name)) {
                    throw new BadRequest("Unknown parameter " + name + "; there are " + known);
                }
                if (given.put(name, decoded(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                    throw new BadRequest("Parameter " + name + " is given twice");
                }
            }
            Map<String, @Nullable String> parameters = new TreeMap<>();
            for (String name : known) {
                String value = given.get(name);
                if (required.contains(name) && (value == null || value.isEmpty())) {
                    throw new BadRequest("Parameter " + name + " is missing");
                }
                parameters.put(name, name.equals("as_of") && value != null ? moment(value) : value);
            }
            return parameters;
        }

        private static String moment(String value) {
            try {
                return Instant.parse(value).toString();
            } catch (DateTimeParseException e) {
                throw new BadRequest("Parameter as_of must read like 2025-12-31T00:00:00Z, was: " + value);
            }
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, UTF_8);
            } catch (IllegalArgumentException e) {
                throw new BadRequest("Not a URL-encoded parameter: " + text);
            }
        }
    }

    /** A request that cannot be answered as it stands. */
    private static final class BadRequest extends RuntimeException {
        BadRequest(String message) {
            super(message);
        }
    }
}
