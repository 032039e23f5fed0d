package macrocast.ingest.boe;

import com.fasterxml.jackson.core.JsonToken;
import macrocast.ingest.Body;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * A package as it is released, a zip archive.
 *
 * @param address where it is
 * @param sha256 of its bytes, as the index promises
 */
record Wheel(String address, String sha256) {

    /**
     * The newest release that was not withdrawn, as the JSON of the Python package index tells it: {@code urls} are the files
     * of that release alone.
     *
     * @throws UnreadablePayloadException when it tells of none
     */
    static Wheel newest(Body index) {
        Wheel found = null;
        try (JsonBody json = JsonBody.open(index.name(), index.bytes())) {
            json.expect(JsonToken.START_OBJECT, "an object with urls");
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (!field.equals("urls")) {
                    json.skip();
                    continue;
                }
                json.expect(JsonToken.START_ARRAY, "the files of a release");
                while (json.nextElement()) {
                    Wheel wheel = wheel(json);
                    found = found == null ? wheel : found;
                }
            }
            json.requireEnd();
            if (found == null) {
                throw json.unreadable("has no wheel among the urls of its newest release, or it was withdrawn");
            }
            return found;
        }
    }

    /** The wheel that a file is; null for a source archive and for what was withdrawn. */
    private static @Nullable Wheel wheel(JsonBody json) {
        json.expect(JsonToken.START_OBJECT, "a file");
        String kind = "";
        String address = null;
        String sha256 = null;
        boolean withdrawn = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "packagetype" -> kind = json.text(field);
                case "url" -> address = json.text(field);
                case "yanked" -> withdrawn = json.token() == JsonToken.VALUE_TRUE;
                case "digests" -> sha256 = sha256(json);
                default -> json.skip();
            }
        }
        if (!kind.equals("bdist_wheel") || withdrawn) {
            return null;
        }
        if (address == null || sha256 == null) {
            throw json.unreadable("a wheel lacks url or digests with sha256");
        }
        return new Wheel(address, sha256);
    }

    private static @Nullable String sha256(JsonBody json) {
        json.expect(JsonToken.START_OBJECT, "the hashes of a file");
        String sha256 = null;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("sha256")) {
                sha256 = json.text(field);
            } else {
                json.skip();
            }
        }
        return sha256;
    }
}
