package macrocast.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may call whom: the drawing of the rooms in README.md, executed. */
@AnalyzeClasses(packages = "macrocast", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] MODELS = {"macrocast.models..", "macrocast.backtest.."};
    private static final String[] SHELLS = {
        "macrocast.store..", "macrocast.ingest..", "macrocast.jobs..", "macrocast.registry.."
    };

    private static final String[] BESIDE_THE_STORE = {
        "macrocast.ingest..",
        "macrocast.models..",
        "macrocast.backtest..",
        "macrocast.smile..",
        "macrocast.jdemetra..",
        "macrocast.jobs..",
        "macrocast.registry.."
    };

    @ArchTest
    static final ArchRule domainKnowsOnlyTheJdk = noClasses()
            .that()
            .resideInAPackage("macrocast.domain..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "macrocast.domain..", "org.jspecify..");

    @ArchTest
    static final ArchRule storeKnowsNoOtherRoom = noClasses()
            .that()
            .resideInAPackage("macrocast.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BESIDE_THE_STORE);

    @ArchTest
    static final ArchRule modelsAreArithmetic = noClasses()
            .that()
            .resideInAnyPackage(MODELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.nio.file..", "java.net..", "com.google.cloud..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(SHELLS)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)");

    @ArchTest
    static final ArchRule ingestKnowsNoModel = noClasses()
            .that()
            .resideInAPackage("macrocast.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "macrocast.models..",
                    "macrocast.backtest..",
                    "macrocast.smile..",
                    "macrocast.jdemetra..",
                    "macrocast.jobs..",
                    "macrocast.registry..");

    @ArchTest
    static final ArchRule theApiSeesTheStoreAlone = noClasses()
            .that()
            .resideInAPackage("macrocast.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BESIDE_THE_STORE);

    @ArchTest
    static final ArchRule smileStaysBehindItsDoor = noClasses()
            .that()
            .resideOutsideOfPackage("macrocast.smile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("smile..");

    @ArchTest
    static final ArchRule jdemetraStaysBehindItsDoor = noClasses()
            .that()
            .resideOutsideOfPackage("macrocast.jdemetra..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdplus..");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("macrocast.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule onlyTheRegistrySpeaksToClouds = noClasses()
            .that()
            .resideOutsideOfPackage("macrocast.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.cloud..");

    @ArchTest
    static final ArchRule nobodyReadsTheClock = noClasses().should().callMethodWhere(readsTheClock());

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("macrocast.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMainKnowsTheSources = noClasses()
            .that()
            .resideInAPackage("macrocast.ingest")
            .and()
            .doNotHaveSimpleName("Main")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("macrocast.ingest.*").and(implement("macrocast.ingest.SourceIngest")));

    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        DescribedPredicate<JavaCall<?>> javaTime = target(nameMatching("now|system|systemUTC|systemDefaultZone"))
                .and(target(owner(resideInAnyPackage("java.time.."))));
        DescribedPredicate<JavaCall<?>> millis =
                target(nameMatching("currentTimeMillis")).and(target(owner(assignableTo(System.class))));
        return javaTime.or(millis).as("read the wall clock, which is the database's task");
    }
}
