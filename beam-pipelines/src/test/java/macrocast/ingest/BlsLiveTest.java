package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.bls.BlsIngest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Bureau of Labor Statistics is asked: posted questions of so many series and years, with the key inside. */
class BlsLiveTest {
    private static final String LIMIT =
            "{\"status\":\"REQUEST_NOT_PROCESSED\",\"responseTime\":1,\"message\":[\"Request could not"
                    + " be serviced, as the daily threshold for total number of requests allocated to the user has been reached.\"],"
                    + "\"Results\":{}}";

    private final ScriptedServer server = new ScriptedServer();
    private final List<Body> bodies = new ArrayList<>();
    private final BlsIngest bls = new BlsIngest();
    private int posts;

    @AfterEach
    void stop() {
        server.close();
    }

    private static ScriptedServer.Answer good() {
        return ScriptedServer.json(Fixtures.read("bls/answer.json"));
    }

    private static ScriptedServer.Answer limit() {
        return ScriptedServer.json(LIMIT.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> questions() {
        return server.posted().stream().filter(text -> !text.isEmpty()).toList();
    }

    @Test
    void everySeriesIsAskedForInEveryYearAndNoQuestionIsTooLarge() {
        server.answering(request -> good());
        bls.fetch(server.live(), bodies::add);
        assertThat(questions()).hasSameSizeAs(bodies).allMatch(text -> text.split("\"").length < 80);
        for (macrocast.domain.Series series : bls.catalogue().series()) {
            assertThat(questions())
                    .filteredOn(text -> text.contains("\"" + series.key().code() + "\""))
                    .anyMatch(text -> text.contains("\"startyear\":\"199"))
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void theKeyStandsInTheQuestionAndNowhereElse() {
        server.answering(request -> good());
        bls.fetch(server.live().withKey("registrationkey=hunter2"), bodies::add);
        assertThat(questions()).allMatch(text -> text.contains("\"registrationkey\":\"hunter2\""));
        assertThat(server.requests()).noneMatch(request -> request.contains("hunter2") && request.contains("#"));
        assertThat(bodies).extracting(Body::name).noneMatch(name -> name.contains("hunter2"));
    }

    @Test
    void whatTheLimitOfTheDayLeavesOutIsNamed() {
        server.answering(request -> posts++ == 2 ? limit() : good());
        LiveSource live = server.live();
        bls.fetch(live, bodies::add);
        assertThat(bodies).isNotEmpty();
        assertThat(live.unanswered()).singleElement().asString().contains("is not answered any more today");

        server.answering(request -> limit());
        assertThatThrownBy(() -> bls.fetch(server.live(), bodies::add)).isInstanceOf(SourceUnavailableException.class);
    }
}
