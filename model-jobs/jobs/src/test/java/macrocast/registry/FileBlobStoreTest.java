package macrocast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest implements BlobStoreContract {
    private final Path folder;

    FileBlobStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    public BlobStore store() {
        return BlobStore.open(folder.toUri(), Map.of());
    }

    @Test
    void aBlobIsAReadOnlyFileAndNothingElseIsLeft() throws Exception {
        try (BlobStore store = store()) {
            store.put("model/a.zip", new byte[] {1, 2});
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("model/a.zip"))))
                .isEqualTo("r--r--r--");
        try (Stream<Path> files = Files.list(folder.resolve("model"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aRootOfAnotherKindIsNamed() {
        assertThatThrownBy(() -> BlobStore.open(URI.create("s3://bucket"), Map.of()))
                .isInstanceOf(BlobException.class)
                .hasMessage("Blob root must read file:///folder or gs://bucket/prefix, was: s3://bucket");
    }
}
