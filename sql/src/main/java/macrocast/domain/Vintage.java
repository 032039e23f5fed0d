package macrocast.domain;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that was known of one series at one moment, oldest period first. A withdrawn value is absent.
 *
 * @param knownAt the moment the newest of these values became known
 */
public record Vintage(SeriesKey series, Frequency frequency, Instant knownAt, List<PeriodValue> values)
        implements Serializable {

    public Vintage {
        values = List.copyOf(values);
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).period().compareTo(values.get(i).period()) >= 0) {
                throw new IllegalArgumentException(series + " needs periods in order, has "
                        + values.get(i - 1).period() + " before "
                        + values.get(i).period());
            }
        }
    }

    /**
     * The last period with a value: where a model stands.
     *
     * @throws IllegalStateException when nothing is known
     */
    public Period origin() {
        if (values.isEmpty()) {
            throw new IllegalStateException(series + " has no value at " + knownAt);
        }
        return values.get(values.size() - 1).period();
    }

    /** The values after the last gap: what a model that needs every period can use. */
    public List<PeriodValue> gapFreeTail() {
        int from = Math.max(values.size() - 1, 0);
        while (from > 0
                && values.get(from - 1).period().plus(1).equals(values.get(from).period())) {
            from--;
        }
        return values.subList(from, values.size());
    }

    public NavigableMap<Period, Double> byPeriod() {
        NavigableMap<Period, Double> map = new TreeMap<>();
        values.forEach(v -> map.put(v.period(), v.value()));
        return map;
    }

    /** Hash of the series key and every period and value, so equal hashes mean equal training data. */
    public String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        digest.update((series + " " + frequency).getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
        for (PeriodValue v : values) {
            buffer.clear();
            buffer.putLong(v.period().start().toEpochDay()).putLong(Double.doubleToLongBits(v.value()));
            digest.update(buffer.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
