package macrocast.ingest.worldbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.RejectReason;
import macrocast.ingest.SkipReason;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldBankParserTest {
    private static final Instant KNOWN_AT = Instant.parse("2024-03-28T00:00:00Z");
    private static final String PAGE = text("page.json");

    private final WorldBankParser parser = new WorldBankParser(Catalogue.of("world_bank"));

    private static String text(String fixture) {
        return new String(Fixtures.read("world_bank/" + fixture), StandardCharsets.UTF_8);
    }

    private List<ParsedRow> parse(String body) {
        return parser.rows("page.json", body.getBytes(StandardCharsets.UTF_8));
    }

    private ParsedRow firstOf(String body) {
        return parse(body).get(0);
    }

    private static Accepted annual(String code, int year, double value) {
        return new Accepted(new Observation(
                new SeriesKey("world_bank", code),
                new Period(Frequency.ANNUAL, LocalDate.of(year, 1, 1)),
                KNOWN_AT,
                value));
    }

    private void assertUnreadable(String body, String reason) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("page.json: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aValueIsKnownSinceTheDayThatTheHeaderNames() {
        assertThat(firstOf(PAGE)).isEqualTo(annual("GBR.NY.GDP.MKTP.CD", 2022, 3089072722942.83));
    }

    @Test
    void quirk1AnIncomeGroupIsKnownByItsTwoLetters() {
        assertThat(parse(PAGE).get(2)).isEqualTo(annual("HIC.NY.GDP.MKTP.CD", 2022, 61729512123777.0));
    }

    @Test
    void quirk2AYearWithoutValueIsMissingAndNotWithdrawn() {
        assertThat(parse(PAGE).get(1)).isEqualTo(new Skipped(SkipReason.MISSING));
    }

    @Test
    void quirk3AnErrorIsFoundThoughItIsSentAsSuccess() {
        assertUnreadable(
                text("error.json"),
                "the World Bank answers with an error: 120, Invalid value, The provided parameter value is not valid");
    }

    @Test
    void quirk4CountsMayBeNumbersOrStrings() {
        assertThat(parse(PAGE)).hasSize(4);
        assertThat(parse(PAGE.replace("\"4\"", "4"))).hasSize(4);
        assertUnreadable(PAGE.replace("\"4\"", "\"four\""), "per_page four, needed a count");
    }

    @Test
    void anythingButAYearIsRejectedWithItsRawText() {
        assertThat(parse(PAGE).get(3)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_PERIOD);
            assertThat(rejected.series()).isEqualTo("GBR.NY.GDP.MKTP.CD");
            assertThat(rejected.period()).isEqualTo("2022Q4");
            assertThat(rejected.rawText()).startsWith("{\"indicator\"").endsWith("\"decimal\": 0}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'\"GBR\"', '\"ZZZ\"', UNKNOWN_SERIES",
        "NY.GDP.MKTP.CD, NY.XXX, UNKNOWN_SERIES",
        "'\"2022\"', '\"2025\"', PERIOD_NOT_BEGUN",
        "'\"2022\"', '\"0022\"', BAD_PERIOD",
        "current US$, constant 2015 US$, BAD_UNIT",
        "3089072722942.83, '\"3,089\"', BAD_NUMBER",
        "3089072722942.83, true, BAD_NUMBER",
        "3089072722942.83, 1e999, NOT_FINITE",
    })
    void aBadCellIsOneReject(String from, String to, RejectReason reason) {
        String body = PAGE.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        assertThat(firstOf(body)).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(reason));
        assertThat(parse(body)).hasSize(4);
    }

    /** Places that a reader of another encoding tells are not those of bytes: once, they led behind the end of the body. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void anotherEncodingIsReadOrRefusedByName(String encoding) {
        assertThat(parser.rows("page.json", PAGE.getBytes(Charset.forName(encoding))))
                .hasSize(4);
        byte[] lacking = PAGE.replaceAll("\"countryiso3code\": \"\", ", "").getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> parser.rows("page.json", lacking))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("page.json: a row lacks indicator, country, countryiso3code, date or value");
    }

    @Test
    void theLastPageHoldsTheRest() {
        assertThat(parse(text("last_page.json"))).containsExactly(annual("FRA.NY.GDP.MKTP.CD", 2022, 2.7757e12));
    }

    @Test
    void anAnswerWithoutRowsIsEmpty() {
        assertThat(parse(text("nothing.json"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"per_page\": \"4\"' | '\"per_page\": \"3\"' | has 4 rows, its header promises 3",
                "'\"lastupdated\": \"2024-03-28\"' | '\"lastupdated\": \"03/28/2024\"' | needed a date such as",
                "', \"lastupdated\": \"2024-03-28\"' | '' | no lastupdated",
                "'\"pages\": 2' | '\"sheets\": 2' | lacks page, pages, per_page or total",
                "'\"countryiso3code\": \"GBR\"' | '\"iso3\": \"GBR\"' | a row lacks indicator, country",
                "'\"date\": \"2022\"' | '\"date\": 2022' | a row's date is VALUE_NUMBER_INT, needed a string",
                "'\"value\": 3089072722942.83' | '\"value\": [1]' | a row's value is START_ARRAY",
                "'\"page\": 1' | '\"page\": 1, \"page\": 1' | has two fields page in one object",
                "3089072722942.83 | 3089072722942,83 | not JSON",
            })
    void aChangedShapeIsRefusedWithTheReason(String from, String to, String reason) {
        assertUnreadable(PAGE.replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to), reason);
    }

    @Test
    void whatIsNoPageSaysWhatItIs() {
        assertUnreadable("", "is empty");
        assertUnreadable("  <!DOCTYPE html><html>busy</html>", "is HTML or XML");
        assertUnreadable("{\"page\": 1}", "has START_OBJECT at byte 0, needed an array of header and rows");
        assertUnreadable(PAGE + "[]", "goes on after the end of the page");
        assertUnreadable("[".repeat(10_000), "needed the header");
        assertUnreadable(PAGE.replaceFirst("\"unit\": \"\"", "\"unit\": " + "[".repeat(1_000)), "not JSON: ");
    }

    @Test
    void everyTruncationIsFound() {
        byte[] body = PAGE.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> parser.rows("page.json", cut)).isInstanceOf(UnreadablePayloadException.class);
        }
    }

    /** A changed byte may still make a readable page; what it must not make is any other failure. */
    @Test
    void damageFailsInOneWayOnly() {
        Random random = new Random(20261123);
        byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = body.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(parser.rows("page.json", damaged)).hasSize(4);
            } catch (UnreadablePayloadException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }
}
