package macrocast.registry;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32C;
import macrocast.registry.BlobException.Kind;

/**
 * Blobs as objects below a prefix of a Google Cloud Storage bucket, by its JSON API.
 *
 * <p>An object is created with the precondition {@code ifGenerationMatch=0}, so that the service itself refuses
 * to replace one (Cloud Storage documentation, "Request preconditions"). The CRC32C that the service computed is
 * compared with our own after every upload and, on 412, with that of the object that was there first.
 */
final class GcsBlobStore implements BlobStore {
    private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

    private final Storage storage;
    private final String bucket;
    private final String prefix;

    private GcsBlobStore(Storage storage, String bucket, String prefix) {
        this.storage = storage;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Uses the machine's default credentials, or none when {@code STORAGE_EMULATOR_HOST} names another host. */
    static GcsBlobStore connect(URI root, Map<String, String> environment) {
        String bucket = root.getAuthority();
        if (bucket == null) {
            throw new BlobException(Kind.REFUSED, "Blob root must read gs://bucket/prefix, was: " + root);
        }
        String path = root.getPath().replaceAll("^/+|/+$", "");
        StorageOptions.Builder options = StorageOptions.http();
        String emulator = environment.getOrDefault(EMULATOR, "");
        if (!emulator.isEmpty()) {
            options.setHost(emulator.contains("://") ? emulator : "http://" + emulator)
                    .setCredentials(NoCredentials.getInstance())
                    .setProjectId("macrocast");
        }
        return new GcsBlobStore(options.build().getService(), bucket, path.isEmpty() ? "" : path + "/");
    }

    @Override
    public URI put(String name, byte[] content) {
        BlobId id = BlobId.of(bucket, prefix + BlobName.checked(name));
        String expected = crc32c(content);
        try {
            BlobInfo info = BlobInfo.newBuilder(id)
                    .setContentType("application/octet-stream")
                    .build();
            return checked(storage.create(info, content, BlobTargetOption.doesNotExist()), expected, "was stored with");
        } catch (StorageException e) {
            if (e.getCode() != 412) {
                throw failure("store", id, e);
            }
            return checked(existing(id), expected, "holds other content:");
        }
    }

    private Blob existing(BlobId id) {
        try {
            Blob blob = storage.get(id);
            if (blob == null) {
                throw new BlobException(Kind.UNAVAILABLE, address(id) + " was there a moment ago and is gone");
            }
            return blob;
        } catch (StorageException e) {
            throw failure("read", id, e);
        }
    }

    private static URI checked(Blob blob, String expected, String problem) {
        if (!expected.equals(blob.getCrc32c())) {
            throw new BlobException(
                    Kind.CONFLICT,
                    "%s %s CRC32C %s, ours is %s"
                            .formatted(address(blob.getBlobId()), problem, blob.getCrc32c(), expected));
        }
        return address(blob.getBlobId());
    }

    @Override
    public byte[] get(URI address) {
        String path = String.valueOf(address.getPath());
        if (!"gs".equals(address.getScheme())
                || !bucket.equals(address.getAuthority())
                || !path.startsWith("/" + prefix)) {
            throw new BlobException(
                    Kind.REFUSED, "%s is not below the blob root gs://%s/%s".formatted(address, bucket, prefix));
        }
        BlobId id = BlobId.of(bucket, path.substring(1));
        try {
            return storage.readAllBytes(id);
        } catch (StorageException e) {
            throw failure("read", id, e);
        }
    }

    private static URI address(BlobId id) {
        return URI.create("gs://" + id.getBucket() + "/" + id.getName());
    }

    /** As the service writes it: base64 of the four bytes, most significant first. */
    private static String crc32c(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static BlobException failure(String verb, BlobId id, StorageException cause) {
        String what = "Could not %s %s: %s".formatted(verb, address(id), cause.getMessage());
        Kind kind =
                switch (cause.getCode()) {
                    case 404 -> "read".equals(verb) ? Kind.MISSING : Kind.REFUSED;
                    case 400, 401, 403 -> Kind.REFUSED;
                    default -> Kind.UNAVAILABLE;
                };
        return new BlobException(kind, what, cause);
    }

    @Override
    public void close() {
        try {
            storage.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not close the storage client", e);
        }
    }
}
