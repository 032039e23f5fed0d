package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import macrocast.registry.BlobException;
import macrocast.registry.BlobStore;
import macrocast.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
    private static StoreException store(StoreException.Kind kind) {
        return new StoreException(kind, kind.toString());
    }

    @Test
    void everyKindOfTroubleHasItsExitCode(@TempDir Path folder) {
        assertThat(Failures.exitCode(JobFailure.usage("x"))).isEqualTo(2);
        assertThat(Failures.exitCode(JobFailure.notReady("x"))).isEqualTo(3);
        assertThat(Failures.exitCode(store(StoreException.Kind.BAD_DATA))).isEqualTo(65);
        assertThat(Failures.exitCode(store(StoreException.Kind.TRY_AGAIN))).isEqualTo(75);
        assertThat(Failures.exitCode(store(StoreException.Kind.CONFIGURATION))).isEqualTo(78);
        assertThat(Failures.exitCode(new IllegalStateException("x"))).isEqualTo(1);
        try (BlobStore blobs = BlobStore.open(folder.toUri(), Map.of())) {
            blobs.get(folder.resolve("missing").toUri());
        } catch (BlobException missing) {
            assertThat(Failures.exitCode(missing)).isEqualTo(65);
        }
        try {
            BlobStore.open(URI.create("s3://bucket"), Map.of()).close();
        } catch (BlobException refused) {
            assertThat(Failures.exitCode(refused)).isEqualTo(78);
        }
    }

    @Test
    void severalFailuresAreTriedAgainWhenThatHelpsOneOfThem() {
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        failed.put("a/b", JobFailure.badData("torn"));
        assertThat(Failures.together(failed, 3).exitCode()).isEqualTo(65);
        failed.put("a/c", new IllegalStateException("odd"));
        assertThat(Failures.together(failed, 3).exitCode()).isEqualTo(1);
        failed.put("a/d", store(StoreException.Kind.TRY_AGAIN));
        assertThat(Failures.together(failed, 3).exitCode()).isEqualTo(75);
        assertThat(Failures.together(failed, 3))
                .hasMessage("3 of 3 series failed: a/b: torn; a/c: odd; a/d: TRY_AGAIN");
    }

    @Test
    void aFailureWithoutWordsIsCalledByItsName() {
        assertThat(Failures.message(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
