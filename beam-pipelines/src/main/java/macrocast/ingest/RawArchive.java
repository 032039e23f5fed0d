package macrocast.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import macrocast.store.Payload;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Where every body that was ever loaded is kept, named by its sha256: {@code <root>/raw/<sha256>}.
 *
 * <p>Create-only: a name says what the bytes are, so that writing it again changes nothing and a half-written file never
 * stands under a final name. What is read is checked against its name.
 *
 * @param root {@code file:///blob}, {@code gs://bucket/prefix}, or a path of this machine
 */
record RawArchive(String root) implements Serializable {

    /**
     * Keeps a body.
     *
     * @throws UncheckedIOException when it cannot be written, or when other bytes stand under its name
     */
    Payload put(Body body) {
        String sha256 = sha256(body.bytes());
        Payload payload = new Payload(sha256, address(sha256), body.name(), body.bytes().length, body.mediaType());
        try {
            if (exists(payload)) {
                get(payload);
            } else {
                write(payload, body.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot archive " + payload.name() + " as " + payload.uri(), e);
        }
        return payload;
    }

    /**
     * The bytes of an archived body.
     *
     * @throws UncheckedIOException when it is absent, or its bytes are not those that its name promises
     */
    byte[] get(Payload payload) {
        byte[] bytes;
        try (InputStream stream = Channels.newInputStream(FileSystems.open(resource(payload.sha256())))) {
            bytes = stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + payload.name() + " from " + payload.uri(), e);
        }
        String found = sha256(bytes);
        if (!found.equals(payload.sha256())) {
            throw new UncheckedIOException(new IOException(
                    payload.uri() + " has sha256 " + found + ", needs the one it is named by: it was changed since"));
        }
        return bytes;
    }

    /** Whether a body stands under its name. */
    boolean has(String sha256) {
        try {
            return exists(resource(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for " + address(sha256), e);
        }
    }

    /** A note beside the bodies, which is written anew as often as one likes: {@code <root>/fetch/<name>}. */
    Optional<String> note(String name) {
        ResourceId note = beside(name);
        try {
            if (!exists(note)) {
                return Optional.empty();
            }
            try (InputStream stream = Channels.newInputStream(FileSystems.open(note))) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + note, e);
        }
    }

    void writeNote(String name, String text) {
        ResourceId note = beside(name);
        // On a file system the old note stands until the new one is whole; an object store replaces as a whole.
        ResourceId target = note.getScheme().equals("file") ? beside(name + "." + UUID.randomUUID() + ".part") : note;
        try {
            fill(target, "application/json", text.getBytes(StandardCharsets.UTF_8));
            if (!target.equals(note)) {
                FileSystems.rename(List.of(target), List.of(note));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + note, e);
        }
    }

    private boolean exists(Payload payload) throws IOException {
        return exists(resource(payload.sha256()));
    }

    private static boolean exists(ResourceId resource) throws IOException {
        try {
            FileSystems.matchSingleFileSpec(resource.toString());
            return true;
        } catch (FileNotFoundException absent) {
            return false;
        }
    }

    private void write(Payload payload, byte[] bytes) throws IOException {
        ResourceId target = resource(payload.sha256());
        if (!target.getScheme().equals("file")) {
            // An object store shows an object when it is whole, and refuses the second of two writers.
            try {
                fill(target, payload.mediaType(), bytes);
            } catch (IOException e) {
                if (!exists(payload)) {
                    throw e;
                }
                get(payload);
            }
            return;
        }
        ResourceId part = resource(payload.sha256() + "." + UUID.randomUUID() + ".part");
        fill(part, payload.mediaType(), bytes);
        FileSystems.rename(
                List.of(part),
                List.of(target),
                StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS,
                StandardMoveOptions.IGNORE_MISSING_FILES);
    }

    private static void fill(ResourceId target, String mediaType, byte[] bytes) throws IOException {
        try (WritableByteChannel channel = FileSystems.create(target, mediaType)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    String address(String name) {
        return under("raw/" + name);
    }

    private String under(String path) {
        return (root.endsWith("/") ? root : root + "/") + path;
    }

    private ResourceId beside(String name) {
        return at(under("fetch/" + name));
    }

    private ResourceId resource(String name) {
        return at(address(name));
    }

    /** Beam takes {@code file:///x} for a relative path when it is to be written, so it gets {@code /x}. */
    private static ResourceId at(String address) {
        return FileSystems.matchNewResource(
                address.startsWith("file:") ? Path.of(URI.create(address)).toString() : address, false);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
