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

    private static Body page(String name) {
        return new Body(name, "application/json", Fixtures.read("world_bank/" + name));
    }

    @Test
    void aPageThatIsNotAmongThoseGivenIsNamed() {
        WorldBankIngest source = new WorldBankIngest();
        assertThat(source.lacks(List.of(page("page.json"))))
                .containsExactly("page.json: page 1 of 2 of NY.GDP.MKTP.CD, 2 not given");
        assertThat(source.lacks(List.of(page("last_page.json"))))
                .containsExactly("last_page.json: page 2 of 2 of NY.GDP.MKTP.CD, 1 not given");
        assertThat(source.lacks(List.of(page("page.json"), page("nothing.json"), page("last_page.json"))))
                .isEmpty();
        String dayAfter =
                new String(page("last_page.json").bytes(), StandardCharsets.UTF_8).replace("2024-03-28", "2024-03-29");
        assertThat(source.lacks(List.of(
                        page("page.json"),
                        new Body("later.json", "application/json", dayAfter.getBytes(StandardCharsets.UTF_8)))))
                .as("pages of two days are no answer")
                .hasSize(2);
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
