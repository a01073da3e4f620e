package kepu;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is of no plan: versions, files, exact numbers. */
public final class Kepu {
    private Kepu() {
    }

    /**
     * Version of the native library that is loaded.
     *
     * @return the version, like 0.1.0
     */
    public static String version() {
        return Text.string(Library.raw().kepu_version());
    }

    /**
     * The same as a number.
     *
     * @return major * 10000 + minor * 100 + patch
     */
    public static int versionNumber() {
        return Library.raw().kepu_version_number();
    }

    /**
     * The libraries inside it, with their versions.
     *
     * @return names, with an empty version for one that this build goes without
     */
    public static Map<String, Optional<String>> components() {
        Raw raw = Library.raw();
        Map<String, Optional<String>> components = new LinkedHashMap<>();
        for (long index = 0; index < raw.kepu_component_count(); index++) {
            String version = Text.string(raw.kepu_component_version(index));
            components.put(Text.string(raw.kepu_component_name(index)), Optional.ofNullable(version));
        }
        return Collections.unmodifiableMap(components);
    }

    /**
     * Digest of a file's bytes, for {@link SaveOptions#expected(String)}. Take it before the file is loaded.
     *
     * @param path the file
     * @return {@code sha256:} and hex digits
     * @throws KepuException where the file cannot be read
     */
    public static String digest(Path path) {
        byte[] name = Text.path(path);
        Raw raw = Library.raw();
        return Call.terminated(raw, outputs -> raw.kepu_file_digest(name, outputs));
    }

    /**
     * Writes bytes to a file the way plans are saved: whole or not at all.
     *
     * @param path the file
     * @param bytes the bytes
     * @throws KepuException where the file cannot be written
     */
    public static void save(Path path, byte[] bytes) {
        byte[] name = Text.path(path);
        Objects.requireNonNull(bytes, "bytes");
        Raw raw = Library.raw();
        Call.run(raw, outputs -> raw.kepu_file_save(name, bytes, outputs));
    }

    /**
     * Reads an exact number: digits with an optional sign and point, nothing else, at most 9 digits after the point.
     *
     * @param text the number
     * @return the number, with as many digits after the point as were written
     * @throws KepuException where it is none, or out of range
     */
    public static BigDecimal parseDecimal(String text) {
        byte[] bytes = Text.utf8(Objects.requireNonNull(text, "text"));
        Raw raw = Library.raw();
        long[] outputs = Call.outputs(raw, 2, out -> raw.kepu_decimal_parse(bytes, out));
        return BigDecimal.valueOf(outputs[0], (int) outputs[1]);
    }

    /**
     * Writes an exact number the way the library does.
     *
     * @param number the number
     * @return its digits, with as many after the point as it has
     * @throws KepuException where it is out of range, or has more than 9 digits after the point
     */
    public static String formatDecimal(BigDecimal number) {
        // A number with a huge exponent would be a huge text; as it is, the library refuses it.
        String plain = Math.abs((long) number.scale()) > 100 ? number.toString() : number.toPlainString();
        BigDecimal exact = parseDecimal(plain);
        Raw raw = Library.raw();
        byte[] room = new byte[32];
        long[] needed = new long[1];
        int status = raw.kepu_decimal_format(exact.unscaledValue().longValue(), exact.scale(), room, needed);
        if (status != 0) {
            throw KepuException.take(raw, status, 0);
        }
        return new String(room, 0, (int) needed[0] - 1, StandardCharsets.US_ASCII);
    }
}
