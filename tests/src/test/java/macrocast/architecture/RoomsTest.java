package macrocast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may call whom; the drawing in README.md, executed. */
@AnalyzeClasses(packages = "macrocast", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule domainKnowsOnlyTheJdk = noClasses()
            .that()
            .resideInAPackage("macrocast.domain..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "macrocast.domain..", "org.jspecify..");

    @ArchTest
    static final ArchRule modelsAreArithmetic = noClasses()
            .that()
            .resideInAPackage("macrocast.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "java.io..",
                    "java.nio.file..",
                    "java.net..",
                    "macrocast.jobs..",
                    "com.google.cloud..");

    @ArchTest
    static final ArchRule nobodyReadsTheClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now");
}
