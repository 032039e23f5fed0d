package macrocast.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fake is held to Cloud Storage's documentation by plain HTTP, so that tests against it prove something. */
class FakeGcsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private FakeGcs gcs;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        gcs = new FakeGcs("bucket");
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.close();
        gcs.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(gcs.address() + path));
    }

    private HttpResponse<String> simple(String query, String content) throws Exception {
        return send(at("/upload/storage/v1/b/bucket/o?uploadType=media&name=a%2Fb" + query)
                .POST(BodyPublishers.ofString(content)));
    }

    private HttpResponse<String> multipart(String query, String metadata, String content) throws Exception {
        String body = "--xyz\r\nContent-Type: application/json\r\n\r\n" + metadata
                + "\r\n--xyz\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--xyz--\r\n";
        return send(at("/upload/storage/v1/b/bucket/o?uploadType=multipart" + query)
                .header("Content-Type", "multipart/related; boundary=xyz")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> resumable(String query, String content) throws Exception {
        HttpResponse<String> session = send(at("/upload/storage/v1/b/bucket/o?uploadType=resumable&name=a%2Fb" + query)
                .POST(BodyPublishers.ofString("{}")));
        assertThat(session.statusCode()).isEqualTo(200);
        URI location = URI.create(session.headers().firstValue("Location").orElseThrow());
        return send(HttpRequest.newBuilder(location).PUT(BodyPublishers.ofString(content)));
    }

    private String download() throws Exception {
        return send(at("/storage/v1/b/bucket/o/a%2Fb?alt=media")).body();
    }

    private static void assertConditionNotMet(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(412);
        JsonNode error = JSON.readTree(response.body()).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(412);
        assertThat(error.path("errors").path(0).path("reason").asText()).isEqualTo("conditionNotMet");
    }

    @Test
    void generationZeroMeansCreateOnlyForEveryKindOfUpload() throws Exception {
        assertThat(simple("&ifGenerationMatch=0", "one").statusCode()).isEqualTo(200);

        assertConditionNotMet(simple("&ifGenerationMatch=0", "two"));
        assertConditionNotMet(multipart("&ifGenerationMatch=0", "{\"name\":\"a/b\"}", "two"));
        assertConditionNotMet(resumable("&ifGenerationMatch=0", "two"));
        assertThat(download()).isEqualTo("one");
    }

    @Test
    void everyKindOfUploadCreates() throws Exception {
        assertThat(multipart("&ifGenerationMatch=0", "{\"name\":\"a/b\"}", "multi")
                        .statusCode())
                .isEqualTo(200);
        assertThat(download()).isEqualTo("multi");
        gcs.clear();
        assertThat(resumable("&ifGenerationMatch=0", "resumed").statusCode()).isEqualTo(200);
        assertThat(download()).isEqualTo("resumed");
    }

    @Test
    void aGenerationMatchesOnlyItself() throws Exception {
        String generation =
                JSON.readTree(simple("", "one").body()).path("generation").asText();
        assertConditionNotMet(simple("&ifGenerationMatch=1", "two"));
        assertThat(simple("&ifGenerationMatch=" + generation, "two").statusCode())
                .isEqualTo(200);
        assertConditionNotMet(simple("&ifGenerationMatch=" + generation, "three"));
        assertThat(download()).isEqualTo("two");
    }

    @Test
    void withoutAPreconditionAnUploadReplaces() throws Exception {
        simple("", "one");
        simple("", "two");
        assertThat(download()).isEqualTo("two");
    }

    @Test
    void aChecksumThatDoesNotFitIsRefusedAndNothingStored() throws Exception {
        String wrong = "{\"name\":\"a/b\",\"crc32c\":\"" + FakeGcs.crc32c("other".getBytes(UTF_8)) + "\"}";
        assertThat(multipart("", wrong, "one").statusCode()).isEqualTo(400);
        assertThat(send(at("/storage/v1/b/bucket/o/a%2Fb")).statusCode()).isEqualTo(404);
    }

    @Test
    void metadataTellsSizeAndChecksum() throws Exception {
        // CRC32C of "123456789" is e3069283 (RFC 3720, appendix B.4, and the CRC catalogue's check value).
        simple("", "123456789");
        JsonNode resource =
                JSON.readTree(send(at("/storage/v1/b/bucket/o/a%2Fb")).body());
        assertThat(resource.path("size").asText()).isEqualTo("9");
        assertThat(resource.path("crc32c").asText()).isEqualTo("4waSgw==");
    }

    @Test
    void anotherBucketIsNotThere() throws Exception {
        assertThat(send(at("/upload/storage/v1/b/other/o?uploadType=media&name=x")
                                .POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(at("/storage/v1/b/other/o/x?alt=media")).statusCode()).isEqualTo(404);
    }
}
