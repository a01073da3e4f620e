package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan files of tests/vectors: those with faults fail at their place, the others come back byte for byte. */
class VectorsTest {
    static List<String> faulty() throws IOException {
        return with("error.json");
    }

    static List<String> good() throws IOException {
        return with("expected.xml");
    }

    private static List<String> with(String file) throws IOException {
        try (Stream<Path> folders = Files.list(Samples.VECTORS)) {
            return folders.filter(folder -> Files.exists(folder.resolve(file))).map(folder -> folder.getFileName().toString())
                    .sorted().collect(Collectors.toList());
        }
    }

    @Test
    void thereAreVectors() throws IOException {
        assertTrue(faulty().size() > 50);
        assertTrue(good().size() > 5);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void fault(String name) {
        Path folder = Samples.VECTORS.resolve(name);
        JsonObject wanted = JsonParser.parseString(Samples.text(Samples.bytes(folder.resolve("error.json")))).getAsJsonObject();
        byte[] bytes = Samples.vector(folder);
        KepuException error = assertThrows(KepuException.class, () -> Plan.load(bytes, "plan.xml", null));
        assertEquals(wanted.get("code").getAsInt(), error.number());
        assertEquals(wanted.get("code").getAsInt(), error.code().number());
        assertEquals(wanted.get("name").getAsString(), error.name());
        assertEquals("plan.xml", error.file().get());
        place(wanted, "line", error.line());
        place(wanted, "column", error.column());
        place(wanted, "offset", error.offset());
        if (wanted.has("path")) {
            assertEquals(wanted.get("path").getAsString(), error.path().orElse(null));
        }
        assertNotEquals(error.message(Language.EN), error.message(Language.ZH));
        assertTrue(error.getMessage().startsWith("plan.xml:") && error.getMessage().endsWith(error.message(Language.EN)));
    }

    private static void place(JsonObject wanted, String key, OptionalLong found) {
        if (wanted.has(key)) {
            assertEquals(wanted.get(key).getAsLong(), found.orElse(-1), key);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void roundTrip(String name, @TempDir Path temporary) throws IOException {
        Path folder = Samples.VECTORS.resolve(name);
        Path file = Files.write(temporary.resolve("plan.kepu.xml"), Samples.vector(folder));
        byte[] expected = Samples.bytes(folder.resolve("expected.xml"));
        try (Plan plan = Plan.load(file); Plan again = Plan.load(plan.toBytes(Format.XML_GZ))) {
            assertArrayEquals(expected, plan.toBytes(Format.XML));
            assertArrayEquals(expected, again.toBytes(Format.XML));
            try (Plan json = Plan.fromJson(plan.toJson()); Plan packed = Plan.load(plan.toBytes(Format.JSON_GZ))) {
                assertArrayEquals(expected, json.toBytes(Format.XML));
                assertArrayEquals(plan.toJson(), packed.toBytes(Format.JSON));
            }
            Path wanted = folder.resolve("expected.json");
            if (Files.exists(wanted)) {
                assertEquals(Samples.text(Samples.bytes(wanted)), Samples.text(plan.toJson()));
            }
            Path findings = folder.resolve("findings");
            assertEquals(Files.exists(findings) ? Arrays.asList(Samples.text(Samples.bytes(findings)).split("\n"))
                    : Collections.emptyList(), plan.findings().stream().map(found -> found.name() + " "
                    + found.line().orElse(0) + ":" + found.column().orElse(0)).collect(Collectors.toList()));
        }
    }
}
