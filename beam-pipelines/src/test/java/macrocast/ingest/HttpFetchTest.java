package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFetchTest {
    private static final byte[] BODY = "[1]".getBytes(StandardCharsets.UTF_8);

    private final ScriptedServer server = new ScriptedServer();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpFetch fetch() {
        return HttpFetch.from(
                new HttpFetch.Rules(
                        Set.of("localhost"),
                        false,
                        Duration.ofSeconds(2),
                        3,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(60),
                        1_000),
                pauses::add);
    }

    private void assertUnavailable(String reason) {
        assertThatThrownBy(() -> fetch().get(server.address() + "/data"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageStartingWith(server.address() + "/data ")
                .hasMessageContaining(reason);
    }

    @Test
    void aBodyComesWithItsAddressAndType() {
        server.answers(ScriptedServer.json(BODY));
        Body body = fetch().get(server.address() + "/data");
        assertThat(body.bytes()).isEqualTo(BODY);
        assertThat(body.name()).isEqualTo(server.address() + "/data");
        assertThat(body.mediaType()).isEqualTo("application/json");
    }

    @Test
    void gzipIsInflated() {
        server.answers(ScriptedServer.gzip(BODY));
        assertThat(fetch().get(server.address() + "/data").bytes()).isEqualTo(BODY);
    }

    @Test
    void aBusyServerIsGivenTheTimeThatItAsksFor() {
        server.answers(
                ScriptedServer.status(429).with("Retry-After", "7"),
                ScriptedServer.status(503),
                ScriptedServer.json(BODY));
        assertThat(fetch().get(server.address() + "/data").bytes()).isEqualTo(BODY);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(200));
    }

    @Test
    void aMomentToComeBackAtIsMeasuredFromTheAnswersOwnDate() {
        ZonedDateTime inHalfAMinute = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30);
        String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(inHalfAMinute);
        server.answers(ScriptedServer.status(503).with("Retry-After", header), ScriptedServer.json(BODY));
        fetch().get(server.address() + "/data");
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void whoAsksForTooMuchPatienceIsUnavailable() {
        server.answers(ScriptedServer.status(429).with("Retry-After", "3600"));
        assertUnavailable("asks to come back in 3600 s, at most 60 s are waited");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whoStaysBusyIsUnavailable() {
        server.answers(ScriptedServer.status(500), ScriptedServer.status(502), ScriptedServer.status(503));
        assertUnavailable("gave no data in 3 attempts: HTTP status 503");
    }

    @Test
    void whatWillNotChangeIsNotAskedAgain() {
        server.answers(ScriptedServer.status(404));
        assertUnavailable("gave no data in 1 attempt: HTTP status 404");
    }

    @Test
    void redirectsAreNotFollowed() {
        server.answers(ScriptedServer.status(302).with("Location", "http://169.254.169.254/latest/meta-data"));
        assertUnavailable("HTTP status 302");
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        server.answers(ScriptedServer.json(BODY).cut(), ScriptedServer.json(BODY));
        assertThat(fetch().get(server.address() + "/data").bytes()).isEqualTo(BODY);
    }

    @Test
    void anAnswerThatStallsRunsIntoTheDeadline() {
        server.answers(
                ScriptedServer.json(BODY).stalled(),
                ScriptedServer.json(BODY).stalled(),
                ScriptedServer.json(BODY).stalled());
        assertUnavailable("no whole answer within 2000 ms");
    }

    @Test
    void bodiesAndGzipBombsAreLimited() {
        byte[] zeros = new byte[2_000];
        for (ScriptedServer.Answer answer : List.of(ScriptedServer.json(zeros), ScriptedServer.gzip(zeros))) {
            server.answers(answer);
            assertThatThrownBy(() -> fetch().get(server.address() + "/data"))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageContaining("sent more than 1000 bytes");
        }
    }

    @Test
    void nobodyAtTheAddressIsAnUnavailableSource() {
        server.close();
        assertUnavailable("gave no data in 3 attempts: no connection to localhost");
    }

    @Test
    void onlyListedHostsAndOnlyHttpsAreAsked() {
        HttpFetch fetch = HttpFetch.from(HttpFetch.Rules.of(Set.of("api.worldbank.org")));
        for (String address : List.of(
                "http://api.worldbank.org/v2",
                "https://api.worldbank.org.example.org/v2",
                "https://127.0.0.1/v2",
                "file:///etc/passwd")) {
            assertThatThrownBy(() -> fetch.get(address)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
