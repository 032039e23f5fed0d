package macrocast.ingest.worldbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ScriptedServer;
import macrocast.ingest.SourceUnavailableException;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldBankIngestTest {
    private final ScriptedServer server = new ScriptedServer();
    private final List<Body> bodies = new ArrayList<>();
    private final int indicators = Catalogue.of("world_bank").indicators().size();

    @AfterEach
    void stop() {
        server.close();
    }

    private void fetch() {
        new WorldBankIngest().fetch(server.live(), bodies::add);
    }

    private static ScriptedServer.Answer fixture(String name) {
        return ScriptedServer.json(Fixtures.read("world_bank/" + name));
    }

    @Test
    void everyPageOfEveryIndicatorIsAskedForOnce() {
        server.answers(fixture("page.json"), fixture("last_page.json"));
        for (int i = 1; i < indicators; i++) {
            server.answers(fixture("nothing.json"));
        }
        fetch();
        assertThat(bodies).hasSize(indicators + 1);
        assertThat(server.requests().subList(0, 3))
                .containsExactly(
                        "/v2/country/all/indicator/NY.GDP.MKTP.CD?format=json&per_page=20000&page=1",
                        "/v2/country/all/indicator/NY.GDP.MKTP.CD?format=json&per_page=20000&page=2",
                        "/v2/country/all/indicator/NY.GDP.MKTP.KD?format=json&per_page=20000&page=1");
    }

    @Test
    void anErrorOrHtmlSentAsSuccessEndsTheFetchWithItsAddress() {
        for (ScriptedServer.Answer answer : List.of(
                fixture("error.json"),
                ScriptedServer.json("<html>maintenance</html>".getBytes(StandardCharsets.UTF_8)))) {
            server.answers(answer);
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith(server.address() + "/v2/country/all/indicator/NY.GDP.MKTP.CD");
        }
    }

    @Test
    void aServerThatSendsAnotherPageThanAskedForIsNotBelieved() {
        server.answers(fixture("page.json"), fixture("page.json"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageEndingWith("page=2: says that it is page 1 of 2, needed page 2 of at most 100");
    }

    @Test
    void aServerThatStaysBusyIsUnavailable() {
        server.answers(ScriptedServer.status(503), ScriptedServer.status(503));
        assertThatThrownBy(this::fetch).isInstanceOf(SourceUnavailableException.class);
        assertThat(bodies).isEmpty();
    }
}
