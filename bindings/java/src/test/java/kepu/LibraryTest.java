package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding and loading the native library, each time in a Java machine of its own. */
class LibraryTest {
    private static final String PLATFORM = Library.platform(System.getProperty("os.name"), System.getProperty("os.arch"));

    /** Prints the version, as often as the first argument says, or why there is none. */
    public static void main(String[] arguments) {
        Builder held = null;
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            try {
                System.out.println("version " + Kepu.version());
                held = new Builder();
            } catch (LibraryError error) {
                System.out.println(error);
            }
        }
        if (held != null && arguments.length > 1) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** What happens where a plan does not fit into Java's memory as bytes; run with a small heap. */
    static final class SmallHeap {
        private SmallHeap() {
        }

        public static void main(String[] arguments) {
            char[] text = new char[500_000];
            Arrays.fill(text, '科');
            String paragraph = new String(text);
            try (Builder builder = new Builder()) {
                for (int i = 0; i < 40; i++) {
                    builder.addParagraph(paragraph, i + 1);
                }
                try (Plan plan = builder.finish()) {
                    for (int i = 0; i < 3; i++) {
                        try {
                            System.out.println(plan.toJson().length);
                        } catch (OutOfMemoryError error) {
                            System.out.println("no memory, " + plan.paragraphs().get(39).text().length());
                        }
                    }
                }
            }
            System.out.println(Cleaner.watched() + " held");
        }
    }

    private static String run(Path temporary, int times, String... options) throws Exception {
        return run(LibraryTest.class, temporary, times, options);
    }

    private static String run(Class<?> main, Path temporary, int times, String... options) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni", "-Djava.io.tmpdir=" + temporary));
        command.addAll(Arrays.asList(options));
        command.addAll(Arrays.asList("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(), String.valueOf(times)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder printed = new StringBuilder();
        try (InputStream in = process.getInputStream()) {
            byte[] buffer = new byte[10000];
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                printed.append(new String(buffer, 0, length, java.nio.charset.Charset.defaultCharset()));
            }
        }
        assertEquals(0, process.waitFor(), printed.toString());
        return printed.toString();
    }

    @Test
    void loadsAndLeavesNoFile(@TempDir Path temporary) throws Exception {
        assertEquals("version " + Raw.VERSION + "\n", run(temporary, 1));
        try (Stream<Path> left = Files.list(temporary).filter(path -> path.getFileName().toString().startsWith("kepu-"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aPlatformThatHasNone(@TempDir Path temporary) throws Exception {
        String printed = run(temporary, 2, "-Dos.arch=riscv64");
        assertEquals(2, printed.split("no native library for linux-riscv64", -1).length - 1, printed);
        assertTrue(printed.contains("it has: ") && printed.contains(PLATFORM) && printed.contains("-Dkepu.library="), printed);
    }

    @Test
    void aFileThatIsNoLibrary(@TempDir Path temporary) throws Exception {
        Path file = Files.write(temporary.resolve("no-library.so"), new byte[] {1, 2, 3});
        String printed = run(temporary, 2, "-Dkepu.library=" + file);
        assertEquals(2, printed.split("LibraryError: the native library " + file + " could not be loaded", -1).length - 1, printed);
        assertTrue(run(temporary, 1, "-Dkepu.library=" + temporary.resolve("none.so")).contains("could not be loaded"));
    }

    @Test
    void aNamedLibrary(@TempDir Path temporary) throws Exception {
        Path file = temporary.resolve("mine.so");
        try (InputStream in = Library.class.getResourceAsStream("/natives/" + PLATFORM + "/" + System.mapLibraryName("kepu_jni"))) {
            Files.copy(in, file);
        }
        assertEquals("version " + Raw.VERSION + "\n", run(temporary, 1, "-Dkepu.library=" + file));
        assertEquals("version " + Raw.VERSION + "\n", run(temporary, 1, "-Dkepu.library=" + file, "-Dos.arch=riscv64"));
    }

    @Test
    void noFolderToUnpackInto(@TempDir Path temporary) throws Exception {
        String printed = run(temporary.resolve("missing"), 1);
        assertTrue(printed.contains("could not be unpacked into") && printed.contains("-Djava.io.tmpdir="), printed);
        assertFalse(new File(temporary.toFile(), "missing").exists());
    }

    @Test
    void aPlanThatDoesNotFitIntoTheHeap(@TempDir Path temporary) throws Exception {
        assertEquals("no memory, 500000\nno memory, 500000\nno memory, 500000\n0 held\n",
                run(SmallHeap.class, temporary, 1, "-Xmx32m", "-Dfile.encoding=UTF-8"));
    }

    @Test
    void platforms() {
        assertEquals("linux-x86_64", Library.platform("Linux", "amd64"));
        assertEquals("linux-aarch64", Library.platform("Linux", "aarch64"));
        assertEquals("linux-loongarch64", Library.platform("Linux", "loongarch64"));
        assertEquals("macos-aarch64", Library.platform("Mac OS X", "arm64"));
        assertEquals("windows-x86_64", Library.platform("Windows Server 2019", "amd64"));
        assertEquals("-", Library.platform("../..", "../"));
    }
}
