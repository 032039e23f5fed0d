package macrocast.registry;

import java.net.URI;
import java.util.Map;
import macrocast.registry.BlobException.Kind;

/**
 * Keeps binaries under names, each written once and never changed.
 *
 * <p>Storing the same content again under its name is a success, so that a job may be repeated at any
 * point; other content under a taken name is a {@link Kind#CONFLICT}. Two writers at once leave one whole
 * blob, never a mixture. Nothing is ever deleted or replaced.
 */
public interface BlobStore extends AutoCloseable {

    /**
     * Stores content that must not change afterwards.
     *
     * @param name path below the root: letters, digits, {@code . _ -} between slashes
     * @return where the blob now is, as {@link #get} takes it
     * @throws BlobException {@code CONFLICT} when the name holds other content, {@code UNAVAILABLE} when the
     *     storage does not answer, {@code REFUSED} when it does not let us write
     */
    URI put(String name, byte[] content);

    /**
     * The content at an address that {@link #put} returned.
     *
     * @throws BlobException {@code MISSING} when nothing is there, {@code REFUSED} when the address is not below
     *     this store's root or reading is not allowed, {@code UNAVAILABLE} when the storage does not answer
     */
    byte[] get(URI address);

    @Override
    void close();

    /**
     * Opens the store below a root, {@code file:///folder} or {@code gs://bucket/prefix}.
     *
     * @param environment where {@code STORAGE_EMULATOR_HOST} names another host than Google's for {@code gs://}
     * @throws BlobException {@code REFUSED} when the root is neither
     */
    static BlobStore open(URI root, Map<String, String> environment) {
        return switch (String.valueOf(root.getScheme())) {
            case "file" -> new FileBlobStore(root);
            case "gs" -> GcsBlobStore.connect(root, environment);
            default ->
                throw new BlobException(
                        Kind.REFUSED, "Blob root must read file:///folder or gs://bucket/prefix, was: " + root);
        };
    }
}
