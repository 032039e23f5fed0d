package macrocast.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The files that match a pattern, on any file system that Beam knows, each read whole and in the order of their names.
 *
 * <p>A file that ends in {@code .gz}, or {@code .GZ}, is inflated: the body is what the source sent, however it was kept.
 */
public final class WholeFiles {
    /** Ten times what the largest source sends today; a body is held in memory. */
    static final long LARGEST_BODY = 256L << 20;

    private final String pattern;

    private WholeFiles(String pattern) {
        this.pattern = pattern;
    }

    public static WholeFiles matching(String pattern) {
        return new WholeFiles(pattern);
    }

    /**
     * Hands over the files one by one.
     *
     * @throws SourceUnavailableException when none matches
     * @throws UnreadablePayloadException when one is larger than 256 MiB, or is not the gzip that its name says
     */
    public void forEach(Consumer<Body> bodies) {
        forEach(bodies, unreadable -> {
            throw unreadable;
        });
    }

    /**
     * The same, but what is too large or no gzip is told of, and the other files are handed over all the same.
     *
     * @throws SourceUnavailableException when none matches
     */
    public void forEach(Consumer<Body> bodies, Consumer<UnreadablePayloadException> unreadable) {
        List<Metadata> files = match().stream()
                .filter(WholeFiles::isWhole)
                .sorted(Comparator.comparing(file -> file.resourceId().toString()))
                .toList();
        if (files.isEmpty()) {
            throw new SourceUnavailableException("No file matches " + pattern);
        }
        for (Metadata file : files) {
            Body body;
            try {
                body = read(file);
            } catch (UnreadablePayloadException e) {
                unreadable.accept(e);
                continue;
            }
            bodies.accept(body);
        }
    }

    private List<Metadata> match() {
        try {
            MatchResult result = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
            return result.metadata();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + pattern, e);
        }
    }

    /** Names with a dot in front are files on their way in. */
    private static boolean isWhole(Metadata file) {
        return !String.valueOf(file.resourceId().getFilename()).startsWith(".");
    }

    private static Body read(Metadata file) {
        String name = String.valueOf(file.resourceId().getFilename());
        byte[] bytes;
        try (InputStream stream = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
            bytes = readAtMost(name, stream);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.resourceId(), e);
        }
        return name.toLowerCase(Locale.ROOT).endsWith(".gz")
                ? new Body(name, mediaType(name.substring(0, name.length() - 3)), inflate(name, bytes))
                : new Body(name, mediaType(name), bytes);
    }

    private static byte[] inflate(String name, byte[] gzip) {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return readAtMost(name, stream);
        } catch (IOException e) {
            throw new UnreadablePayloadException(name, "not a whole gzip file: " + e.getMessage(), e);
        }
    }

    private static byte[] readAtMost(String name, InputStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > LARGEST_BODY) {
                throw new UnreadablePayloadException(name, "more than " + LARGEST_BODY + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    private static String mediaType(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            return "application/json";
        }
        return lower.endsWith(".parquet") ? "application/vnd.apache.parquet" : "application/octet-stream";
    }
}
