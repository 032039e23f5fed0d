package macrocast.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Cloud Storage of one bucket in memory, speaking the parts of the JSON API (v1) over real HTTP that a
 * create-only store needs: simple, multipart and resumable uploads, metadata, download, generation
 * preconditions and checksums.
 *
 * <p>Status codes and error bodies follow the Cloud Storage documentation, "Request preconditions" and "HTTP
 * status and error codes for JSON": 412 {@code conditionNotMet}, 404 {@code notFound}, 400 {@code invalid} for a
 * checksum that does not fit what arrived.
 */
final class FakeGcs implements AutoCloseable {
    private static final Pattern UPLOAD = Pattern.compile("/upload/storage/v1/b/([^/]+)/o");
    private static final Pattern OBJECT = Pattern.compile("(?:/download)?/storage/v1/b/([^/]+)/o/([^/]+)");
    private static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("ArrayRecordComponent") // never changed, and gone with the test
    private record Stored(byte[] content, long generation) {}

    private record Session(JsonNode metadata, Map<String, String> query) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, String type, byte[] body, Map<String, String> headers) {}

    private final String bucket;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, Stored> objects = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private long lastGeneration = 1_700_000_000_000_000L;
    private int failures;
    private int failureStatus;
    private boolean loseNextAnswer;

    FakeGcs(String bucket) throws IOException {
        this.bucket = bucket;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next requests are answered with this status and nothing else happens. */
    synchronized void failNext(int count, int status) {
        failures = count;
        failureStatus = status;
    }

    /** The next upload is stored, but its sender is told 503, as when a connection breaks after the commit. */
    synchronized void loseNextAnswer() {
        loseNextAnswer = true;
    }

    synchronized void clear() {
        objects.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            Answer answer = answer(exchange, body);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        if (failures > 0) {
            failures--;
            return error(failureStatus, "backendError", "told to fail");
        }
        String method = exchange.getRequestMethod();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String path = exchange.getRequestURI().getRawPath();
        Matcher upload = UPLOAD.matcher(path);
        if (upload.matches()) {
            return upload.group(1).equals(bucket)
                    ? upload(exchange, method, query, body)
                    : error(404, "notFound", "The specified bucket does not exist.");
        }
        Matcher object = OBJECT.matcher(path);
        if (object.matches() && method.equals("GET")) {
            return read(object.group(1), URLDecoder.decode(object.group(2), UTF_8), query);
        }
        return error(404, "notFound", method + " " + path);
    }

    private Answer read(String bucketName, String name, Map<String, String> query) throws IOException {
        Stored stored = bucketName.equals(bucket) ? objects.get(name) : null;
        if (stored == null) {
            return error(404, "notFound", "No such object: " + bucketName + "/" + name);
        }
        if ("media".equals(query.get("alt"))) {
            return new Answer(
                    200,
                    "application/octet-stream",
                    stored.content(),
                    Map.of(
                            "x-goog-generation",
                            Long.toString(stored.generation()),
                            "x-goog-hash",
                            "crc32c=" + crc32c(stored.content()) + ",md5=" + md5(stored.content())));
        }
        return json(resource(name, stored));
    }

    private Answer upload(HttpExchange exchange, String method, Map<String, String> query, byte[] body)
            throws IOException {
        if (method.equals("PUT")) {
            Session session = sessions.get(query.get("upload_id"));
            if (session == null) {
                return error(404, "notFound", "No such upload");
            }
            return create(session.metadata(), session.query(), body);
        }
        return switch (query.getOrDefault("uploadType", "")) {
            case "media" -> create(JSON.createObjectNode(), query, body);
            case "multipart" -> {
                byte[][] parts =
                        parts(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), body);
                yield create(JSON.readTree(parts[0]), query, parts[1]);
            }
            case "resumable" -> {
                String id = "upload-" + sessions.size();
                sessions.put(id, new Session(JSON.readTree(body.length == 0 ? "{}".getBytes(UTF_8) : body), query));
                yield new Answer(
                        200,
                        "application/json",
                        new byte[0],
                        Map.of(
                                "Location",
                                address() + "/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&upload_id="
                                        + id));
            }
            default -> error(400, "invalid", "uploadType must be media, multipart or resumable");
        };
    }

    private Answer create(JsonNode metadata, Map<String, String> query, byte[] content) throws IOException {
        String name = query.getOrDefault("name", metadata.path("name").asText());
        if (name.isEmpty()) {
            return error(400, "required", "Required parameter: name");
        }
        if (differs(metadata.get("crc32c"), crc32c(content)) || differs(metadata.get("md5Hash"), md5(content))) {
            return error(400, "invalid", "Provided hash does not match calculated hash of the content");
        }
        String wanted = query.get("ifGenerationMatch");
        Stored before = objects.get(name);
        if (wanted != null && Long.parseLong(wanted) != (before == null ? 0 : before.generation())) {
            return error(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
        }
        Stored stored = new Stored(content, ++lastGeneration);
        objects.put(name, stored);
        if (loseNextAnswer) {
            loseNextAnswer = false;
            return error(503, "backendError", "stored, but you will not hear of it");
        }
        return json(resource(name, stored));
    }

    private static boolean differs(@Nullable JsonNode claimed, String actual) {
        return claimed != null && !claimed.asText().equals(actual);
    }

    private Map<String, Object> resource(String name, Stored stored) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", "storage#object");
        resource.put("id", bucket + "/" + name + "/" + stored.generation());
        resource.put("bucket", bucket);
        resource.put("name", name);
        resource.put("generation", Long.toString(stored.generation()));
        resource.put("metageneration", "1");
        resource.put("contentType", "application/octet-stream");
        resource.put("size", Integer.toString(stored.content().length));
        resource.put("crc32c", crc32c(stored.content()));
        resource.put("md5Hash", md5(stored.content()));
        return resource;
    }

    private static Answer json(Object body) throws JsonProcessingException {
        return new Answer(200, "application/json; charset=UTF-8", JSON.writeValueAsBytes(body), Map.of());
    }

    private static Answer error(int status, String reason, String message) throws JsonProcessingException {
        Map<String, Object> item = Map.of("domain", "global", "reason", reason, "message", message);
        Map<String, Object> error = Map.of("code", status, "message", message, "errors", new Object[] {item});
        return new Answer(
                status, "application/json; charset=UTF-8", JSON.writeValueAsBytes(Map.of("error", error)), Map.of());
    }

    /** The contents of the two parts of a multipart/related body (RFC 2387): metadata, then media. */
    private static byte[][] parts(String contentType, byte[] body) {
        Matcher boundary = Pattern.compile("boundary=\"?([^\";]+)\"?").matcher(contentType);
        if (!boundary.find()) {
            throw new IllegalArgumentException("No boundary in " + contentType);
        }
        String text = new String(body, ISO_8859_1); // one char per byte
        String separator = "--" + boundary.group(1);
        byte[][] parts = new byte[2][];
        int at = 0;
        for (int i = 0; i < 2; i++) {
            int start = text.indexOf("\r\n\r\n", text.indexOf(separator, at)) + 4;
            at = text.indexOf("\r\n" + separator, start);
            parts[i] = text.substring(start, at).getBytes(ISO_8859_1);
        }
        return parts;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return query;
    }

    static String crc32c(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(value);
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
