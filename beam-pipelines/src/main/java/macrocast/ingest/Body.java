package macrocast.ingest;

/**
 * What a source sent, byte for byte, before anything is made of it.
 *
 * @param name what messages call it: the file's name or the address it was asked for
 * @param bytes not copied, for bodies are large; nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: a payload's identity is its sha256.
public record Body(String name, String mediaType, byte[] bytes) {}
