package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import macrocast.domain.Measure;

/**
 * Models as they were written once, with the forecasts they gave then: they must load and forecast the same for ever.
 *
 * <p>With MACROCAST_ACCEPT set (as {@code make accept} does) a model that has no golden file yet gets one. An existing
 * file is never written again: a change of format gets a new name.
 */
public final class GoldenModels {
    private static final int STEPS = 13;

    private static final Path FOLDER = Path.of("src", "test", "resources", "macrocast", "models", "golden");

    private GoldenModels() {}

    /** Checks the golden model of a name in the test resources of the module whose tests run. */
    public static void check(String name, FittedModel freshlyFitted) throws IOException {
        Path model = FOLDER.resolve(name + ".json");
        Path forecasts = FOLDER.resolve(name + ".csv");
        if (System.getenv("MACROCAST_ACCEPT") != null && !Files.exists(model)) {
            Files.createDirectories(FOLDER);
            Files.write(model, ModelFormat.write(freshlyFitted));
            Files.writeString(forecasts, forecasts(freshlyFitted));
        }
        assertThat(model).as("Golden model, which make accept writes").exists();
        FittedModel read = ModelFormat.read(Files.readAllBytes(model));
        assertThat(forecasts(read)).as(name).isEqualTo(Files.readString(forecasts));
    }

    private static String forecasts(FittedModel model) {
        StringBuilder text = new StringBuilder("measure,target,step,mean,sigma\n");
        for (Measure measure : Measure.values()) {
            List<ForecastPoint> points = model.forecast(STEPS, measure);
            for (ForecastPoint point : points) {
                text.append(measure)
                        .append(',')
                        .append(point.target())
                        .append(',')
                        .append(point.step())
                        .append(',')
                        .append(point.mean())
                        .append(',')
                        .append(point.sigma())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
