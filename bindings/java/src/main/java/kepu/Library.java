package kepu;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finding the native library, loading it, and seeing to it that it is one this jar can work with. */
final class Library {
    /** Names a file to be loaded instead of the one in the jar. */
    static final String PROPERTY = "kepu.library";

    private static final String HELP = "Name one that fits by -D" + PROPERTY + "=PATH; bindings/java/README.md says how it is built";
    private static final Raw RAW;
    private static final LibraryError FAILURE;

    static {
        Raw raw = null;
        LibraryError failure = null;
        try {
            raw = load();
        } catch (LibraryError error) {
            failure = error;
        }
        RAW = raw;
        FAILURE = failure;
    }

    private Library() {
    }

    /** The functions of the library. */
    static Raw raw() {
        if (RAW == null) {
            throw new LibraryError(FAILURE.getMessage(), FAILURE.getCause());
        }
        return RAW;
    }

    private static Raw load() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            open(new File(named).getAbsoluteFile(), named);
        } else {
            openInside(platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
        }
        return new Jni();
    }

    /** Operating system and architecture, as the folders in the jar are named. */
    static String platform(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT);
        String machine = architecture.toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            system = "macos";
        } else if (system.startsWith("windows")) {
            system = "windows";
        }
        if (machine.equals("amd64") || machine.equals("x64")) {
            machine = "x86_64";
        } else if (machine.equals("arm64")) {
            machine = "aarch64";
        }
        return (system + "-" + machine).replaceAll("[^a-z0-9_-]", "");
    }

    /** Load what the jar has for a platform, by way of a temporary file. */
    private static void openInside(String platform) {
        String file = System.mapLibraryName("kepu_jni");
        String resource = "/natives/" + platform + "/" + file;
        try (InputStream in = Library.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new LibraryError("this jar of kepu " + Raw.VERSION + " has no native library for " + platform + " (it has: "
                        + platforms() + "). " + HELP, null);
            }
            Path copy = Files.createTempFile("kepu-", "-" + file);
            try {
                copy(in, copy);
                open(copy.toFile(), "for " + platform + " of this jar");
            } finally {
                remove(copy.toFile());
            }
        } catch (IOException failure) {
            throw new LibraryError("the native library could not be unpacked into " + System.getProperty("java.io.tmpdir") + " ("
                    + failure + "). Name another folder by -Djava.io.tmpdir=FOLDER", failure);
        }
    }

    /** Into the file that is there and belongs to nobody else. */
    private static void copy(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        }
    }

    private static void open(File file, String what) {
        int number;
        try {
            System.load(file.getPath());
            number = Jni.version();
        } catch (UnsatisfiedLinkError failure) {
            throw new LibraryError("the native library " + what + " could not be loaded (" + failure.getMessage() + "). It needs the "
                    + "GNU C library and a folder that programs may be run from (-Djava.io.tmpdir). " + HELP, failure);
        }
        if (!version(number).equals(Raw.VERSION)) {
            throw new LibraryError("the native library " + what + " is of libkepu " + version(number) + ", but this jar is of kepu "
                    + Raw.VERSION + ". " + HELP, null);
        }
        bind(what);
    }

    /** Library and jar are of one build; between releases the version alone does not tell. */
    private static void bind(String what) {
        LinkageError cause = null;
        try {
            if (Jni.register() == Jni.COUNT) {
                return;
            }
        } catch (LinkageError failure) {
            cause = failure;
        }
        throw new LibraryError("the native library " + what + " has other functions than this jar of kepu " + Raw.VERSION + ". " + HELP,
                cause);
    }

    static String version(int number) {
        return number / 10000 + "." + number / 100 % 100 + "." + number % 100;
    }

    /** What the build wrote down; only for the message. */
    private static String platforms() throws IOException {
        try (InputStream in = Library.class.getResourceAsStream("/natives/platforms")) {
            byte[] buffer = new byte[1000];
            int length = in == null ? 0 : in.read(buffer);
            return length <= 0 ? "none" : new String(buffer, 0, length, StandardCharsets.UTF_8).trim().replace("\n", ", ");
        }
    }

    /** Where the system keeps a loaded file open without its name, the copy can go at once. */
    private static void remove(File file) {
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
