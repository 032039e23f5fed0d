package macrocast.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import macrocast.ingest.bis.BisIngest;
import macrocast.ingest.bls.BlsIngest;
import macrocast.ingest.boe.BoeIngest;
import macrocast.ingest.boj.BojIngest;
import macrocast.ingest.bundesbank.BundesbankIngest;
import macrocast.ingest.dbnomics.DbnomicsIngest;
import macrocast.ingest.ecb.EcbIngest;
import macrocast.ingest.eurostat.EurostatIngest;
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.fredqd.FredQdIngest;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.iadb.IadbIngest;
import macrocast.ingest.imf.ImfIngest;
import macrocast.ingest.insee.InseeIngest;
import macrocast.ingest.oecd.OecdIngest;
import macrocast.ingest.ons.OnsIngest;
import macrocast.ingest.philadelphia.PhiladelphiaIngest;
import macrocast.ingest.spf.SpfIngest;
import macrocast.ingest.treasury.TreasuryIngest;
import macrocast.ingest.worldbank.WorldBankIngest;
import macrocast.store.Database;
import macrocast.store.JobRunStore;
import macrocast.store.JobRunStore.Outcome;
import macrocast.store.Lease;
import macrocast.store.LoadSummary;
import macrocast.store.Migrations;
import macrocast.store.StoreException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The command line: a source, then what its pipeline is told. Prints one line of JSON, and logs to the error stream. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Every source that can be named, by its code. */
    private static final Map<String, Supplier<SourceIngest>> SOURCES = new TreeMap<>(Map.ofEntries(
            Map.entry("bis", BisIngest::new),
            Map.entry("bls", BlsIngest::new),
            Map.entry("boe", BoeIngest::new),
            Map.entry("boe_iadb", IadbIngest::new),
            Map.entry("boj", BojIngest::new),
            Map.entry("bundesbank", BundesbankIngest::new),
            Map.entry("dbnomics", DbnomicsIngest::new),
            Map.entry("ecb", EcbIngest::new),
            Map.entry("eurostat", EurostatIngest::new),
            Map.entry("fred", FredIngest::new),
            Map.entry("fred_md", FredMdIngest::new),
            Map.entry("fred_qd", FredQdIngest::new),
            Map.entry("gdpnow", GdpNowIngest::new),
            Map.entry("greenbook", GreenbookIngest::new),
            Map.entry("imf", ImfIngest::new),
            Map.entry("insee", InseeIngest::new),
            Map.entry("oecd", OecdIngest::new),
            Map.entry("ons", OnsIngest::new),
            Map.entry("philadelphia_fed", PhiladelphiaIngest::new),
            Map.entry("spf", SpfIngest::new),
            Map.entry("us_treasury", TreasuryIngest::new),
            Map.entry("world_bank", WorldBankIngest::new)));

    /** Not a source but a way to have any: tables and a mapping. */
    private static final String FILE_DROP = "file_drop";

    /** Not a source but a question about them. */
    private static final String QUESTIONS = "sources";

    private final Map<String, String> environment;
    private final PrintStream summaries;

    Main(Map<String, String> environment, PrintStream summaries) {
        this.environment = environment;
        this.summaries = summaries;
    }

    public static void main(String[] args) {
        PrintStream summaries = System.out;
        // Whatever a library prints belongs to the log; standard output carries the summary alone.
        System.setOut(System.err);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new Main(System.getenv(), summaries).run(args));
    }

    /** The codes of all sources. */
    static Set<String> sources() {
        return SOURCES.keySet();
    }

    /** The source of a code. */
    public static Optional<SourceIngest> source(String code) {
        return Optional.ofNullable(SOURCES.get(code)).map(Supplier::get);
    }

    /** Runs what the arguments say and returns the exit code. */
    int run(String... args) {
        if (args.length > 0 && args[0].equals(QUESTIONS)) {
            return answer(Arrays.asList(args).subList(1, args.length));
        }
        boolean dropped = args.length > 0 && args[0].equals(FILE_DROP);
        Supplier<SourceIngest> source = args.length == 0 ? null : SOURCES.get(args[0]);
        if (source == null && !dropped) {
            LOG.error("{}", usage(args.length == 0 ? "no source is named" : args[0] + " is no source"));
            return ExitCode.USAGE;
        }
        IngestOptions options;
        try {
            PipelineOptionsFactory.register(IngestOptions.class);
            options = PipelineOptionsFactory.fromArgs(pipelineArguments(args))
                    .withValidation()
                    .as(IngestOptions.class);
        } catch (IllegalArgumentException e) {
            LOG.error("{}", usage(String.valueOf(e.getMessage())));
            return ExitCode.USAGE;
        }
        try {
            Database database = Database.fromEnvironment(environment);
            Ingest ingest = Ingest.into(database, blobRoot(), environment);
            Migrations.requireCurrent(database);
            JobRunStore jobRuns = new JobRunStore(database);
            UUID jobRunId = jobRuns.start("ingest " + args[0], null, environment);
            try (Lease lease = jobRuns.lease(jobRunId)) {
                SourceIngest wanted = source == null ? mapped(options) : source.get();
                String summary = json(args[0], ingest.forJob(lease.jobRunId()).run(wanted, options));
                if (!jobRuns.finish(jobRunId, Outcome.DONE, ExitCode.DONE, null, summary)) {
                    throw new IllegalStateException("Job run " + jobRunId + " was counted as dead before it ended");
                }
                summaries.println(summary);
                return ExitCode.DONE;
            } catch (RuntimeException e) {
                note(jobRuns, jobRunId, args[0], e);
                throw e;
            }
        } catch (RuntimeException e) {
            int code = exitCode(e);
            if (code == ExitCode.TRY_AGAIN) {
                LOG.error("{} was not loaded (exit code {}): {}", args[0], code, reason(e), e);
            } else {
                // The reason names what to mend; where it was found out would only hide it.
                LOG.error("{} was not loaded (exit code {}): {}", args[0], code, reason(e));
            }
            return code;
        }
    }

    /** Where even that cannot be noted, the reaper will. */
    private static void note(JobRunStore jobRuns, UUID jobRunId, String source, RuntimeException failure) {
        int code = exitCode(failure);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", "ingest");
        fields.put("source", source);
        fields.put("exit_code", code);
        fields.put("message", reason(failure));
        try {
            jobRuns.finish(
                    jobRunId,
                    code == StoreException.Kind.HELD.exitCode() ? Outcome.SKIPPED : Outcome.FAILED,
                    code,
                    null,
                    json(fields));
        } catch (StoreException e) {
            failure.addSuppressed(e);
        }
    }

    private String[] pipelineArguments(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        // The direct runner's checks for tests copy every element twice; our elements are immutable.
        defaults.put("--enforceImmutability=", "false");
        defaults.put("--enforceEncodability=", "false");
        // Beam knows the variable of Google's own clients under another name; who sets it has no account there.
        String storage = environment.getOrDefault("STORAGE_EMULATOR_HOST", "");
        if (!storage.isEmpty()) {
            String host = storage.contains("://") ? storage : "http://" + storage;
            defaults.put("--gcsEndpoint=", host + "/storage/v1/");
            defaults.put("--credentialFactoryClass=", "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory");
        }
        List<String> arguments = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
        defaults.forEach((option, value) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith(option))) {
                arguments.add(option + value);
            }
        });
        return arguments.toArray(String[]::new);
    }

    private String blobRoot() {
        String root = environment.get("MACROCAST_BLOB_ROOT");
        if (root == null || root.isEmpty()) {
            throw new ConfigurationException(
                    "MACROCAST_BLOB_ROOT is not set, needs file:///blob or gs://bucket/prefix");
        }
        return root;
    }

    /** The source that a mapping describes; a code of ours is taken. */
    private static SourceIngest mapped(IngestOptions options) {
        FileSystems.setDefaultPipelineOptions(options);
        String input = options.getInput();
        String mapping = options.getMapping() == null
                ? input.substring(0, input.lastIndexOf('/') + 1) + "mapping.yaml"
                : options.getMapping();
        List<Body> found = new ArrayList<>();
        WholeFiles.matching(mapping).forEach(found::add);
        SourceIngest source = FileDropIngest.by(found.get(0));
        String code = source.catalogue().source().code();
        if (SOURCES.containsKey(code)) {
            throw new UnreadablePayloadException(mapping, "calls its source " + code + ", which is one of ours");
        }
        return source;
    }

    private int answer(List<String> question) {
        try {
            Optional<Integer> code = new SourcesCommand(
                            new TreeSet<>(SOURCES.keySet()), environment, summaries, System.err)
                    .run(question);
            if (code.isEmpty()) {
                LOG.error("{} is no question about sources. {}", question, SourcesCommand.usage());
            }
            return code.orElse(ExitCode.USAGE);
        } catch (RuntimeException e) {
            LOG.error("{} was not answered (exit code {}): {}", question, exitCode(e), reason(e));
            return exitCode(e);
        }
    }

    private static String usage(String problem) {
        return problem.replaceFirst("[\\s.]*$", ". ") + "Usage: ingest <" + String.join("|", SOURCES.keySet()) + "|"
                + FILE_DROP
                + "> --input=<file pattern or live> [--runner=FlinkRunner --flinkMaster=<host:port or [local]>]";
    }

    private static int exitCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadablePayloadException) {
                return ExitCode.BAD_DATA;
            }
            if (cause instanceof SourceUnavailableException) {
                return ExitCode.SOURCE_UNAVAILABLE;
            }
            if (cause instanceof ConfigurationException) {
                return ExitCode.CONFIGURATION;
            }
            if (cause instanceof StoreException store) {
                return store.kind().exitCode();
            }
        }
        return ExitCode.TRY_AGAIN;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null
                && !(root instanceof UnreadablePayloadException)
                && !(root instanceof SourceUnavailableException)) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String json(String source, LoadSummary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", "ingest");
        fields.put("source", source);
        fields.put("load_key", summary.loadKey());
        fields.put("load_id", summary.loadId());
        fields.put("read", summary.read());
        fields.put("written", summary.written());
        fields.put("unchanged", summary.unchanged());
        fields.put("quarantined", summary.quarantined());
        fields.put("skipped", summary.skipped());
        fields.put("already_published", summary.alreadyPublished());
        if (summary.lacks() != null) {
            fields.put("lacks", summary.lacks());
        }
        return json(fields);
    }

    private static String json(Map<String, Object> fields) {
        try {
            return new JsonMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A map of numbers and words is JSON", e);
        }
    }
}
