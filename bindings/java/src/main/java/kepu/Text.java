package kepu;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/** Texts and names of files as the library takes them. */
final class Text {
    private Text() {
    }

    /** UTF-8; null for null. Halves of surrogate pairs are let through, so that the library says what is wrong, and where. */
    static byte[] utf8(String text) {
        if (text == null) {
            return null;
        }
        return brokenAt(text) < 0 ? text.getBytes(StandardCharsets.UTF_8) : withHalves(text);
    }

    static String string(byte[] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    /** A text that the library reads up to its first NUL, so that it must not hold one. */
    static byte[] terminated(String text, String what) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL inside the " + what);
        }
        return utf8(text);
    }

    /** The name of a file in the encoding that Java itself uses for names of files. */
    static byte[] path(Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("not a file of the default file system, use bytes instead: " + path);
        }
        return path.toString().getBytes(NAMES);
    }

    private static final Charset NAMES = names();

    private static Charset names() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Index of the first half of a surrogate pair that lacks the other half; -1 where there is none. */
    private static int brokenAt(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (Character.charCount(text.codePointAt(at)) == 1) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    private static byte[] withHalves(String text) {
        byte[] out = new byte[text.length() * 3];
        int length = 0;
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            int step = Character.charCount(point);
            if (step == 1 && Character.isSurrogate((char) point)) {
                out[length++] = (byte) (0xE0 | point >> 12);
                out[length++] = (byte) (0x80 | point >> 6 & 0x3F);
                out[length++] = (byte) (0x80 | point & 0x3F);
            } else {
                byte[] bytes = text.substring(at, at + step).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, out, length, bytes.length);
                length += bytes.length;
            }
            at += step;
        }
        return Arrays.copyOf(out, length);
    }
}
