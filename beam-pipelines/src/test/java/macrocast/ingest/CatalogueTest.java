package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Series;
import macrocast.domain.Series.Base;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    @ParameterizedTest
    @MethodSource("macrocast.ingest.Main#sources")
    void everyCatalogueFitsTheSchema(String source) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(new String(Fixtures.read("catalogue/catalogue.schema.json"), StandardCharsets.UTF_8));
        JsonNode catalogue = new YAMLMapper().readTree(Fixtures.read("catalogue/" + source + ".yaml"));
        assertThat(schema.validate(catalogue)).isEmpty();
        assertThat(schema.validate(FlowEntries.writtenOut(catalogue))).isEmpty();
        assertThat(Catalogue.of(source).source().code()).isEqualTo(source);
    }

    @Test
    void theFourTargetsAreReadAsTheyAreJudged() {
        assertThat(Catalogue.of("boe").series())
                .allMatch(Series::target)
                .extracting(series -> series.key().code() + " " + series.frequency() + " " + series.measure() + " "
                        + series.transform())
                .containsExactlyInAnyOrder(
                        "aweagg " + Frequency.QUARTERLY + " " + Measure.GROWTH + " " + Transform.LOG,
                        "cpisa " + Frequency.QUARTERLY + " " + Measure.GROWTH + " " + Transform.LOG,
                        "gdpkp " + Frequency.QUARTERLY + " " + Measure.GROWTH + " " + Transform.LOG,
                        "unemp " + Frequency.QUARTERLY + " " + Measure.LEVEL + " " + Transform.NONE);
    }

    @Test
    void basesAreDatedByTheFirstVintageThatHasThem() throws IOException {
        assertThat(Catalogue.of("boe")
                        .series("cpisa")
                        .orElseThrow()
                        .attributes()
                        .bases())
                .containsExactly(
                        new Base(Instant.parse("1990-01-01T00:00:00Z"), "2005 = 100"),
                        new Base(Instant.parse("2016-06-30T00:00:00Z"), "2015 = 100"));
        assertThat(Catalogue.of("boe")
                        .series("aweagg")
                        .orElseThrow()
                        .attributes()
                        .bases())
                .containsExactly(
                        new Base(Instant.parse("1990-01-01T00:00:00Z"), "average earnings index", "index"),
                        new Base(Instant.parse("2011-06-30T00:00:00Z"), "pounds a week"));
        assertThat(Catalogue.of("boe")
                        .series("unemp")
                        .orElseThrow()
                        .attributes()
                        .bases())
                .isEmpty();

        JsonNode unknown = new YAMLMapper().readTree("""
                source: {code: a, title: A, licence: free, homepage: https://a, known: native}
                bases: {accounts: {2000-01-01: "1995", 2005-01-01: "2000"}}
                series:
                  - {code: x, title: X, unit: EUR, frequency: monthly, measure: level, transform: none, is_target: false, bases: acounts}
                """);
        assertThatThrownBy(() -> Catalogue.of(unknown))
                .hasMessage("The catalogue of a says that x has the bases acounts, needed one of [accounts]");

        JsonNode lastHasUnit = new YAMLMapper().readTree("""
                source: {code: a, title: A, licence: free, homepage: https://a, known: native}
                bases: {pay: {2000-01-01: "1995", 2005-01-01: {base: pounds a week, unit: GBP}}}
                """);
        assertThatThrownBy(() -> Catalogue.of(lastHasUnit))
                .hasMessage("The catalogue of a says that the last of the bases pay has the unit GBP,"
                        + " needed none: the series say it");
    }

    @Test
    void aPanelHasEveryIndicatorOfEveryArea() {
        Catalogue catalogue = Catalogue.of("world_bank");
        assertThat(catalogue.series("GBR.NY.GDP.MKTP.CD").orElseThrow().title())
                .isEqualTo("Gross domestic product at current prices, United Kingdom");
        assertThat(catalogue.area("XD")).contains("HIC");
        // 217 economies and 49 groups of them.
        assertThat(catalogue.series()).hasSize(266 * catalogue.indicators().size());
    }

    @ParameterizedTest
    @CsvSource({
        "ecb, EXR.D.USD.EUR.SP00.A, 'Euro reference rate, US dollar', USD per EUR, DAILY, exchange-rates",
        "oecd, CLI.DEU.M.LI.IX._Z.AA.IX._Z.H, 'Composite leading indicator, amplitude adjusted, Germany', long-run mean is 100, MONTHLY, expectations",
        "insee, BDM.001688527, 'Unemployment rate (ILO), France without Mayotte', percent, QUARTERLY, labour",
    })
    void aFlowHasASeriesForEveryEntryOfItsLists(
            String source, String code, String title, String unit, Frequency frequency, String category) {
        Catalogue catalogue = Catalogue.of(source);
        Series series = catalogue.series(code).orElseThrow();
        assertThat(series.title()).isEqualTo(title);
        assertThat(series.unit()).isEqualTo(unit);
        assertThat(series.frequency()).isEqualTo(frequency);
        assertThat(series.attributes().category()).isEqualTo(category);
        assertThat(catalogue.flows().stream()
                        .mapToInt(flow -> catalogue.seriesOf(flow).size())
                        .sum())
                .isEqualTo(catalogue.series().size());
    }

    @Test
    void whatAnObservationHasToSayOfItsUnitComesFromTheFlowAndFromTheSeries() {
        assertThat(Catalogue.of("ecb")
                        .flow(Set.of("ECB_EXR1"))
                        .orElseThrow()
                        .expected()
                        .get("EXR.M.USD.EUR.SP00.A"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("UNIT", "USD", "UNIT_MULT", "0"));
    }

    @Test
    void aSeriesWithoutWhatEverySeriesHasIsRefusedByItsName() {
        assertThatThrownBy(() -> Catalogue.of("without_unit"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The catalogue of without_unit says of TCU no unit, needed ");
        assertThatThrownBy(() -> Catalogue.of("listed_twice"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The catalogue lists listed_twice/INDPRO twice");
    }

    @Test
    void aSourceWithoutCatalogueSaysWhichFileIsMissing() {
        assertThatThrownBy(() -> Catalogue.of("nobody")).hasMessageContaining("/catalogue/nobody.yaml");
    }
}
