package macrocast.ingest.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Inflates pages that are plain, Snappy, gzip or Zstandard: what writers use in practice.
 *
 * <p>Parquet's own factory asks Hadoop for its codecs, which then wants the rest of Hadoop. A page may not grow beyond what
 * its header says.
 */
final class PageCodecs implements CompressionCodecFactory {
    /** Writers make pages of about a mebibyte. */
    private static final int LARGEST_PAGE = 256 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Files are read here, not written");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Pages(codec);
    }

    @Override
    public void release() {
        // Holds no native memory.
    }

    private record Pages(CompressionCodecName codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            if (size > LARGEST_PAGE) {
                throw new IOException("a page would have " + size + " bytes, at most " + LARGEST_PAGE + " are read");
            }
            byte[] packed = bytes(page);
            byte[] plain =
                    switch (codec) {
                        case UNCOMPRESSED -> packed;
                        case SNAPPY -> inflate(new SnappyDecompressor(), packed, size);
                        case GZIP -> gunzip(packed, size);
                        case ZSTD -> inflate(new ZstdDecompressor(), packed, size);
                        default ->
                            throw new IOException(
                                    "pages are compressed with " + codec + ", needed Snappy, gzip, Zstandard or none");
                    };
            if (plain.length != size) {
                throw new IOException("a page has " + plain.length + " bytes, its header says " + size);
            }
            return BytesInput.from(plain);
        }

        private static byte[] bytes(BytesInput input) throws IOException {
            return input.toInputStream().readAllBytes();
        }

        private static byte[] inflate(Decompressor decompressor, byte[] packed, int size) {
            byte[] plain = new byte[size];
            int length = decompressor.decompress(packed, 0, packed.length, plain, 0, size);
            return length == size ? plain : Arrays.copyOf(plain, length);
        }

        private static byte[] gunzip(byte[] packed, int size) throws IOException {
            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] plain = stream.readNBytes(size);
                if (stream.read() >= 0) {
                    throw new IOException("a page has more bytes than the " + size + " of its header");
                }
                return plain;
            }
        }

        @Override
        public void decompress(ByteBuffer page, int packedSize, ByteBuffer target, int size) throws IOException {
            byte[] packed = new byte[packedSize];
            page.get(packed);
            target.put(bytes(decompress(BytesInput.from(packed), size)));
        }

        @Override
        public void release() {
            // Holds no native memory.
        }
    }
}
