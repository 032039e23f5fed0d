package macrocast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import macrocast.store.AnalystStore;
import macrocast.store.Database;
import macrocast.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForecastServiceIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static TestDatabase database;
    private static ForecastService service;

    // One series: 2025-Q1 was 100 in April and revised to 101 in July; the Bank then said 102 for 2025-Q3.
    @BeforeAll
    static void startService() throws IOException {
        database = TestDatabase.create();
        database.execute("""
                insert into macrocast.source (code, title, licence, homepage) values ('boe', 'Bank', 'OGL', 'bank');
                insert into macrocast.series (source_id, code, frequency, title, unit, measure, transform, is_target)
                select source_id, 'gdpkp', 'QUARTERLY', 'UK GDP', 'GBP million', 'level', 'log', true
                from macrocast.source;
                insert into macrocast.load (
                    load_key, source_id, parser_version, known_quality, known_precision
                )
                select '00000000-0000-5000-8000-000000000001', source_id, '1', 'native', 'day' from macrocast.source;
                update macrocast.load set status = 'publishing', load_id = 1, rows_read = 3, rows_written = 3,
                    rows_unchanged = 0, rows_quarantined = 0, rows_skipped = 0, rows_restored = 0;
                insert into macrocast.observation (series_id, period_start, known_at, value, load_id)
                select series_id, '2025-01-01', known_at, value, 1
                from macrocast.series
                cross join (
                    values (timestamptz '2025-04-30Z', 100.0), ('2025-07-31Z', 101.0)
                ) as said (known_at, value);
                insert into macrocast.forecast_run (
                    run_id, kind, load_id, settings, code_version, image_digest
                )
                select load_key, 'other', load_id, '{}', '1', '' from macrocast.load;
                insert into macrocast.forecast (
                    series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean
                )
                select series.series_id, 'boe-mpr', 'level', '2025-07-01', 1, '2025-07-31Z', load.load_key,
                    '2025-01-01', 102
                from macrocast.series cross join macrocast.load;
                update macrocast.forecast_run set published_at = now(), rows_published = 1;
                update macrocast.load set status = 'published', published_at = now();
                """);
        service = ForecastService.start(0, new AnalystStore(database.as("analyst")));
    }

    @AfterAll
    static void stopService() {
        service.close();
        database.close();
    }

    @Test
    void saysThatItIsHealthy() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\" : \"ok\", \"last_night\" : null}");
    }

    @Test
    void answersObservationsAsTheyWereKnown() throws Exception {
        assertThat(get("/v1/observations?series=boe/gdpkp").body()).contains("\"value\":101");
        assertThat(get("/v1/observations?series=boe%2Fgdpkp&as_of=2025-05-01T00:00:00Z")
                        .body())
                .contains("\"value\":100")
                .doesNotContain("101");
    }

    @Test
    void answersForecastsBySeriesMethodAndMoment() throws Exception {
        assertThat(get("/v1/forecasts?series=boe/gdpkp&method=boe-mpr").body())
                .contains("\"target\":\"2025-Q3\"", "\"mean\":102");
        assertThat(get("/v1/forecasts?as_of=2025-07-01T00:00:00Z").body()).isEqualTo("[]");
        assertThat(get("/v1/series").body()).contains("\"series_key\":\"boe/gdpkp\"");
    }

    @Test
    void namesWhatIsWrongWithARequest() throws Exception {
        assertThat(get("/v1/observations").body()).isEqualTo("{\"error\": \"Parameter series is missing\"}");
        assertThat(get("/v1/observations?series=a&as_of=noon").statusCode()).isEqualTo(400);
        assertThat(get("/v1/forecasts?serie=a").body()).contains("Unknown parameter serie", "[as_of, method, series]");
        HttpResponse<String> wrongPath = get("/v2/series");
        assertThat(wrongPath.statusCode()).isEqualTo(404);
        assertThat(wrongPath.body()).contains("/v1/series", "/openapi.json");
        HttpResponse<String> post = CLIENT.send(
                HttpRequest.newBuilder(uri("/v1/series"))
                        .POST(BodyPublishers.ofString("[]"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsUnknownIsNotTakenForEmpty() throws Exception {
        HttpResponse<String> noSeries = get("/v1/observations?series=boe/gpd");
        assertThat(noSeries.statusCode()).isEqualTo(404);
        assertThat(noSeries.body()).isEqualTo("{\"error\": \"No series boe/gpd; /v1/series lists them\"}");
        assertThat(get("/v1/forecasts?method=thta").body())
                .isEqualTo("{\"error\": \"No method thta; /v1/methods lists them\"}");
        assertThat(get("/v1/methods").body()).contains("\"method\":\"theta\"", "\"method\":\"boe-mpr\"");
        HttpResponse<String> nothingYet = get("/v1/forecasts?series=boe/gdpkp&method=theta");
        assertThat(nothingYet.statusCode()).isEqualTo(200);
        assertThat(nothingYet.body()).isEqualTo("[]");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIs503() throws Exception {
        Database nobody = new Database("jdbc:postgresql://127.0.0.1:1/macrocast", "analyst", "secret");
        try (ForecastService alone = ForecastService.start(0, new AnalystStore(nobody))) {
            URI uri = URI.create("http://localhost:" + alone.port() + "/v1/series");
            HttpResponse<String> answer =
                    CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void describesItself() throws Exception {
        assertThat(get("/openapi.json").body())
                .contains("\"/health\"", "\"/v1/methods\"", "\"/v1/forecasts\"", "\"/v1/observations\"");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + service.port() + path);
    }
}
