package macrocast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import macrocast.domain.SeriesKey;
import macrocast.store.AuditStore.Anchor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line {@code macrocast}: one subcommand per job. */
@Command(
        name = "macrocast",
        mixinStandardHelpOptions = true,
        version = "macrocast ${MACROCAST_CODE_VERSION:-unbuilt}",
        description = "Forecasts from what was known at a moment. Settings come from MACROCAST_* variables.")
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        // Numbers in messages and reports read the same on every machine.
        Locale.setDefault(Locale.ROOT);
        // A container has no locale, and the report's chart is no ASCII.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        System.exit(run(args, System.getenv(), out, err));
    }

    /** Runs one command; what it has to say goes to {@code out}, plain complaints to {@code err}. Returns the exit code. */
    static int run(String[] args, Map<String, String> variables, PrintStream out, PrintStream err) {
        JobEnvironment environment = new JobEnvironment(variables);
        CommandLine line = new CommandLine(new Main())
                .addSubcommand("migrate", new MigrateJob(environment, out))
                .addSubcommand("plan", new PlanJob(environment, out))
                .addSubcommand("train", new TrainJob(environment, out))
                .addSubcommand("backtest", new BacktestJob(environment, out))
                .addSubcommand("bless", new BlessJob(environment, out))
                .addSubcommand("score", new ScoreJob(environment, out))
                .addSubcommand("publish", new PublishJob(environment, out))
                .addSubcommand("adjust", new AdjustJob(environment, out))
                .addSubcommand("decide", new DecideJob(environment, out))
                .addSubcommand("reap", new ReapJob(environment, out))
                .addSubcommand(
                        "audit",
                        new CommandLine(new AuditCommand()).addSubcommand("verify", new VerifyJob(environment, out)))
                .addSubcommand("report", new ReportCommand(environment, out));
        line.setOut(new PrintWriter(out, true, UTF_8));
        line.setErr(new PrintWriter(err, true, UTF_8));
        line.registerConverter(SeriesKey.class, Main::seriesKey);
        line.registerConverter(Instant.class, Main::instant);
        line.registerConverter(UUID.class, Main::id);
        line.registerConverter(Anchor.class, Main::anchor);
        line.setDefaultValueProvider(new FromEnvironment(environment));
        line.setParameterExceptionHandler((e, given) -> wrongUsage(e, out));
        return line.execute(args);
    }

    private static int wrongUsage(ParameterException e, PrintStream out) {
        CommandLine command = e.getCommandLine();
        if (command.getCommand() instanceof ReportCommand) {
            ReportCommand.complain(command, String.valueOf(e.getMessage()));
            command.usage(command.getErr());
            return ExitCode.USAGE;
        }
        StringWriter usage = new StringWriter();
        command.usage(new PrintWriter(usage, true));
        LOG.error("{}", e.getMessage());
        LOG.info("{}", usage.toString().strip());
        out.println(new Summary(command.getCommandName())
                .put("status", "failed")
                .put("exit_code", ExitCode.USAGE)
                .put("message", String.valueOf(e.getMessage()))
                .json());
        return ExitCode.USAGE;
    }

    private static SeriesKey seriesKey(String text) {
        try {
            return SeriesKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("A moment must read like 2025-12-31T00:00:00Z, was: " + text);
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "An id must read like 018f0c5e-7a2b-7c3d-8e4f-5a6b7c8d9e0f, was: " + text);
        }
    }

    private static Anchor anchor(String text) {
        try {
            return Anchor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Airflow gives the as-of moment once, in the environment, and every job of the run reads it there. */
    private record FromEnvironment(JobEnvironment environment) implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option && option.longestName().equals("--as-of")
                    ? environment.value("MACROCAST_AS_OF").orElse(null)
                    : null;
        }
    }
}
