package macrocast.ingest.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Inflates pages that are plain, Snappy, gzip or Zstandard: what writers use in practice.
 *
 * <p>Parquet's own factory asks Hadoop for its codecs, which then wants the rest of Hadoop. A page may not grow beyond what
 * its header says.
 */
final class PageCodecs implements CompressionCodecFactory {

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
            byte[] packed = bytes(page);
            byte[] plain =
                    switch (codec) {
                        case UNCOMPRESSED -> packed;
                        case SNAPPY -> unsnap(packed, size);
                        case GZIP -> gunzip(packed, size);
                        case ZSTD -> Zstd.decompress(packed, size);
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

        private static byte[] unsnap(byte[] packed, int size) throws IOException {
            int says = Snappy.uncompressedLength(packed);
            if (says != size) {
                throw new IOException("a page has " + says + " bytes, its header says " + size);
            }
            return Snappy.uncompress(packed);
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
