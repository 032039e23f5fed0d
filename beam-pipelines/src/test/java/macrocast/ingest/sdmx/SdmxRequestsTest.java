package macrocast.ingest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.Body;
import macrocast.ingest.LiveSource;
import macrocast.ingest.Main;
import macrocast.ingest.ScriptedServer;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.SourceUnavailableException;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agencies are asked, and what they answer beside data. */
class SdmxRequestsTest {
    private static final String QUEUED = envelope("<id>0a1b2c3d-4e5f</id><status>SUBMITTED</status>");

    private final ScriptedServer server = new ScriptedServer();
    private final List<Body> bodies = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String envelope(String words) {
        return "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><env:Header/><env:Body><x>"
                + words + "</x></env:Body></env:Envelope>";
    }

    private static ScriptedServer.Answer text(String body) {
        return ScriptedServer.json(body.getBytes(StandardCharsets.UTF_8));
    }

    private void fetch(String source) {
        SourceIngest ingest = Main.source(source).orElseThrow();
        ingest.fetch(server.live(), bodies::add);
    }

    private void answersNothing(int times) {
        for (int i = 0; i < times; i++) {
            server.answers(ScriptedServer.status(404));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecb | /service/data/EXR/D.AUD+BGN+",
                "eurostat | /eurostat/api/dissemination/sdmx/2.1/data/NAMQ_10_GDP/Q.CLV20_MEUR.SCA.B1GQ.AT+BE+",
                "bis | /api/v1/data/WS_CBPOL/M.AR+AU+",
                "oecd | /public/rest/data/OECD.CTP.TPS,DSD_REF_GLOBAL@DF_REFSERIES_GLOBAL,1.1/ARG+",
                "bundesbank | /rest/data/BBSIS/D.I.ZAR.ZI.EUR.S1311.B.A604.R01XX+R02XX+",
                "insee | /series/sdmx/data/SERIES_BDM/001565530+001688527+011794860",
                "imf | /external/sdmx/3.0/data/dataflow/IMF.APD/APDREO/+/",
            })
    void anAgencyIsAskedForItsSeriesInFewQuestionsAndMayHaveNothing(String source, String firstQuestion) {
        answersNothing(100);
        fetch(source);
        assertThat(bodies).isEmpty();
        assertThat(server.requests().get(0)).startsWith(firstQuestion);
        // Of the OECD 60 downloads an hour are allowed, and it is asked once a minute.
        assertThat(server.requests()).hasSizeLessThan(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecb | EXR.M.USD.EUR.SP00.A | /service/data/EXR/M.USD.EUR.SP00.A?format=csvdata",
                "insee | BDM.001688527 | /series/sdmx/data/SERIES_BDM/001688527",
                "oecd | CLI.DEU.M.LI.IX._Z.AA.IX._Z.H | /public/rest/data/",
            })
    void whoWantsOneSeriesAsksForItAlone(String source, String code, String question) {
        answersNothing(100);
        Main.source(source).orElseThrow().fetchSeries(code, server.live(), bodies::add);
        assertThat(server.requests()).singleElement().asString().startsWith(question);
    }

    @Test
    void anAnswerThatIsTooLargeIsAskedForInHalves() {
        server.answers(ScriptedServer.status(413), text("first half\n"), text("second half\n"));
        answersNothing(1);
        fetch("insee");
        assertThat(server.requests())
                .containsExactly(
                        "/series/sdmx/data/SERIES_BDM/001565530+001688527+011794860",
                        "/series/sdmx/data/SERIES_BDM/001565530",
                        "/series/sdmx/data/SERIES_BDM/001688527+011794860");
        assertThat(bodies).hasSize(2);
    }

    @Test
    void oneSeriesThatIsTooLargeEndsTheFetch() {
        server.answers(ScriptedServer.status(413), ScriptedServer.status(413));
        assertThatThrownBy(() -> fetch("insee"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("/series/sdmx/data/SERIES_BDM/001565530: is too large");
    }

    @Test
    void quirk7AnAnswerThatIsPreparedIsFetchedWhenItIsThere() {
        server.answers(
                text(QUEUED),
                text(envelope("<status>PROCESSING</status>")),
                text(envelope("<status>AVAILABLE</status>")),
                text("data\n"));
        answersNothing(20);
        fetch("eurostat");
        assertThat(bodies).hasSize(1);
        assertThat(new String(bodies.get(0).bytes(), StandardCharsets.UTF_8)).isEqualTo("data\n");
        assertThat(bodies.get(0).name()).contains("/data/NAMQ_10_GDP/");
        assertThat(server.requests().subList(1, 4))
                .containsExactly(
                        "/eurostat/api/dissemination/1.0/async/status/0a1b2c3d-4e5f",
                        "/eurostat/api/dissemination/1.0/async/status/0a1b2c3d-4e5f",
                        "/eurostat/api/dissemination/1.0/async/data/0a1b2c3d-4e5f");
    }

    @Test
    void anAnswerThatIsNeverReadyOrNoLongerThereSaysSo() {
        server.answers(text(QUEUED));
        for (int i = 0; i < 200; i++) {
            server.answers(text(envelope("<status>PROCESSING</status>")));
        }
        server.answering(request -> ScriptedServer.status(404));
        LiveSource live = server.live();
        Main.source("eurostat").orElseThrow().fetch(live, bodies::add);
        assertThat(live.unanswered())
                .singleElement()
                .asString()
                .endsWith("is queued as 0a1b2c3d-4e5f and still PROCESSING");
        server.answers(text(QUEUED), text(envelope("<status>EXPIRED</status>")));
        assertThatThrownBy(() -> fetch("eurostat"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageEndingWith("was queued as 0a1b2c3d-4e5f and is EXPIRED");
    }

    @Test
    void aQuestionWithoutAnswerKeepsNoOtherFromBeingAsked() {
        server.answering(request -> request.contains("/FM/") ? ScriptedServer.status(503) : text("data\n"));
        LiveSource live = server.live();
        Main.source("ecb").orElseThrow().fetch(live, bodies::add);
        assertThat(bodies)
                .extracting(Body::name)
                .anyMatch(name -> name.contains("/EXR/"))
                .anyMatch(name -> name.contains("/BSI/"))
                .noneMatch(name -> name.contains("/FM/"));
        assertThat(live.unanswered()).isNotEmpty().allMatch(why -> why.contains("/FM/"));
    }

    @Test
    void aServerThatIsDownIsUnavailable() {
        server.answers(ScriptedServer.status(503), ScriptedServer.status(503));
        assertThatThrownBy(() -> fetch("bis")).isInstanceOf(SourceUnavailableException.class);
        assertThat(bodies).isEmpty();
    }
}
