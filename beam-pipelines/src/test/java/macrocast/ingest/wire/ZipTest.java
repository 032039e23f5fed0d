package macrocast.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import macrocast.ingest.UnreadablePayloadException;
import org.junit.jupiter.api.Test;

class ZipTest {

    private static byte[] archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[] {1, 2, 3, (byte) name.length()});
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void filesComeInTheOrderInWhichTheyAreAskedFor() throws IOException {
        assertThat(Zip.files("x.whl", archive("a", "bb", "ccc"), List.of("ccc", "a")))
                .containsExactly(new byte[] {1, 2, 3, 3}, new byte[] {1, 2, 3, 1});
        assertThat(Zip.onlyFile("x.zip", archive("a"))).containsExactly(1, 2, 3, 1);
    }

    @Test
    void whatInflatesTooFarIsRefused() throws IOException {
        assertThatThrownBy(() -> Zip.onlyFile("bomb.zip", archive("a"), 3))
                .hasMessage("bomb.zip: a in it inflates to more than the 3 bytes that are read");
        assertThatThrownBy(() -> Zip.files("bomb.zip", archive("a", "b"), List.of("a"), 7))
                .as("all files of an archive count")
                .hasMessage("bomb.zip: b in it inflates to more than the 3 bytes that are read");
        assertThat(Zip.files("x.zip", archive("a", "b"), List.of("a"), 8)).hasSize(1);
    }

    @Test
    void whatIsAbsentOrCutIsNamed() throws IOException {
        byte[] whole = archive("a", "b");
        assertThatThrownBy(() -> Zip.files("x.zip", whole, List.of("c")))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("x.zip: is a zip archive without c");
        assertThatThrownBy(() -> Zip.onlyFile("x.zip", whole))
                .hasMessage("x.zip: is a zip archive of several files, needed one");
        assertThatThrownBy(() -> Zip.files("x.zip", Arrays.copyOf(whole, 35), List.of("a")))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("x.zip: is not a whole zip archive");
    }
}
