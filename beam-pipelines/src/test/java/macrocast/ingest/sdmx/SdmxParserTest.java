package macrocast.ingest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.RejectReason;
import macrocast.ingest.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One small message in every shape, and what agencies and accidents make of it. */
class SdmxParserTest {
    private static final Instant PREPARED = Instant.parse("2024-04-02T14:25:09.855Z");
    private static final Instant FIRST_SEEN = Instant.parse("2024-04-03T06:00:00Z");

    private static final Map<String, Catalogue> CATALOGUES = Map.of(
            "ecb", Catalogue.of("ecb"),
            "eurostat", Catalogue.of("eurostat"),
            "imf", Catalogue.of("imf"),
            "oecd", Catalogue.of("oecd"));

    private static byte[] fixture(String name) {
        return Fixtures.read("sdmx/" + name);
    }

    private static String text(String name) {
        return new String(fixture(name), StandardCharsets.UTF_8);
    }

    private static List<ParsedRow> parse(String source, String name, byte[] body) {
        return new SdmxParser(Objects.requireNonNull(CATALOGUES.get(source)), FIRST_SEEN).rows(name, body);
    }

    private static List<ParsedRow> parse(String source, String body) {
        return parse(source, "body", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnreadable(String source, String body, String reason) {
        assertThatThrownBy(() -> parse(source, body))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("body: ")
                .hasMessageContaining(reason);
    }

    private static RejectReason onlyReject(List<ParsedRow> rows) {
        List<Rejected> rejects = rows.stream()
                .filter(Rejected.class::isInstance)
                .map(Rejected.class::cast)
                .toList();
        assertThat(rejects).hasSize(1);
        return rejects.get(0).reason();
    }

    /** {@code EXR.M.USD.EUR.SP00.A 2024-01} to the value; everything in it has to be accepted. */
    private static Map<String, String> values(List<ParsedRow> rows, Instant knownAt) {
        Map<String, String> values = new TreeMap<>();
        for (ParsedRow row : rows) {
            assertThat(row).isInstanceOf(Accepted.class);
            Observation observation = (Observation) ((Accepted) row).row();
            assertThat(observation.knownAt()).isEqualTo(knownAt);
            values.put(observation.series().code() + " " + observation.period(), String.valueOf(observation.value()));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generic.xml",
                "generic_flat.xml",
                "structure_specific.xml",
                "sdmx_json_1.json",
                "sdmx_json_2.json",
                "sdmx_json_flat.json",
                "sdmx_csv_1.csv",
                "sdmx_csv_2.csv",
                "ecb.csv",
            })
    void everyShapeSaysTheSame(String name) {
        Instant knownAt = name.endsWith(".csv") ? FIRST_SEEN : PREPARED;
        assertThat(values(parse("ecb", name, fixture(name)), knownAt))
                .containsExactly(
                        Map.entry("EXR.M.GBP.EUR.SP00.A 2024-01", "0.85873"),
                        Map.entry("EXR.M.GBP.EUR.SP00.A 2024-02", "null"),
                        Map.entry("EXR.M.GBP.EUR.SP00.A 2024-03", "0.85524"),
                        Map.entry("EXR.M.USD.EUR.SP00.A 2024-01", "1.0905"),
                        Map.entry("EXR.M.USD.EUR.SP00.A 2024-02", "1.0795"),
                        Map.entry("EXR.M.USD.EUR.SP00.A 2024-03", "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_stat.json", "une_rt_m.tsv", "eurostat.csv"})
    void everyShapeOfEurostatSaysTheSame(String name) {
        assertThat(values(parse("eurostat", name, fixture(name)), FIRST_SEEN))
                .containsExactly(
                        Map.entry("UNE_RT_M.M.SA.TOTAL.PC_ACT.T.AT 2024-01", "5.1"),
                        Map.entry("UNE_RT_M.M.SA.TOTAL.PC_ACT.T.AT 2024-02", "5.0"),
                        Map.entry("UNE_RT_M.M.SA.TOTAL.PC_ACT.T.AT 2024-03", "null"),
                        Map.entry("UNE_RT_M.M.SA.TOTAL.PC_ACT.T.DE 2024-01", "3.2"),
                        Map.entry("UNE_RT_M.M.SA.TOTAL.PC_ACT.T.DE 2024-02", "null"));
    }

    @Test
    void referenceRatesAreTheDailySeriesOfExchangeRates() {
        assertThat(values(parse("ecb", "eurofxref.csv", fixture("eurofxref.csv")), FIRST_SEEN))
                .containsExactly(
                        Map.entry("EXR.D.EEK.EUR.SP00.A 2024-01-02", "null"),
                        Map.entry("EXR.D.EEK.EUR.SP00.A 2024-01-03", "null"),
                        Map.entry("EXR.D.GBP.EUR.SP00.A 2024-01-02", "0.86645"),
                        Map.entry("EXR.D.GBP.EUR.SP00.A 2024-01-03", "0.8645"),
                        Map.entry("EXR.D.USD.EUR.SP00.A 2024-01-02", "1.0956"),
                        Map.entry("EXR.D.USD.EUR.SP00.A 2024-01-03", "1.0919"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generic.xml",
                "generic_flat.xml",
                "structure_specific.xml",
                "sdmx_json_1.json",
                "sdmx_json_2.json",
                "sdmx_json_flat.json",
            })
    void everyTruncationOfAMessageIsFound(String name) {
        byte[] whole = text(name).strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parse("ecb", name, cut))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageStartingWith(name + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdmx_csv_1.csv", "sdmx_csv_2.csv", "ecb.csv"})
    void aTableIsReadToTheEndOfALineOrNotAtAll(String name) {
        byte[] whole = fixture(name);
        List<ParsedRow> rows = parse("ecb", name, whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length > 0 && cut[length - 1] == '\n') {
                assertThat(rows.subList(0, parse("ecb", name, cut).size())).isEqualTo(parse("ecb", name, cut));
            } else {
                assertThatThrownBy(() -> parse("ecb", name, cut)).isInstanceOf(UnreadablePayloadException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generic.xml",
                "structure_specific.xml",
                "sdmx_json_1.json",
                "sdmx_json_2.json",
                "sdmx_csv_2.csv",
                "json_stat.json",
                "une_rt_m.tsv",
            })
    void damageEndsInRowsOrInOneKindOfException(String name) {
        String source = name.startsWith("json") || name.startsWith("une") ? "eurostat" : "ecb";
        byte[] whole = fixture(name);
        Random random = new Random(20261124);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read += parse(source, name, damaged).size();
            } catch (UnreadablePayloadException e) {
                assertThat(e).hasMessageStartingWith(name + ": ");
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void whatIsNoMessageSaysWhatItIs() {
        assertUnreadable("ecb", "", "is empty, needed a message of observations");
        assertUnreadable("ecb", " \n\t ", "is empty");
        assertUnreadable("ecb", "<html><body>Maintenance</body></html>", "is HTML, needed an SDMX-ML message");
        assertUnreadable("ecb", "<!DOCTYPE html><html></html>", "has a document type declaration");
        assertUnreadable("ecb", "Service unavailable", "without the end of a line");
        assertUnreadable("ecb", "Service unavailable\n", "has no column DATAFLOW, STRUCTURE_ID or KEY");
        assertUnreadable("ecb", "[".repeat(10_000), "needed an object");
        assertUnreadable(
                "ecb", "{\"data\": " + "[".repeat(10_000), "has a data that is START_ARRAY, needed one object");
        assertUnreadable("ecb", "{\"data\": {\"x\": " + "[".repeat(10_000), "not JSON: Document nesting depth");
        assertUnreadable("ecb", "<a>".repeat(10_000), "not well-formed XML: Maximum Element Depth limit");
        assertUnreadable(
                "ecb", text("generic.xml").replace("<message:ID>", "<x>".repeat(10_000)), "not well-formed XML: ");
        assertUnreadable(
                "ecb",
                text("generic.xml").replaceFirst("(<generic:ObsValue value=\"[^\"]*\" ?/>)", "$1$1"),
                "has an observation with two values");
        assertUnreadable("eurostat", "{\"error\": [{\"status\": 413, \"label\": \"EXTRACTION_TOO_BIG\"}]}", "413");
        assertUnreadable(
                "eurostat",
                "<S:Fault xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><faultcode>413</faultcode>"
                        + "<faultstring>EXTRACTION_TOO_BIG: please change your filters</faultstring></S:Fault>",
                "is <Fault>, needed GenericData or StructureSpecificData: 413 EXTRACTION_TOO_BIG");
    }

    /** Each once ended a reader in another way than by its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>&#0;</a>",
                "<a>x&#xD800;</a>",
                "<a xmlns:xmlns=\"b\"/>",
                "<GenericData xmlns:xmlns=\"b\"/>",
                "<GenericData><Header>&#0;</Header></GenericData>",
                "<a><![CDATA[",
                "{\"data\":{\"dataSets\":[{\"series\":{",
                "{\"dataSets\":[{\"observations\":{\"0\":[",
                "{\"data\":{\"dataSets\":[{\"series\":{\"0\":{\"observations\":{\"0\":[1]}}}}],\"structures\":[]}}",
                "{\"\\u0000"
            })
    void whatMadeUpBytesFoundIsRefusedByName(String body) {
        assertUnreadable("ecb", body, "");
    }

    @Test
    void anEntityOfOnesOwnIsNeverReplaced() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        String body = text("generic.xml").replaceFirst("<\\?xml.*?\\?>", "");
        assertUnreadable("ecb", bomb + body, "has a document type declaration");
        assertUnreadable("ecb", body.replace("made-by-hand", "&b;"), "not well-formed XML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic.xml", "sdmx_json_1.json", "sdmx_csv_1.csv", "json_stat.json"})
    void bytesOfAnotherCharacterSetAreRefused(String name) {
        String source = name.startsWith("json") ? "eurostat" : "ecb";
        byte[] latin = text(name).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> parse(source, name, latin))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith(name + ": ");
    }

    @Test
    void aMessageMayNameItsCharacterSet() {
        byte[] latin = text("generic.xml").replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parse("ecb", "generic.xml", latin)).hasSize(6);
    }

    @Test
    void columnsMayStandInAnyOrderButKeepTheirNames() {
        String body = text("sdmx_csv_1.csv");
        assertUnreadable(
                "ecb",
                body.replace(",CURRENCY,", ",CURR,"),
                "has the dimensions [CURR, CURRENCY_DENOM, EXR_SUFFIX, EXR_TYPE, FREQ], flow EXR needs [CURRENCY,");
        assertUnreadable(
                "ecb",
                body.replace(",TIME_PERIOD,", ",ADJUSTMENT,TIME_PERIOD,").replaceAll(",(20\\d\\d-)", ",N,$1"),
                "has the dimensions [ADJUSTMENT, CURRENCY, ");
        assertUnreadable(
                "ecb", body.replace(",OBS_VALUE,", ",VALUE,"), "has no column OBS_VALUE, it has DATAFLOW, FREQ");
        assertUnreadable("ecb", body.replace("OBS_STATUS", "FREQ"), "has two columns called FREQ");
        assertThat(parse("ecb", "\uFEFF" + body)).hasSize(6);
    }

    @Test
    void aDimensionThatIsNewOrGoneEndsTheReading() {
        String body = text("generic.xml");
        String extra = "<generic:Value id=\"ADJUSTMENT\" value=\"N\"/></generic:SeriesKey>";
        assertUnreadable(
                "ecb", body.replace("</generic:SeriesKey>", extra), "has the dimensions [ADJUSTMENT, CURRENCY, ");
        assertUnreadable("ecb", body.replace("id=\"EXR_TYPE\"", "id=\"TYPE\""), "flow EXR needs [CURRENCY, ");
        assertUnreadable(
                "ecb",
                text("structure_specific.xml").replace("EXR_TYPE=", "TYPE="),
                "has no dimension EXR_TYPE, which flow EXR needs: CURRENCY=USD");
        assertUnreadable("ecb", body.replace("ECB_EXR1", "ECB_ICP1"), "is of [ECB_ICP1], the catalogue of ecb has");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0905 | \"1,0905\" | BAD_NUMBER",
                "1.0905 | \"1,090.5\" | BAD_NUMBER",
                "1.0905 | 0x1p3 | BAD_NUMBER",
                "1.0905 | 1.0905d | BAD_NUMBER",
                "1.0905 | 1e999 | NOT_FINITE",
                "1.0905 | Infinity | BAD_NUMBER",
                "2024-01,1.0905 | 2024-13,1.0905 | BAD_PERIOD",
                "2024-01,1.0905 | 24-01,1.0905 | BAD_PERIOD",
                "2024-01,1.0905 | 2024-Q1,1.0905 | BAD_FREQUENCY",
                "2024-01,1.0905 | 2024-01-31,1.0905 | BAD_FREQUENCY",
                "2024-01,1.0905 | 2024-06,1.0905 | PERIOD_NOT_BEGUN",
                "M,USD,EUR,SP00,A,2024-01 | M,XXX,EUR,SP00,A,2024-01 | UNKNOWN_SERIES",
                "M,USD,EUR,SP00,A,2024-01 | M,,EUR,SP00,A,2024-01 | UNKNOWN_SERIES",
            })
    void aBadCellIsOneReject(String from, String to, RejectReason reason) {
        List<ParsedRow> rows = parse("ecb", text("sdmx_csv_1.csv").replaceFirst(from, to));
        assertThat(rows).hasSize(6);
        assertThat(onlyReject(rows)).isEqualTo(reason);
    }

    @Test
    void anotherUnitIsNeverTakenForTheOldOne() {
        List<ParsedRow> rows = parse(
                "ecb", text("generic.xml").replace("id=\"UNIT\" value=\"USD\"", "id=\"UNIT\" value=\"PURE_NUMB\""));
        assertThat(rows).filteredOn(Rejected.class::isInstance).hasSize(3).allSatisfy(row -> {
            assertThat(((Rejected) row).reason()).isEqualTo(RejectReason.BAD_UNIT);
            assertThat(((Rejected) row).series()).isEqualTo("EXR.M.USD.EUR.SP00.A");
            assertThat(((Rejected) row).rawText()).contains("UNIT=PURE_NUMB");
        });
        assertThat(parse("ecb", text("generic.xml").replace("UNIT_MULT\" value=\"0\"", "UNIT_MULT\" value=\"3\"")))
                .hasSize(6)
                .hasOnlyElementsOfType(Rejected.class);
    }

    @Test
    void aUnitThatChangesInTheMiddleOfASeriesIsFoundWhereItChanges() {
        List<ParsedRow> table = parse("ecb", text("sdmx_csv_1.csv").replaceFirst("(2024-02,.*),USD,0", "$1,USD,3"));
        assertThat(onlyReject(table)).isEqualTo(RejectReason.BAD_UNIT);
        List<ParsedRow> message = parse(
                "ecb",
                text("structure_specific.xml").replace("OBS_VALUE=\"1.0795\"", "OBS_VALUE=\"1.0795\" UNIT=\"EUR\""));
        assertThat(onlyReject(message)).isEqualTo(RejectReason.BAD_UNIT);
        List<ParsedRow> document =
                parse("ecb", text("sdmx_json_flat.json").replace("[1.0795, 0, 0]", "[1.0795, 1, 0]"));
        assertThat(onlyReject(document)).isEqualTo(RejectReason.BAD_UNIT);
    }

    @ParameterizedTest
    @CsvSource({"2024-Q1, ", "2024-03, BAD_FREQUENCY", "2024-03-01, BAD_FREQUENCY", "2024-Q3, PERIOD_NOT_BEGUN"})
    void aQuarterThatIsWrittenAsAMonthIsNeverShifted(String period, @Nullable RejectReason reason) {
        List<ParsedRow> rows = parse("eurostat", """
                STRUCTURE,STRUCTURE_ID,freq,unit,s_adj,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
                dataflow,ESTAT:NAMQ_10_GDP(1.0),Q,CLV20_MEUR,SCA,B1GQ,DE,PERIOD,812345.6,p
                """.replace("PERIOD,8", period + ",8"));
        assertThat(rows).hasSize(1);
        if (reason == null) {
            assertThat(values(rows, FIRST_SEEN))
                    .containsEntry("NAMQ_10_GDP.Q.CLV20_MEUR.SCA.B1GQ.DE 2024-Q1", "812345.6");
        } else {
            assertThat(onlyReject(rows)).isEqualTo(reason);
        }
    }

    @Test
    void aTableThatWouldFillTheMemoryIsRefused() {
        assertUnreadable("ecb", "DATAFLOW" + ",X".repeat(1_000_000) + "\n", "has more than 10000 columns");
        String body = text("sdmx_csv_1.csv");
        assertUnreadable(
                "ecb", body.replace(",1.0905,", ",1,0905,"), "line 2 has 13 cells, its header 12: it may be cut");
        String endless = body.substring(0, body.indexOf("1.0905")) + "\"" + "x".repeat(1 << 19) + "\n";
        assertUnreadable("ecb", endless, "is no CSV: ");
        assertUnreadable("ecb", body.replace(",0.85524,A,,", ",0.85524,A,\","), "is no CSV: ");
    }

    @Test
    void aZipArchiveIsOneFileOfBoundedSize() throws java.io.IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("eurofxref-hist.csv"));
            zip.write(fixture("eurofxref.csv"));
        }
        byte[] one = bytes.toByteArray();
        assertThat(parse("ecb", "eurofxref-hist.zip", one)).hasSize(6);
        assertThatThrownBy(() -> parse("ecb", "cut.zip", Arrays.copyOf(one, one.length / 2)))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("cut.zip: is not a whole zip archive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"0:1:0:0:0\"' | '\"0:1:0:0\"' | has the key 0:1:0:0, needed one number for each of [FREQ, CURRENCY",
                "'\"0:1:0:0:0\"' | '\"0:7:0:0:0\"' | has number 7 of CURRENCY, which has 2 codes",
                "'\"0:1:0:0:0\"' | '\"0:-1:0:0:0\"' | has number -1 of CURRENCY",
                "'[0.85873, 0]' | '[]' | has an observation without a value",
                "'\"0\": [0.85873, 0]' | '\"\": 1' | the parts of an observation",
                "'\"dataSets\"' | '\"data_sets\"' | has no dataSets",
                "'\"structure\"' | '\"shape\"' | has no structure",
                "'{\"header\"' | '{\"errors\": [{\"code\": 404, \"title\": \"No results\"}], \"header\"' | 404, No results",
                "'\"id\": \"TIME_PERIOD\"' | '\"id\": \"COUNTRY\"' | needed TIME_PERIOD",
            })
    void numbersThatPointNowhereAreFound(String from, String to, String reason) {
        assertUnreadable("ecb", text("sdmx_json_1.json").replace(from, to), reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"size\": [1, 1, 1, 1, 1, 2, 3]' | '\"size\": [1, 1, 1, 1, 1, 2, 4]' | has 3 codes of the dimension time",
                "'\"size\": [1, 1,' | '\"size\": [999999999, 999999999,' | has 1 codes of the dimension freq, needed 999999999",
                "'\"3\": 3.2' | '\"6\": 3.2' | has a value for cell 6, its dimensions promise 6",
                "'\"value\"' | '\"values\"' | no values",
                "'\"DE\": 1' | '\"DE\": 2' | has no code number 1 of the dimension geo",
            })
    void aCubeKeepsItsPromises(String from, String to, String reason) {
        assertUnreadable("eurostat", text("json_stat.json").replace(from, to), reason);
    }

    @Test
    void aDataSetThatDeletesTakesValuesBack() {
        String body = text("generic.xml").replace("action=\"Replace\"", "action=\"Delete\"");
        assertThat(values(parse("ecb", body), PREPARED).values()).containsOnly("null");
    }

    @Test
    void aDataSetMayBeOlderThanItsMessage() {
        String body = text("generic.xml")
                .replace(
                        "structureRef=\"ECB_EXR1\"",
                        "structureRef=\"ECB_EXR1\" validFromDate=\"2024-04-01T09:00:00Z\"");
        assertThat(values(parse("ecb", body), Instant.parse("2024-04-01T09:00:00Z")))
                .hasSize(6);
    }

    @Test
    void theFirstForecastFollowsTheLastActual() {
        String body = """
                DATAFLOW,COUNTRY,INDICATOR,FREQUENCY,LATEST_ACTUAL_ANNUAL_DATA,TIME_PERIOD,OBS_VALUE
                IMF.RES:WEO(9.0.0),FRA,LUR,A,2022,2022,7.3
                IMF.RES:WEO(9.0.0),FRA,LUR,A,2022,2023,7.4
                IMF.RES:WEO(9.0.0),FRA,LUR,A,2022,2025,7.0
                IMF.RES:WEO(9.0.0),IND,LUR,A,FY2023/24,2024,6.5
                IMF.RES:WEO(9.0.0),USA,LUR,A,0,2023,3.6
                IMF.RES:WEO(9.0.0),USA,LUR,A,0,2024,4.0
                IMF.RES:WEO(9.0.0),DEU,LUR,A,yesterday,2024,3.3
                """;
        List<ParsedRow> rows = parse("imf", body);
        assertThat(rows.subList(0, 6))
                .containsExactly(
                        observed("WEO.FRA.LUR.A", "2022", 7.3),
                        forecast("WEO.FRA.LUR.A", "2023", 0, 7.4),
                        forecast("WEO.FRA.LUR.A", "2025", 2, 7.0),
                        forecast("WEO.IND.LUR.A", "2024", 0, 6.5),
                        observed("WEO.USA.LUR.A", "2023", 3.6),
                        forecast("WEO.USA.LUR.A", "2024", 0, 4.0));
        assertThat(onlyReject(rows)).isEqualTo(RejectReason.BAD_KNOWN_AT);
    }

    private static ParsedRow observed(String code, String period, double value) {
        return new Accepted(new Observation(new SeriesKey("imf", code), Period.parse(period), FIRST_SEEN, value));
    }

    private static ParsedRow forecast(String code, String target, int horizon, double mean) {
        return new Accepted(new ForecastByOther(
                new SeriesKey("imf", code), "imf-weo", Measure.LEVEL, Period.parse(target), horizon, FIRST_SEEN, mean));
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2024",
        "2024-A1, 2024",
        "2024-Q3, 2024-Q3",
        "2024Q3, 2024-Q3",
        "2024-07, 2024-07",
        "2024-M07, 2024-07",
        "2024M07, 2024-07",
        "2024-07-31, 2024-07-31",
        "2019-01-02T00:00:00, 2019-01-02",
        "2026-W01, 2025-12-29/P7D",
        "2020-W53, 2020-12-28/P7D",
    })
    void periodsAreReadAsAgenciesWriteThem(String written, String period) {
        assertThat(SdmxPeriod.parse(written)).map(Period::toString).contains(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "2024-Q5", "2024-00", "2024-02-30", "2021-W53", "2024-S1", "2024-07-31T12:00:00"})
    void whatIsNoPeriodIsNone(String written) {
        assertThat(SdmxPeriod.parse(written)).isEmpty();
    }

    @Test
    void everySeriesOfTheCatalogueIsAskedForOnceAndNoOther() {
        for (Catalogue catalogue : CATALOGUES.values()) {
            catalogue.flows().forEach(flow -> {
                List<String> codes = catalogue.seriesOf(flow);
                List<String> asked = flow.keys(codes, 50).keySet().stream()
                        .flatMap(key -> spread(key.split("\\.", -1), 0))
                        .map(flow::seriesCode)
                        .sorted(Comparator.naturalOrder())
                        .toList();
                assertThat(asked).isEqualTo(codes);
            });
        }
    }

    /** Every key that a key with several values of a dimension stands for. */
    private static java.util.stream.Stream<String> spread(String[] parts, int from) {
        for (int i = from; i < parts.length; i++) {
            if (parts[i].contains("+")) {
                int place = i;
                return Arrays.stream(parts[i].split("\\+")).flatMap(value -> {
                    String[] one = parts.clone();
                    one[place] = value;
                    return spread(one, place + 1);
                });
            }
        }
        return java.util.stream.Stream.of(String.join(".", parts));
    }
}
