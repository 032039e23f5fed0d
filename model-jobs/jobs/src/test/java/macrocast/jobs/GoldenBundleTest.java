package macrocast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import macrocast.domain.Period;
import macrocast.domain.Vintage;
import macrocast.models.FittedModel;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.ModelFormat;
import macrocast.models.Training.Trained;
import macrocast.models.TrainingSet;
import macrocast.registry.Bundle;
import macrocast.registry.Manifest;
import org.junit.jupiter.api.Test;

/**
 * The bundle of format 1 in the test resources loads and forecasts the same for ever.
 *
 * <p>A new format adds a file; MACROCAST_ACCEPT (as {@code make accept} sets it) writes the one that is not there and touches no other.
 */
class GoldenBundleTest {
    private static final Path RESOURCES = Path.of("src/test/resources/macrocast/jobs");
    private static final String NAME = "bundle-format-" + Bundle.FORMAT;

    @Test
    void aBundleOfFormatOneLoadsAndForecastsTheSame() throws IOException {
        if (System.getenv("MACROCAST_ACCEPT") != null && !Files.exists(RESOURCES.resolve(NAME + ".zip"))) {
            accept();
        }
        Bundle bundle = Bundle.read(NAME, resource(NAME + ".zip"), text(NAME + ".sha256"));
        assertThat(bundle.manifest().method()).isEqualTo("drift");
        assertThat(bundle.manifest().series()).isEqualTo("test/output");
        assertThat(forecast(ModelFormat.read(bundle.payload()))).isEqualTo(text(NAME + ".forecast"));
    }

    private static byte[] sealed() {
        Vintage vintage = SyntheticVintages.between(Period.parse("2010-Q1"), Period.parse("2010-Q1"))
                .getFirst();
        Method method = Methods.standard().named("drift");
        if (!(method.fit(TrainingSet.of(vintage, SyntheticVintages.OUTPUT.transform()))
                instanceof Trained(FittedModel model))) {
            throw new IllegalStateException("Drift needs no more than twelve years");
        }
        byte[] payload = ModelFormat.write(model);
        return Bundle.write(
                new Manifest(
                        Bundle.FORMAT,
                        method.name(),
                        method.settings(),
                        vintage.series().toString(),
                        model.origin().start().toString(),
                        vintage.knownAt(),
                        vintage.sha256(),
                        "log",
                        0,
                        "golden",
                        "",
                        ModelFormat.parameterHash(model),
                        new TreeMap<>(),
                        Bundle.sha256(payload)),
                payload);
    }

    private static String forecast(FittedModel model) {
        return model.forecast(13).stream()
                .map(point -> point.target() + " " + point.mean() + " " + point.sigma())
                .collect(Collectors.joining("\n"));
    }

    private static void accept() throws IOException {
        Files.createDirectories(RESOURCES);
        byte[] bytes = sealed();
        Files.write(RESOURCES.resolve(NAME + ".zip"), bytes);
        Files.writeString(RESOURCES.resolve(NAME + ".sha256"), Bundle.sha256(bytes) + "\n");
        FittedModel model =
                ModelFormat.read(Bundle.read(NAME, bytes, Bundle.sha256(bytes)).payload());
        Files.writeString(RESOURCES.resolve(NAME + ".forecast"), forecast(model) + "\n");
    }

    private static byte[] resource(String name) throws IOException {
        return Files.readAllBytes(RESOURCES.resolve(name));
    }

    private static String text(String name) throws IOException {
        return new String(resource(name), UTF_8).strip();
    }
}
