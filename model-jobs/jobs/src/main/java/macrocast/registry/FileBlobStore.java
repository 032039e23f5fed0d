package macrocast.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import macrocast.registry.BlobException.Kind;

/**
 * Blobs as read-only files below a local folder or mounted volume.
 *
 * <p>A blob is written and synced under a temporary name and then hard-linked to its own: linking is atomic
 * and, unlike renaming, fails when the name is taken.
 */
final class FileBlobStore implements BlobStore {
    private final Path root;

    FileBlobStore(URI root) {
        try {
            this.root = Path.of(root).toAbsolutePath().normalize();
        } catch (IllegalArgumentException e) {
            throw new BlobException(Kind.REFUSED, "Blob root must read file:///folder, was: " + root, e);
        }
    }

    @Override
    public URI put(String name, byte[] content) {
        Path target = root.resolve(BlobName.checked(name));
        try {
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                create(target, content);
            }
            if (!Arrays.equals(Files.readAllBytes(target), content)) {
                throw new BlobException(
                        Kind.CONFLICT,
                        "%s holds other content (sha256 %s) than the %d bytes to store (sha256 %s)"
                                .formatted(
                                        target.toUri(),
                                        Sha256.of(Files.readAllBytes(target)),
                                        content.length,
                                        Sha256.of(content)));
            }
        } catch (IOException e) {
            throw failure("store", target, e);
        }
        return target.toUri();
    }

    private static void create(Path target, byte[] content) throws IOException {
        Path draft = Files.createTempFile(target.getParent(), ".", ".part");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException e) {
            // Another writer was first; the caller compares what it wrote.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public byte[] get(URI address) {
        if (!"file".equals(address.getScheme())) {
            throw outside(address);
        }
        Path file = Path.of(address).normalize();
        if (!file.startsWith(root)) {
            throw outside(address);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    private BlobException outside(URI address) {
        return new BlobException(Kind.REFUSED, address + " is not below the blob root " + root.toUri());
    }

    private static BlobException failure(String verb, Path file, IOException cause) {
        return switch (cause) {
            case NoSuchFileException e -> new BlobException(Kind.MISSING, file.toUri() + " does not exist", e);
            case AccessDeniedException e ->
                new BlobException(Kind.REFUSED, "Not allowed to %s %s".formatted(verb, file.toUri()), e);
            default ->
                new BlobException(
                        Kind.UNAVAILABLE,
                        "Could not %s %s: %s".formatted(verb, file.toUri(), cause.getMessage()),
                        cause);
        };
    }

    @Override
    public void close() {}
}
