package macrocast.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same numbers to the last bit: on one thread and on two, and from a virtual machine that compiles otherwise. */
class DeterminismTest {

    /** Prints the digests, one thread; what the other virtual machine runs. */
    public static void main(String[] arguments) throws Exception {
        digests(1).forEach(System.out::println);
    }

    /** The hash of every parameter of every method, fitted to a quarterly series, and to months where it reads them. */
    private static List<String> digests(int threads) throws Exception {
        TrainingSet mixed = MixedEconomy.of(1, 2).target();
        TrainingSet alone = MethodContract.examples().get(6);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<String>> fits = new ArrayList<>();
            for (Method method : Methods.every().all()) {
                for (TrainingSet data : List.of(mixed, alone)) {
                    fits.add(pool.submit(() ->
                            method.name() + " " + ModelFormat.parameterHash(MethodContract.trained(method, data))));
                }
            }
            List<String> digests = new ArrayList<>();
            for (Future<String> fit : fits) {
                digests.add(fit.get());
            }
            return digests;
        }
    }

    @Test
    void oneThreadAndTwoGiveTheSameBits() throws Exception {
        assertThat(digests(2)).isEqualTo(digests(1));
    }

    /** Without the second compiler and without vector instructions, as an old or a small machine would run it. */
    @Test
    void anotherVirtualMachineGivesTheSameBits() throws Exception {
        assertThat(elsewhere(Path.of(System.getProperty("java.home")), "-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"))
                .isEqualTo(digests(1));
    }

    private static List<String> elsewhere(Path home, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        command.addAll(List.of(options));
        String path = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", path, DeterminismTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (var reader = process.inputReader(UTF_8)) {
            lines = reader.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
