package macrocast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import macrocast.registry.BlobException.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GcsBlobStoreTest implements BlobStoreContract {
    private static FakeGcs gcs;

    @BeforeAll
    static void start() throws Exception {
        gcs = new FakeGcs("bucket");
    }

    @AfterAll
    static void stop() {
        gcs.close();
    }

    @BeforeEach
    void empty() {
        gcs.clear();
    }

    @Override
    public BlobStore store() {
        return open("gs://bucket/some/prefix");
    }

    private static BlobStore open(String root) {
        return BlobStore.open(URI.create(root), Map.of("STORAGE_EMULATOR_HOST", gcs.address()));
    }

    @Test
    void theRootsPrefixIsPartOfTheAddress() {
        try (BlobStore store = store();
                BlobStore bare = open("gs://bucket")) {
            assertThat(store.put("a.zip", new byte[] {1})).hasToString("gs://bucket/some/prefix/a.zip");
            assertThat(bare.get(URI.create("gs://bucket/some/prefix/a.zip"))).containsExactly(1);
        }
    }

    @Test
    void anOutageOfAMomentIsRiddenOut() {
        try (BlobStore store = store()) {
            gcs.failNext(1, 503);
            URI address = store.put("a.zip", new byte[] {1});
            gcs.failNext(1, 503);
            assertThat(store.get(address)).containsExactly(1);
        }
    }

    @Test
    void anUploadWhoseAnswerWasLostIsFoundStored() {
        try (BlobStore store = store()) {
            gcs.loseNextAnswer();
            assertThat(store.get(store.put("a.zip", new byte[] {1}))).containsExactly(1);
        }
    }

    @Test
    void aBucketThatIsNotThereIsRefusedByName() {
        try (BlobStore store = open("gs://elsewhere")) {
            assertThatThrownBy(() -> store.put("a.zip", new byte[] {1}))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                    .hasMessageStartingWith("Could not store gs://elsewhere/a.zip: ");
        }
    }

    @Test
    void missingPermissionIsNotAnOutage() {
        try (BlobStore store = store()) {
            gcs.failNext(1, 403);
            assertThatThrownBy(() -> store.put("a.zip", new byte[] {1}))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
        }
    }
}
