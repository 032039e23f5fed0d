package macrocast.ingest.boe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.Body;
import macrocast.ingest.ScriptedServer;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Bank's package as the Python package index gives it. */
class BoeLiveTest {
    private final ScriptedServer server = new ScriptedServer();
    private final BoePackage released = new BoePackage(server);
    private final List<Body> bodies = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertUnreadable(String reason) {
        assertThatThrownBy(() -> new BoeIngest().fetch(server.live(), bodies::add))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith(server.address())
                .hasMessageContaining(reason);
        assertThat(bodies).isEmpty();
    }

    @Test
    void theFilesOfTheNewestWheelAreHandedOverAsAPersonWouldUnpackThem() {
        released.answer();
        new BoeIngest().fetch(server.live(), bodies::add);
        assertThat(server.requests()).containsExactly("/pypi/forecast-evaluation/json", BoePackage.WHEEL);
        assertThat(bodies)
                .extracting(Body::name)
                .containsExactly(
                        server.address() + BoePackage.WHEEL + "!/forecast_evaluation/data/files/fer_outturns.parquet",
                        server.address() + BoePackage.WHEEL + "!/forecast_evaluation/data/files/fer_forecasts.parquet");
        assertThat(bodies.get(0).bytes()).isEqualTo(BoePackage.OUTTURNS);
        assertThat(bodies.get(1).bytes()).isEqualTo(BoePackage.FORECASTS);
    }

    @Test
    void aWheelThatIsNotTheOnePromisedIsRefused() {
        released.sha256("0".repeat(64)).answer();
        assertUnreadable("/forecast_evaluation-0.1.13-py3-none-any.whl: has the SHA-256 ");
    }

    @Test
    void aWheelElsewhereIsNotAskedFor() {
        released.host("https://example.org").answer();
        assertUnreadable("/json: names https://example.org/packages/");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aReleaseThatWasWithdrawnOrHasNoWheelIsNamed() {
        released.index(released.index().replace("\"yanked\":false", "\"yanked\":true"))
                .answer();
        assertUnreadable("has no wheel among the urls of its newest release, or it was withdrawn");
        released.index("{\"info\":{},\"urls\":[]}").answer();
        assertUnreadable("has no wheel among the urls");
        released.index("{\"urls\":[{\"packagetype\":\"bdist_wheel\",\"yanked\":false}]}")
                .answer();
        assertUnreadable("a wheel lacks url or digests with sha256");
        released.index("<html>").answer();
        assertUnreadable("is HTML or XML, needed JSON");
    }

    @Test
    void aWheelWithoutTheFilesIsNamed() {
        released.outturnsCalled("forecast_evaluation/data/outturns.parquet").answer();
        assertUnreadable("is a zip archive without forecast_evaluation/data/files/fer_outturns.parquet");
    }
}
