package macrocast.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import macrocast.registry.BlobException.Kind;
import org.junit.jupiter.api.Test;

/** What every blob store promises. */
interface BlobStoreContract {
    /** A store that is empty under {@code contract/} when a test starts. */
    BlobStore store() throws Exception;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    default void whatIsPutIsGot() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        try (BlobStore store = store()) {
            URI address = store.put("contract/boe/gdpkp/a-b_c.1.zip", content);
            assertThat(address.toString()).endsWith("/contract/boe/gdpkp/a-b_c.1.zip");
            assertThat(store.get(address)).isEqualTo(content);
        }
    }

    @Test
    default void anEmptyBlobIsABlob() throws Exception {
        try (BlobStore store = store()) {
            assertThat(store.get(store.put("contract/empty", new byte[0]))).isEmpty();
        }
    }

    @Test
    default void theSameContentTwiceIsFine() throws Exception {
        try (BlobStore store = store()) {
            URI first = store.put("contract/same", bytes("one"));
            assertThat(store.put("contract/same", bytes("one"))).isEqualTo(first);
        }
    }

    @Test
    default void otherContentUnderATakenNameIsAConflictAndChangesNothing() throws Exception {
        try (BlobStore store = store()) {
            URI address = store.put("contract/taken", bytes("one"));
            assertThatThrownBy(() -> store.put("contract/taken", bytes("two")))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                    .hasMessageStartingWith(address + " holds other content");
            assertThat(store.get(address)).isEqualTo(bytes("one"));
        }
    }

    @Test
    default void aMissingBlobIsNamed() throws Exception {
        try (BlobStore store = store()) {
            URI neighbour = store.put("contract/there", bytes("one"));
            URI missing = URI.create(neighbour.toString().replace("there", "not-there"));
            assertThatThrownBy(() -> store.get(missing))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING))
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    default void anAddressOutsideTheRootIsRefused() throws Exception {
        try (BlobStore store = store()) {
            for (String address : List.of("file:///etc/passwd", "gs://someone-elses/contract/x", "https://host/x")) {
                assertThatThrownBy(() -> store.get(URI.create(address)))
                        .isInstanceOfSatisfying(
                                BlobException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                        .hasMessageStartingWith(address + " is not below the blob root");
            }
        }
    }

    @Test
    default void aNameThatLeavesTheRootIsADefect() throws Exception {
        try (BlobStore store = store()) {
            for (String name : List.of("../x", "/x", "a//b", "a/../b", "", "a b", ".hidden")) {
                assertThatThrownBy(() -> store.put(name, bytes("x"))).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    default void ofManyWritersAtOnceExactlyOneContentStays() throws Exception {
        try (BlobStore store = store();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> writers = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> {
                        String content = "content " + i % 2;
                        try {
                            store.put("contract/race", bytes(content));
                            return content;
                        } catch (BlobException e) {
                            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                            return "";
                        }
                    })
                    .toList());
            Set<String> winners = new HashSet<>();
            for (Future<String> writer : writers) {
                winners.add(writer.get());
            }
            winners.remove("");
            assertThat(winners).hasSize(1);
        }
    }
}
