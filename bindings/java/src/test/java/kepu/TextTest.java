package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of any script comes through both ways, in every place where text can be. */
class TextTest {
    @ParameterizedTest
    @ValueSource(strings = {"\uD842\uDFB7野家", "科普😀", "👨‍👩‍👧", "e\u0301", "\u00E9", "\uFFFD", "ꙮ", "\uDBFF\uDFFD",
        "ا ב", "\u200B零宽", "<&>\"'", "]]>", "a\tb\nc"})
    void throughAPlan(String text, @TempDir Path folder) throws Exception {
        try (Builder builder = new Builder()) {
            builder.addMetadata(MetadataField.TITLE, text, null);
            builder.addParagraph("前" + text + "后", 1);
            String node = builder.addNode(null, Kind.TASK, null, text);
            builder.set(node, "text", text);
            int points = text.codePointCount(0, text.length());
            builder.addSpan(node, "title", new Span(0, 1, points));
            builder.addUnit(text, false);
            Path file = folder.resolve(text.replaceAll("[\\s/<>&\"']", "_") + ".kepu.xml");
            try (Plan made = builder.finish()) {
                made.save(file);
            }
            assertTrue(Files.exists(file));
            try (Plan plan = Plan.load(file)) {
                assertEquals(text, plan.title().get());
                assertEquals(text, plan.node(node).get().title().get());
                assertEquals(text, plan.node(node).get().text().get());
                assertEquals(Collections.singletonList(text), plan.node(node).get().titleProvenance().get().quotes());
                assertEquals(Collections.singletonList(plan.units().get(0)), plan.unitsByName(text));
                assertTrue(Samples.text(plan.toFacts()).length() > 0);
            }
        }
    }

    @Test
    void bytesAreUtf8() {
        assertArrayEquals(new byte[] {(byte) 0xF0, (byte) 0xA0, (byte) 0xAE, (byte) 0xB7}, Text.utf8("\uD842\uDFB7"));
        assertArrayEquals(new byte[] {'a', (byte) 0xED, (byte) 0xA1, (byte) 0x82, 'b'}, Text.utf8("a\uD842b"));
        assertArrayEquals(new byte[] {(byte) 0xED, (byte) 0xBE, (byte) 0xB7, (byte) 0xF0, (byte) 0xA0, (byte) 0xAE, (byte) 0xB7},
                Text.utf8("\uDFB7\uD842\uDFB7"));
        assertArrayEquals(new byte[] {0}, Text.utf8("\0"));
        assertEquals("𠮷", Text.string(Text.utf8("𠮷")));
    }

    @Test
    void namesInErrors() {
        byte[] broken = Samples.utf8("<plan");
        String name = "\uD842\uDFB7😀.xml";
        KepuException error = org.junit.jupiter.api.Assertions.assertThrows(KepuException.class, () -> Plan.load(broken, name, null));
        assertEquals(name, error.file().get());
        assertTrue(error.getMessage().startsWith(name + ":"));
    }

    /** Longer than any buffer that short texts are copied to. */
    @Test
    void lengths() {
        StringBuilder text = new StringBuilder();
        try (Builder builder = new Builder()) {
            for (int length = 1; length < 300; length++) {
                text.append(length % 3 == 0 ? "𠮷" : "科");
                builder.addUnit(text.toString(), false);
            }
            try (Plan plan = builder.finish()) {
                for (Unit unit : plan.units()) {
                    assertFalse(plan.unitsByName(unit.name()).isEmpty());
                    assertTrue(text.toString().startsWith(unit.name()));
                }
                assertEquals(text.toString(), plan.units().get(298).name());
            }
        }
    }
}
