package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class ModelFormatTest {
    private static final Basis BASIS = new Basis(
            "drift", "1", new Period(Frequency.ANNUAL, LocalDate.of(2025, 1, 1)), Transform.LOG, List.of(8.0));
    private static final RandomWalk MODEL = new RandomWalk(BASIS, 2.0, 0.1, 0.01, 0.05);
    private static final String WRITTEN = "{\"format\":1,\"model\":{\"form\":\"random-walk\",\"method\":\"drift\","
            + "\"version\":\"1\",\"frequency\":\"annual\",\"origin\":\"2025-01-01\",\"transform\":\"log\","
            + "\"last_year\":[8.0],\"words\":{},\"numbers\":{\"drift\":[0.1],\"drift_error\":[0.01],\"last\":[2.0],"
            + "\"sigma\":[0.05]},\"members\":[]}}";

    @Test
    void writesSortedNamesAndExactNumbers() {
        assertThat(new String(ModelFormat.write(MODEL), StandardCharsets.UTF_8)).isEqualTo(WRITTEN);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(WRITTEN)).isEqualTo(MODEL);
    }

    @Test
    void hashesAreEqualForEqualParametersOnly() {
        assertThat(ModelFormat.parameterHash(MODEL)).isEqualTo(ModelFormat.parameterHash(read(WRITTEN)));
        assertThat(ModelFormat.parameterHash(MODEL))
                .isNotEqualTo(ModelFormat.parameterHash(new RandomWalk(BASIS, 2.0, 0.1, 0.01, Math.nextUp(0.05))));
    }

    @Test
    void namesAndWordsSurviveQuotes() {
        TreeMap<String, String> words = new TreeMap<>();
        words.put("a \"name\"", "back\\slash, \u00e4 and \"quote\"");
        ModelState state =
                new ModelState(RandomWalk.FORM, BASIS, words, MODEL.state().numbers(), List.of());
        FittedModel wordy = new FittedModel() {
            @Override
            public Basis basis() {
                return BASIS;
            }

            @Override
            public ModelState state() {
                return state;
            }

            @Override
            public Trajectory trajectory(int steps) {
                return MODEL.trajectory(steps);
            }
        };
        // The form knows no words and reads past them, but only if it finds their end.
        assertThat(ModelFormat.read(ModelFormat.write(wordy))).isEqualTo(MODEL);
    }

    @Test
    void saysWhereADocumentIsDamaged() {
        assertThatThrownBy(() -> read(WRITTEN.replace("0.05", "five")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has five]},\"members\":[]} at character 231, needs a number");
        assertThatThrownBy(() -> read(WRITTEN.substring(0, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has ,\" at character 58, needs ,\"version\":");
        assertThatThrownBy(() -> read(WRITTEN + " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs its end");
    }

    @Test
    void refusesAFormatOrFormOfTheFuture() {
        assertThatThrownBy(() -> read(WRITTEN.replace("\"format\":1", "\"format\":2")))
                .hasMessage("Model file has format 2.0, this release reads 1 to 1");
        assertThatThrownBy(() -> read(WRITTEN.replace("random-walk", "oracle")))
                .hasMessage("Model of drift has the form oracle, this release does not read it");
    }

    @Test
    void everyCutGivesARefusalAndNeverAnotherError() {
        for (int length = 0; length < WRITTEN.length(); length++) {
            String cut = WRITTEN.substring(0, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goldenModelsForecastAsTheyDid() throws IOException {
        for (Method method : Methods.every().all()) {
            List<TrainingSet> examples = MethodContract.examples();
            for (int example : new int[] {0, 6}) {
                TrainingSet data = examples.get(example);
                GoldenModels.check(
                        method.name() + "-" + data.origin().frequency() + "-" + data.transform(),
                        MethodContract.trained(method, data));
            }
        }
    }

    @Test
    void aGoldenModelWithASeasonOfRatiosForecastsAsItDid() throws IOException {
        Basis basis = new Basis(
                "ets",
                "1",
                new Period(Frequency.QUARTERLY, LocalDate.of(2025, 10, 1)),
                Transform.NONE,
                List.of(90., 100., 110., 100.));
        GoldenModels.check(
                "ets-M,Ad,M",
                new ExponentialSmoothing(
                        basis,
                        SmoothingForm.of("M,Ad,M"),
                        0.3,
                        0.1,
                        0.2,
                        0.9,
                        101,
                        1.5,
                        List.of(.9, 1., 1.1, 1.),
                        0.02));
    }

    private static FittedModel read(String text) {
        return ModelFormat.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
