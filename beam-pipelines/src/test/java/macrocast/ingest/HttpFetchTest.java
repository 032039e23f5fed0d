package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetchTest {
    private static final byte[] BODY = "[1]".getBytes(StandardCharsets.UTF_8);

    private final ScriptedServer server = new ScriptedServer();
    private final List<Duration> pauses = new ArrayList<>();
    private long nanoTime;

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpFetch fetch() {
        return fetch(rules(Duration.ZERO, Duration.ofHours(1)));
    }

    private HttpFetch fetch(HttpFetch.Rules rules) {
        return HttpFetch.from(rules, new HttpFetch.Machine(this::pause, () -> nanoTime, InetAddress::getAllByName));
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        nanoTime += duration.toNanos();
    }

    private static HttpFetch.Rules rules(Duration pace, Duration deadline) {
        return new HttpFetch.Rules(
                Set.of("localhost"),
                false,
                Duration.ofSeconds(2),
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                1_000,
                pace,
                deadline);
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
    void aRedirectIsFollowedWhereItWouldHaveBeenAskedAnyway() {
        server.answers(ScriptedServer.status(302).with("Location", "/moved"), ScriptedServer.json(BODY));
        Body body = fetch().get(server.address() + "/data");
        assertThat(body.bytes()).isEqualTo(BODY);
        assertThat(body.name()).isEqualTo(server.address() + "/data");
        assertThat(server.requests()).containsExactly("/data", "/moved");
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() {
        server.answers(ScriptedServer.status(302).with("Location", "http://169.254.169.254/latest/meta-data"));
        assertUnavailable("HTTP status 302 leads to http://169.254.169.254, which is not asked");
    }

    @Test
    void redirectsThatGoRoundInCirclesEnd() {
        for (int i = 0; i < 6; i++) {
            server.answers(ScriptedServer.status(301).with("Location", "/data"));
        }
        assertUnavailable("is redirected more than 5 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:10.0.0.1"
            })
    void aNameThatLeadsIntoAPrivateNetworkIsNotAsked(String place) {
        HttpFetch fetch = HttpFetch.from(
                HttpFetch.Rules.of(Set.of("data.example.org")),
                new HttpFetch.Machine(
                        this::pause, () -> nanoTime, host -> new InetAddress[] {InetAddress.getByName(place)}));
        assertThatThrownBy(() -> fetch.get("https://data.example.org/v2"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("an address of a private network, which is not asked");
    }

    /** The first name is public, as far as the resolver knows; without the second look its redirect would be followed. */
    @Test
    void aRedirectIntoAPrivateNetworkIsNotFollowedThoughItsHostIsListed(@TempDir Path folder) throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext tls = tls(folder.resolve("server.p12"));
        SSLContext.setDefault(tls);
        try (ScriptedServer secure = new ScriptedServer(tls)) {
            HttpFetch fetch = HttpFetch.from(
                    HttpFetch.Rules.of(Set.of("localhost", "127.0.0.1")),
                    new HttpFetch.Machine(
                            this::pause,
                            () -> nanoTime,
                            // 192.0.2.1 stands in documents alone (RFC 5737), and is public.
                            host -> InetAddress.getAllByName(host.equals("localhost") ? "192.0.2.1" : host)));
            secure.answers(ScriptedServer.json(BODY));
            assertThat(fetch.get(secure.address() + "/data").bytes()).isEqualTo(BODY);
            String inside = secure.address().replace("localhost", "127.0.0.1") + "/inside";
            secure.answers(ScriptedServer.status(302).with("Location", inside), ScriptedServer.json(BODY));
            assertThatThrownBy(() -> fetch.get(secure.address() + "/data"))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining(
                            "127.0.0.1 stands at 127.0.0.1, an address of a private network, which is not asked");
            assertThat(secure.requests()).containsExactly("/data", "/data");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    /** A certificate of this minute for this machine, and trust in it and in no other. */
    private static SSLContext tls(Path file) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    @Test
    void requestsKeepTheirPace() {
        HttpFetch fetch = fetch(rules(Duration.ofSeconds(2), Duration.ofHours(1)));
        for (int i = 0; i < 3; i++) {
            server.answers(ScriptedServer.json(BODY));
            fetch.get(server.address() + "/data");
        }
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void allRequestsTogetherHaveADeadline() {
        HttpFetch fetch = fetch(rules(Duration.ofSeconds(2), Duration.ofSeconds(3)));
        server.answers(ScriptedServer.json(BODY), ScriptedServer.json(BODY));
        fetch.get(server.address() + "/1");
        fetch.get(server.address() + "/2");
        assertThatThrownBy(() -> fetch.get(server.address() + "/3"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage(server.address() + "/3 was not read: all requests together may take 3 s");
    }

    @Test
    void whatIsSecretIsSentAndShownToNobody() {
        server.answers(ScriptedServer.status(400).body("no key hunter2 is known"));
        HttpFetch.Request request = new HttpFetch.Request(
                server.address() + "/data?a=b", "&api_key=hunter2", Optional.empty(), Map.of(), Set.of());
        assertThatThrownBy(() -> fetch().ask(request))
                .hasMessageContaining("/data?a=b gave no data in 1 attempt: HTTP status 400: no key ... is known")
                .hasMessageNotContaining("hunter2");
        assertThat(server.requests()).containsExactly("/data?a=b&api_key=hunter2");
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
