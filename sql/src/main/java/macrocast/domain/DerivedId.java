package macrocast.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based ids (UUID version 5, RFC 9562 section 5.5): the same parts give the same id on every machine. */
public final class DerivedId {
    /** The DNS namespace of RFC 9562 section 6.6; names start with {@code macrocast/}. */
    private static final UUID NAMESPACE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    private DerivedId() {}

    /** Each part is preceded by its length, so that no two lists of parts give the same name. */
    public static UUID of(String kind, String... parts) {
        StringBuilder name = new StringBuilder("macrocast/").append(kind);
        for (String part : parts) {
            name.append('\n').append(part.length()).append(':').append(part);
        }
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
        digest.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
