package macrocast.jobs;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What a container was told by its surroundings: the variables of the job contract. */
record JobEnvironment(Map<String, String> variables) {

    JobEnvironment {
        variables = Map.copyOf(variables);
    }

    /** A variable that has a value; an empty one counts as not set. */
    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    private String required(String name, String example) {
        return value(name)
                .orElseThrow(
                        () -> JobFailure.configuration("%s is not set, it must read like %s".formatted(name, example)));
    }

    /** Hash of the source tree that this job was built from. */
    String codeVersion() {
        return required("MACROCAST_CODE_VERSION", "the hash of a source tree");
    }

    /** Digest of the image that this job runs in; empty outside one. */
    String imageDigest() {
        return value("MACROCAST_IMAGE_DIGEST").orElse("");
    }

    /** The root under which model bundles lie. */
    URI blobRoot() {
        String root = required("MACROCAST_BLOB_ROOT", "file:///blob or gs://bucket/prefix");
        try {
            return URI.create(root);
        } catch (IllegalArgumentException e) {
            throw JobFailure.configuration(
                    "MACROCAST_BLOB_ROOT must read file:///folder or gs://bucket/prefix, was: " + root);
        }
    }
}
