package macrocast.ingest.boe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import macrocast.ingest.ScriptedServer;

/** A release of the Bank's package on a server of the test. */
public final class BoePackage {
    /** Where the wheel is. */
    public static final String WHEEL = "/packages/ab/cd/forecast_evaluation-0.1.13-py3-none-any.whl";

    public static final byte[] OUTTURNS = BoeFile.empty()
            .row(row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1, 0.0487))
            .bytes();
    public static final byte[] FORECASTS = BoeFile.empty()
            .row(row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "mpr", 0, 0.05)
                    .append("metric", "levels"))
            .bytes();

    private final ScriptedServer server;
    private byte[] wheel;
    private String index;

    public BoePackage(ScriptedServer server) {
        this.server = server;
        wheel = wheel("forecast_evaluation/data/files/fer_outturns.parquet");
        index = index(server.address(), sha256(wheel));
    }

    /** From now on the server answers so. */
    public void answer() {
        byte[] page = index.getBytes(StandardCharsets.UTF_8);
        byte[] archive = wheel;
        server.answering(request -> ScriptedServer.json(request.equals(WHEEL) ? archive : page));
    }

    String index() {
        return index;
    }

    BoePackage index(String text) {
        index = text;
        return this;
    }

    BoePackage sha256(String promised) {
        return index(index(server.address(), promised));
    }

    BoePackage host(String address) {
        return index(index(address, sha256(wheel)));
    }

    BoePackage outturnsCalled(String name) {
        wheel = wheel(name);
        return sha256(sha256(wheel));
    }

    /** As the index writes it, the source archive first. */
    private static String index(String address, String sha256) {
        return "{\"info\":{\"name\":\"forecast_evaluation\",\"version\":\"0.1.13\",\"yanked\":false},\"last_serial\":1,"
                + "\"releases\":{\"0.1.12\":[{\"packagetype\":\"bdist_wheel\",\"url\":\"https://example.org/old.whl\"}]},"
                + "\"urls\":[" + file(address, "sdist", "/packages/ab/cd/forecast_evaluation-0.1.13.tar.gz", "00") + ","
                + file(address, "bdist_wheel", WHEEL, sha256) + "],\"vulnerabilities\":[]}";
    }

    private static String file(String address, String kind, String path, String sha256) {
        return "{\"digests\":{\"blake2b_256\":\"1\",\"md5\":\"2\",\"sha256\":\"" + sha256 + "\"},\"packagetype\":\""
                + kind + "\",\"size\":1,\"url\":\"" + address + path + "\",\"yanked\":false,\"yanked_reason\":null}";
    }

    private static byte[] wheel(String outturns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("forecast_evaluation/__init__.py"));
            zip.putNextEntry(new ZipEntry("forecast_evaluation/data/files/fer_forecasts.parquet"));
            zip.write(FORECASTS);
            zip.putNextEntry(new ZipEntry(outturns));
            zip.write(OUTTURNS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
