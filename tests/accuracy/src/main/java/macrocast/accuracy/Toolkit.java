package macrocast.accuracy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import macrocast.backtest.Outturns;
import macrocast.backtest.Scorecard;
import macrocast.domain.Scope;
import macrocast.domain.Truth;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * What the Bank of England's evaluation toolkit (forecast_evaluation 0.1.13) makes of its own rows: RMSE by truth, scope,
 * variable, forecaster and horizon, in fractions.
 *
 * <p>The reference is the toolkit's own main table, its functions {@code filter_k} and {@code covid_filter}, and the root mean
 * square of its column {@code forecast_error}. Truth {@code latest} is k up to 1000.
 */
record Toolkit(List<Reference> references) {
    /** How far a figure of ours may lie from the toolkit's. */
    static final double TOLERANCE = 1e-8;

    private static final Map<String, String> FILES = Map.of(
            "fer_outturns.parquet", "3f4be519febeff78415c8ea446a1541531ad4f65b3cd765280a5e44cca27e3ba",
            "fer_forecasts.parquet", "a05d6ab85754bd130229be8abb993ea358663b575adc4bed65d10b83416640c3");

    /** One figure of the toolkit. */
    record Reference(Truth truth, Scope scope, String variable, String method, int horizon, double rmse, int n) {}

    /** How our arithmetic compares. */
    record Agreement(int figures, double greatestDifference, List<String> differences) {
        String sentence() {
            return differences.isEmpty()
                    ? String.format(
                            Locale.ROOT,
                            "The Bank's own rows: %d figures agree with its toolkit, the greatest difference is %.1e.",
                            figures,
                            greatestDifference)
                    : "The Bank's own rows differ from its toolkit:\n" + String.join("\n", differences);
        }
    }

    static Toolkit read(Map<String, String> methods) throws IOException {
        List<Reference> references = new ArrayList<>();
        InputStream resource = Toolkit.class.getResourceAsStream("toolkit.csv");
        if (resource == null) {
            throw new IllegalStateException("The build lacks toolkit.csv");
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(reader)) {
                references.add(new Reference(
                        row.get("truth").equals("k12") ? Truth.K12 : Truth.LATEST,
                        row.get("scope").equals("all") ? Scope.ALL : Scope.EX_COVID,
                        row.get("variable"),
                        methods.getOrDefault(
                                row.get("source"), row.get("source").replace(' ', '-')),
                        Integer.parseInt(row.get("horizon")),
                        Double.parseDouble(row.get("rmse")),
                        Integer.parseInt(row.get("n"))));
            }
        }
        return new Toolkit(references);
    }

    /** Whether a folder holds the very data that the reference was made from. */
    static boolean isMadeFrom(Path folder) throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path) || !sha256(Files.readAllBytes(path)).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Compares our arithmetic on others' forecasts of these variables. */
    Agreement compare(List<Variable> variables) {
        List<String> differences = new ArrayList<>();
        int figures = 0;
        double greatest = 0;
        for (Variable variable : variables) {
            Map<List<Enum<?>>, Scorecard> scorecards = new HashMap<>();
            Outturns outturns = new Outturns(variable.vintages());
            for (Reference reference : references) {
                if (!reference.variable().equals(variable.name())) {
                    continue;
                }
                Scorecard scores = scorecards.computeIfAbsent(
                        List.of(reference.truth(), reference.scope()),
                        key -> new Scorecard(
                                variable.key(),
                                variable.others(),
                                outturns,
                                variable.measure(),
                                reference.truth(),
                                reference.scope()));
                List<String> alone = List.of(reference.method());
                int n = scores.common(alone, reference.horizon());
                double rmse = n == 0 ? Double.NaN : scores.rmse(reference.method(), reference.horizon(), alone);
                figures++;
                greatest = Math.max(greatest, Math.abs(rmse - reference.rmse()));
                if (n != reference.n() || !(Math.abs(rmse - reference.rmse()) <= TOLERANCE)) {
                    differences.add(reference + ", ours is " + rmse + " of " + n);
                }
            }
        }
        return new Agreement(figures, greatest, differences);
    }
}
