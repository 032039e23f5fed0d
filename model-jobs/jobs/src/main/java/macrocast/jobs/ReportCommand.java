package macrocast.jobs;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "report")
final class ReportCommand implements Callable<Integer> {
    ReportCommand(JobEnvironment environment, PrintStream out) {}

    @Override
    public Integer call() {
        return 0;
    }
}
