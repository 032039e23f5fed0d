package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import macrocast.ingest.bls.BlsIngest;
import macrocast.ingest.boj.BojIngest;
import macrocast.ingest.dbnomics.DbnomicsIngest;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.fredqd.FredQdIngest;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.iadb.IadbIngest;
import macrocast.ingest.ons.OnsIngest;
import macrocast.ingest.philadelphia.PhiladelphiaIngest;
import macrocast.ingest.spf.SpfIngest;
import macrocast.ingest.treasury.TreasuryIngest;
import org.junit.jupiter.api.Test;

/** What each source's fixture, written by hand in its wire format, turns into: row by row, each quirk by its id. */
class ParsersTest {
    private static String text(String fixture) {
        return new String(Fixtures.read(fixture), StandardCharsets.UTF_8);
    }

    private static List<String> rows(SourceIngest source, String fixture) {
        return Rows.of(source, fixture, Fixtures.read(fixture));
    }

    private static void assertUnreadable(SourceIngest source, String name, String body, String reason) {
        assertThatThrownBy(() -> Rows.of(source, name, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void fredQuirks1To3AValueIsKnownFromItsRealTimeStartAndTakenBackByADotOrAGap() {
        assertThat(rows(new FredIngest(), "fred/series_observations_GDP.json"))
                .containsExactly(
                        "GDP 2023-Q4 27938.831 known 2024-01-25T00:00:00Z",
                        "GDP 2023-Q4 27944.627 known 2024-02-28T00:00:00Z",
                        "GDP 2023-Q4 withdrawn known 2024-03-28T00:00:00Z",
                        "GDP 2024-Q1 28284.498 known 2024-04-25T00:00:00Z",
                        "GDP 2024-Q1 withdrawn known 2024-05-30T00:00:00Z",
                        "GDP 2024-Q1 28269.174 known 2024-06-27T00:00:00Z",
                        "GDP 2024-Q2 28629.2 known 2024-07-25T00:00:00Z",
                        "GDP 2024-Q2 withdrawn known 2024-08-29T00:00:00Z");
    }

    @Test
    void fredQuirk4AWeekThatEndsOnFridayStartsOnSaturday() {
        assertThat(rows(new FredIngest(), "fred/series_observations_WGS10YR.json"))
                .containsExactly(
                        "WGS10YR 2024-10-12/P7D 4.07 known 2024-11-01T00:00:00Z",
                        "WGS10YR 2024-10-19/P7D 4.2 known 2024-11-01T00:00:00Z");
        String thursday = text("fred/series_observations_WGS10YR.json").replace("2024-10-25", "2024-10-24");
        assertThat(Rows.of(
                        new FredIngest(),
                        "https://api.stlouisfed.org/fred/series/observations?series_id=WGS10YR&file_type=json",
                        thursday.getBytes(StandardCharsets.UTF_8)))
                .contains("rejected WGS10YR 2024-10-24 BAD_PERIOD");
    }

    @Test
    void fredPromisesAreHeldAgainstWhatCame() {
        String name = "fred/series_observations_GDP.json";
        String good = text(name);
        FredIngest fred = new FredIngest();
        assertUnreadable(fred, name, text("fred/error.json"), "FRED answers with an error: Bad Request.");
        assertUnreadable(
                fred, name, good.replace("\"count\":6", "\"count\":7"), "has 6 observations, its header promises 7");
        assertUnreadable(fred, name, good.replace("\"lin\"", "\"pch\""), "has units pch, needed lin");
        assertUnreadable(fred, name, good.replace("\"asc\"", "\"desc\""), "is ordered by observation_date desc");
        assertUnreadable(fred, name, good.replace("2024-02-28", "2024-02-20"), "needed the order it promises");
        assertUnreadable(fred, "answer.json", good, "its name tells no series");
        assertThat(Rows.of(fred, "x?series_id=GDPX", good.getBytes(StandardCharsets.UTF_8)))
                .allMatch(row -> row.endsWith("UNKNOWN_SERIES"));
    }

    @Test
    void fredMdAVintageTakesBackWhatItLacks() {
        List<String> rows = rows(new FredMdIngest(), "fred_md/2015-01.csv");
        assertThat(rows)
                .contains(
                        "RPI 2014-10 14012.5 known 2015-02-01T00:00:00Z",
                        "RPI 2014-11 withdrawn known 2015-02-01T00:00:00Z",
                        "rejected RPI 12/1/2014 BAD_NUMBER",
                        "S_P_500 2014-12 withdrawn known 2015-02-01T00:00:00Z",
                        "rejected NOSUCH 10/1/2014 UNKNOWN_SERIES",
                        "rejected RPI 13/1/2014 BAD_PERIOD",
                        "UNRATE 2014-10 withdrawn known 2015-02-01T00:00:00Z");
        int columns = new FredMdIngest().catalogue().series().size() + 1;
        assertThat(rows).as("quirk 2: the blank line makes no row").hasSize(4 * columns);
    }

    @Test
    void fredMdWithoutAMonthInItsNameIsKnownSinceItWasFirstSeen() {
        assertThat(Rows.of(new FredMdIngest(), "https://x/current.csv", Fixtures.read("fred_md/2015-01.csv")))
                .contains("RPI 2014-10 14012.5 known 2024-12-01T08:00:00Z");
    }

    @Test
    void fredMdWithAnotherSchemaIsUnreadable() {
        String good = text("fred_md/2015-01.csv");
        FredMdIngest md = new FredMdIngest();
        assertUnreadable(md, "2015-01.csv", good.replace("Transform:,5", "Transform:,9"), "of RPI is 9, needed 1 to 7");
        assertUnreadable(
                md, "2015-01.csv", good.replace("sasdate", "date"), "its first column is date, needed sasdate");
        assertUnreadable(md, "2015-01.csv", good.replace("11/1/2014", "9/1/2014"), "periods need to be in order");
        assertUnreadable(md, "2015-01.csv", good.replace("INDPRO", "RPI"), "has two columns called RPI");
        assertUnreadable(md, "2015-01.csv", good.replace("11/1/2014,,", "11/1/2014,"), "has 4 cells, its header 5");
        assertUnreadable(md, "2015-01.csv", good.replaceAll("Transform.*\n", ""), "no line of transformation codes");
    }

    @Test
    void fredQdQuirks1And4ALineOfFactorsAndQuartersDatedAtTheirLastMonth() {
        assertThat(rows(new FredQdIngest(), "fred_qd/2015-01.csv"))
                .contains(
                        "GDPC1 2014-Q3 16150.6 known 2015-02-01T00:00:00Z",
                        "GDPC1 2014-Q4 withdrawn known 2015-02-01T00:00:00Z",
                        "INDPRO 2014-Q4 106.1 known 2015-02-01T00:00:00Z");
        String shifted = text("fred_qd/2015-01.csv").replace("12/1/2014", "2/1/2015");
        assertThat(Rows.of(new FredQdIngest(), "2015-01.csv", shifted.getBytes(StandardCharsets.UTF_8)))
                .as("a quarter that is dated two months late is no quarter")
                .contains("rejected INDPRO 2/1/2015 BAD_PERIOD");
    }

    @Test
    void philadelphiaQuirks1And2YearsOfTwoDigitsAndCellsWithoutValue() {
        assertThat(rows(new PhiladelphiaIngest(), "philadelphia_fed/M2.csv"))
                .contains(
                        "M2 1999-09 4500.1 known 1999-11-15T00:00:00Z",
                        "M2 1999-10 withdrawn known 1999-11-15T00:00:00Z",
                        "M2 1999-10 4530.5 known 2000-02-15T00:00:00Z",
                        "M2 1999-10 withdrawn known 2000-05-15T00:00:00Z",
                        "M2 1999-12 4571.25 known 2000-05-15T00:00:00Z",
                        "skipped missing",
                        "M2 2000-01 4580.0 known 2000-05-15T00:00:00Z")
                .hasSize(15);
        String good = text("philadelphia_fed/M2.csv");
        PhiladelphiaIngest fed = new PhiladelphiaIngest();
        assertUnreadable(fed, "x", good.replace("M200Q2", "M200Q5"), "has a column M200Q5, needed a vintage");
        assertUnreadable(fed, "x", good.replace("M200Q2", "M199Q2"), "needed later vintages of one series");
        assertUnreadable(fed, "x", good.replace("1999:11", "1999:12"), "needed every period once and in order");
    }

    @Test
    void treasuryQuirks1And2BothFeedsSayTheSame() {
        List<String> entry = List.of(
                "BC_1MONTH 2013-01-02 0.07 known 2013-01-03T00:00:00Z",
                "skipped missing",
                "BC_30YEAR 2013-01-02 3.04 known 2013-01-03T00:00:00Z");
        assertThat(rows(new TreasuryIngest(), "us_treasury/pre.xml")).isEqualTo(entry);
        assertThat(rows(new TreasuryIngest(), "us_treasury/feed.xml"))
                .startsWith(entry.toArray(String[]::new))
                .endsWith("skipped restates_others", "rejected BC_1MONTH 2013-01-03T12:00:00 BAD_PERIOD");
        String good = text("us_treasury/feed.xml");
        TreasuryIngest treasury = new TreasuryIngest();
        assertUnreadable(
                treasury, "x", good.replace("CurveRate", "BillRate"), "needed DailyTreasuryYieldCurveRateData");
        assertUnreadable(
                treasury,
                "x",
                good.replace("?>", "?><!DOCTYPE feed [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
                "has a document type, which is not read");
        assertUnreadable(treasury, "x", good.replace("BC_20YEAR", "BC_1MONTH"), "has two elements BC_1MONTH");
    }

    @Test
    void onsQuirks1And2ThreeFrequenciesAndAReleaseAtMidnightInLondon() {
        assertThat(rows(new OnsIngest(), "ons/L55O.json"))
                .containsExactly(
                        "L55O.A 2023 6.8 known 2024-08-14T08:30:00Z",
                        "L55O.Q 2024-Q1 3.9 known 2024-08-14T08:30:00Z",
                        "skipped missing",
                        "rejected L55O.Q 2024 JUL BAD_PERIOD",
                        "L55O.M 2024-06 2.8 known 2024-08-14T08:30:00Z",
                        "skipped missing",
                        "rejected L55O.M 2024 XYZ BAD_PERIOD",
                        "rejected L55O.M 2024 AUG BAD_NUMBER",
                        "rejected L55O.M 2025 JAN PERIOD_NOT_BEGUN");
        String good = text("ons/L55O.json");
        assertUnreadable(new OnsIngest(), "x", good.replace("releaseDate", "date"), "lacks cdid or releaseDate");
        assertUnreadable(new OnsIngest(), "x", good.replace("2024-08-13T23", "Tuesday"), "releaseDate is Tuesday");
    }

    @Test
    void iadbQuirk1AMonthIsDatedAtItsLastDay() {
        assertThat(rows(new IadbIngest(), "boe_iadb/LPMVWYR.xml"))
                .containsExactly(
                        "LPMVWYR 2025-04 91800.0 known 2025-06-30T08:30:00Z",
                        "LPMVWYR 2025-05 92105.0 known 2025-06-30T08:30:00Z",
                        "rejected LPMVWYR 2025-05-30 BAD_PERIOD",
                        "rejected LPMVWYR 2025-03-31 BAD_KNOWN_AT",
                        "skipped missing");
        assertUnreadable(new IadbIngest(), "x", "<html><body>Sorry</body></html>", "its root is html, needed Envelope");
    }

    @Test
    void blsQuirks1And2AnnualAveragesAreLeftOutAndRefusalsFound() {
        assertThat(rows(new BlsIngest(), "bls/answer.json"))
                .containsExactly(
                        "skipped restates_others",
                        "CUUR0000SA0 2024-12 315.605 known 2024-12-01T08:00:00Z",
                        "skipped missing",
                        "rejected CUUR0000SA0 2024 M14 BAD_PERIOD",
                        "CIS1010000000000I 2024-Q3 167.3 known 2024-12-01T08:00:00Z",
                        "rejected NOSUCH 2024 M01 UNKNOWN_SERIES");
        assertUnreadable(
                new BlsIngest(),
                "x",
                text("bls/refusal.json"),
                "the BLS answers REQUEST_NOT_PROCESSED: Request could not");
    }

    @Test
    void bojQuirk1ADateIsANumberThatItsFrequencyTellsHowToRead() {
        assertThat(rows(new BojIngest(), "boj/FXERD01.json"))
                .containsExactly(
                        "FXERD01 2024-10-03 146.93 known 2024-10-08T15:00:00Z",
                        "FXERD01 2024-10-04 146.1 known 2024-10-08T15:00:00Z",
                        "skipped missing",
                        "rejected FXERD01 20241032 BAD_PERIOD",
                        "FXERD01 2024-10-07 148.67 known 2024-10-08T15:00:00Z",
                        "rejected FXERD01 20241207 PERIOD_NOT_BEGUN",
                        "rejected TK99F1000601GCQ01000 202402 UNKNOWN_SERIES",
                        "rejected TK99F1000601GCQ01000 202403 UNKNOWN_SERIES");
        String good = text("boj/FXERD01.json");
        assertUnreadable(new BojIngest(), "x", good.replace("146.93,", ""), "FXERD01 has 6 dates and 5 values");
        assertUnreadable(
                new BojIngest(), "x", good.replace("20241008,", "0,"), "FXERD01 has LAST_UPDATE 0, needed a day");
        assertUnreadable(
                new BojIngest(),
                "x",
                good.replace("\"NEXTPOSITION\":null", "\"NEXTPOSITION\":255"),
                "goes on at position 255, needed the whole answer");
        assertUnreadable(
                new BojIngest(),
                "x",
                "{\"STATUS\":400,\"MESSAGEID\":\"M181005E\",\"MESSAGE\":\"Invalid DB name\"}",
                "the Bank of Japan answers 400: Invalid DB name");
    }

    /** Each in the words in which its source names the unit. */
    @Test
    void anotherUnitIsRefusedByName() {
        assertThat(words(
                        new BojIngest(),
                        "x",
                        text("boj/FXERD01.json").replace("Yen per U.S. Dollar", "U.S. Dollar per Yen")))
                .contains("rejected FXERD01 20241003 BAD_UNIT")
                .noneMatch(row -> row.startsWith("FXERD01"));
        assertThat(words(new OnsIngest(), "x", text("ons/L55O.json").replace("\"unit\":\"%\"", "\"unit\":\"\"")))
                .contains("rejected L55O.M 2024 JUN BAD_UNIT")
                .noneMatch(row -> row.startsWith("L55O"));
        assertThat(words(
                        new IadbIngest(),
                        "x",
                        text("boe_iadb/LPMVWYR.xml").replace("in sterling millions", "in sterling billions")))
                .contains("rejected LPMVWYR 2025-04-30 BAD_UNIT")
                .noneMatch(row -> row.startsWith("LPMVWYR"));
    }

    private static List<String> words(SourceIngest source, String name, String body) {
        return Rows.of(source, name, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dbnomicsQuirk1NaAmongNumbersIsMissing() {
        assertThat(rows(new DbnomicsIngest(), "dbnomics/answer.json"))
                .containsExactly(
                        "ISM_PMI 2024-08 47.2 known 2024-12-01T08:00:00Z",
                        "skipped missing",
                        "ISM_PMI 2024-10 46.5 known 2024-12-01T08:00:00Z");
        String good = text("dbnomics/answer.json");
        assertUnreadable(new DbnomicsIngest(), "x", good.replace("47.2,", ""), "ISM/pmi/pm has 3 periods and 2 values");
        assertUnreadable(
                new DbnomicsIngest(), "x", "{\"errors\":[{\"message\":\"no such series\"}]}", "error: no such series");
    }

    @Test
    void greenbookQuirk1WhatLiesBehindIsNoForecast() {
        assertThat(rows(new GreenbookIngest(), "greenbook/gRGDP.csv"))
                .contains(
                        "skipped restates_outturn",
                        "gRGDP greenbook 1967-Q1 h0 0.5 known 1967-03-29T00:00:00Z",
                        "gRGDP greenbook 1967-Q2 h1 1.0 known 1967-03-29T00:00:00Z",
                        "skipped missing",
                        "rejected gRGDP 1967.2 BAD_NUMBER",
                        "rejected gRGDP 1967.5 BAD_PERIOD",
                        "rejected gRGDP 1967.4 BAD_KNOWN_AT")
                .hasSize(20);
    }

    @Test
    void spfQuirks1And2LevelsGrowthAndYears() {
        assertThat(rows(new SpfIngest(), "spf/RGDP.csv"))
                .contains(
                        "skipped restates_outturn",
                        "RGDP spf-median 2021-Q4 h0 19686.1503 known 2021-12-01T00:00:00Z",
                        "RGDP spf-median 2022-Q1 h1 19874.3933 known 2021-12-01T00:00:00Z",
                        "RGDP.year spf-median 2021 h0 19393.8276 known 2021-12-01T00:00:00Z",
                        "RGDP.year spf-median 2023 h1 20699.3704 known 2022-03-01T00:00:00Z",
                        "rejected RGDP 2022 5 BAD_PERIOD");
        assertThat(rows(new SpfIngest(), "spf/growth.csv"))
                .containsExactly(
                        "RGDP.growth spf-median 2022-Q1 h0 1.7615 known 2022-03-01T00:00:00Z",
                        "RGDP.growth spf-median 2022-Q2 h1 4.2 known 2022-03-01T00:00:00Z");
        assertUnreadable(new SpfIngest(), "x", "YEAR,QUARTER,rgdp-2\n2022,1,1\n", "has a column rgdp-2");
    }

    @Test
    void gdpNowQuirks1And2TwoDigitYearsAndQuartersByTheirLastDay() {
        assertThat(rows(new GdpNowIngest(), "gdpnow/gdpnow.csv"))
                .containsExactly(
                        "RGDP.growth gdpnow 2014-Q2 h0 3.9 known 2014-05-01T00:00:00Z",
                        "RGDP.growth gdpnow 2026-Q1 h0 2.5 known 2026-02-19T00:00:00Z",
                        "rejected RGDP.growth 6/29/14 BAD_PERIOD",
                        "rejected RGDP.growth 6/30/14 BAD_KNOWN_AT",
                        "rejected RGDP.growth 6/30/14 BAD_NUMBER");
    }
}
