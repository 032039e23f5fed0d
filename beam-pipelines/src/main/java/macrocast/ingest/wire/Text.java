package macrocast.ingest.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import macrocast.ingest.UnreadablePayloadException;

/** The bytes of a body as text: UTF-8, with or without a byte-order mark, and nothing else. */
final class Text {
    private Text() {}

    /**
     * The text of a body.
     *
     * @throws UnreadablePayloadException when it is empty, no UTF-8, or a web page
     */
    static String of(String name, byte[] body, String needed) {
        int first = start(name, body, needed);
        if (body[first] == '<') {
            throw new UnreadablePayloadException(
                    name, "is HTML or XML, needed " + needed + ": " + excerpt(body, first));
        }
        int from = hasMark(body) ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, from, body.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadablePayloadException(name, "is not written in UTF-8", e);
        }
    }

    /** Where the first byte stands that is no space. */
    static int start(String name, byte[] body, String needed) {
        int first = hasMark(body) ? 3 : 0;
        while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
            first++;
        }
        if (first == body.length) {
            throw new UnreadablePayloadException(name, "is empty, needed " + needed);
        }
        return first;
    }

    static String excerpt(byte[] body, int from) {
        return new String(body, from, Math.min(80, body.length - from), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    private static boolean hasMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }
}
