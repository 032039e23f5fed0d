package macrocast.ingest.parquet;

import java.io.EOFException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that is already in memory. */
final class InMemoryFile implements InputFile {
    private final byte[] bytes;

    InMemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new Stream(ByteBuffer.wrap(bytes));
    }

    /** Parquet's messages begin with it. */
    @Override
    public String toString() {
        return "it";
    }

    private static final class Stream extends SeekableInputStream {
        private final ByteBuffer rest;

        Stream(ByteBuffer rest) {
            this.rest = rest;
        }

        @Override
        public long getPos() {
            return rest.position();
        }

        @Override
        public void seek(long position) throws EOFException {
            if (position < 0 || position > rest.limit()) {
                throw new EOFException("position " + position + " of " + rest.limit() + " bytes");
            }
            rest.position((int) position);
        }

        @Override
        public int read() {
            return rest.hasRemaining() ? rest.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (!rest.hasRemaining()) {
                return length == 0 ? 0 : -1;
            }
            int n = Math.min(length, rest.remaining());
            rest.get(target, offset, n);
            return n;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!rest.hasRemaining()) {
                return target.hasRemaining() ? -1 : 0;
            }
            int n = Math.min(target.remaining(), rest.remaining());
            target.put(rest.slice(rest.position(), n));
            rest.position(rest.position() + n);
            return n;
        }

        @Override
        public void readFully(byte[] target) throws EOFException {
            readFully(target, 0, target.length);
        }

        @Override
        public void readFully(byte[] target, int offset, int length) throws EOFException {
            require(length);
            rest.get(target, offset, length);
        }

        @Override
        public void readFully(ByteBuffer target) throws EOFException {
            require(target.remaining());
            read(target);
        }

        private void require(int length) throws EOFException {
            if (rest.remaining() < length) {
                throw new EOFException(length + " bytes at " + rest.position() + " of " + rest.limit());
            }
        }
    }
}
