package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading plans: everything that the library offers arrives, as what Java has for it. */
class PlanTest {
    private Notice notice;
    private Plan plan;
    private Plan full;

    @BeforeEach
    void open() {
        notice = Samples.notice();
        plan = notice.plan();
        full = Samples.full();
    }

    @AfterEach
    void close() {
        full.close();
        plan.close();
        notice.close();
    }

    @Test
    void versions() {
        assertEquals(Raw.VERSION, Library.version(Kepu.versionNumber()));
        assertEquals(Raw.VERSION, Kepu.version());
        assertTrue(Kepu.components().keySet().containsAll(Arrays.asList("libxml2", "zlib")));
        assertTrue(Kepu.components().get("libxml2").isPresent());
    }

    @Test
    void identity() {
        assertTrue(plan.uid().get().startsWith("sha256:"));
        assertEquals(plan.uid(), plan.sourceDigest());
        assertEquals(1, plan.revision());
        assertEquals("清禾市全民科学素质行动规划纲要实施方案（2021—2025年）", plan.title().get());
        assertEquals("清政办发〔2022〕17号", plan.documentNumber().get());
        assertEquals("2021/2025", plan.period().toString());
        assertEquals("清禾市", plan.region().name().get());
        assertSame(Level.PREFECTURE, plan.region().level());
        assertFalse(plan.issuers().isEmpty() || plan.recipients().isEmpty());
        assertTrue(plan.basis().get(0).number().isPresent());
        assertEquals(plan.issuers(), plan.metadata(MetadataField.ISSUER));
        assertEquals(Collections.singletonList("清政办发〔2022〕17号"),
                plan.metadataProvenance(MetadataField.DOCUMENT_NUMBER, 0).get().quotes());
        assertFalse(plan.metadataProvenance(MetadataField.TITLE, 99).isPresent());
        assertTrue(plan.metadata(MetadataField.UNKNOWN).isEmpty());
    }

    @Test
    void outline() {
        assertEquals(plan.nodes(), plan.roots().stream().flatMap(Node::walk).collect(Collectors.toList()));
        for (Node node : plan.nodes()) {
            assertSame(plan, node.plan());
            assertEquals(node, plan.node(node.id()).get());
            assertTrue(plan.nodesByPath(node.path()).contains(node));
            assertTrue(node.children().stream().allMatch(child -> child.parent().get().equals(node)));
            for (int i = 1; i < node.children().size(); i++) {
                assertEquals(node.children().get(i), node.children().get(i - 1).next().get());
                assertEquals(node.children().get(i - 1), node.children().get(i).previous().get());
            }
            assertSame(node.kind(), Kind.valueOf(node.kindToken().get().toUpperCase()));
            assertFalse(node.annex().isPresent());
        }
        Node school = plan.nodesByPath("3.1.1").get(0);
        assertEquals("1. 上好校园科学课 3 1", school.label().get() + " " + school.title().get() + " " + school.level() + " "
                + school.ordinal().get());
        assertEquals(Collections.singletonList("市教育局"), school.assignments().stream().filter(a -> a.role() == Role.LEAD)
                .map(a -> a.unit().name()).collect(Collectors.toList()));
        assertEquals("上好校园科学课", school.titleProvenance().get().quotes().get(0));
        assertSame(Check.UNSEEN, school.provenance().get().check());
        assertNotEquals(Rule.UNKNOWN, school.provenance().get().rule());
        assertFalse(plan.node("n0").isPresent());
        assertTrue(plan.nodesByPath("9.9").isEmpty());
        assertEquals(1, plan.nodes().get(28).walk().count());
        assertEquals(full.nodes().size() + full.annexes().stream().flatMap(a -> a.roots().stream()).flatMap(Node::walk).count(),
                full.walk().count());
    }

    @Test
    void units() {
        for (Unit unit : plan.units()) {
            assertEquals(unit, plan.unit(unit.id()).get());
            assertTrue(plan.unitsByName(unit.name()).contains(unit));
            assertTrue(unit.assignments().stream().allMatch(assignment -> assignment.unit().equals(unit)));
        }
        assertEquals(plan.assignments(),
                plan.walk().flatMap(node -> node.assignments().stream()).collect(Collectors.toList()));
        assertTrue(plan.unitsByName("没有这个单位").isEmpty());
        assertFalse(plan.unit("u0").isPresent());
    }

    @Test
    void numbers() {
        List<Value> values = plan.indicators().stream().flatMap(indicator -> indicator.values().stream()).collect(Collectors.toList());
        List<BigDecimal> rates = values.stream().filter(value -> value.indicator().name().equals(Optional.of("公民具备科学素质的比例")))
                .map(value -> value.low().get()).collect(Collectors.toList());
        assertTrue(rates.contains(new BigDecimal("8.6")) && rates.contains(new BigDecimal("14.5")));
        assertTrue(full.indicators().stream().anyMatch(indicator -> indicator.factor().isPresent()));
        assertTrue(full.indicators().stream().flatMap(indicator -> indicator.values().stream())
                .anyMatch(value -> value.high().isPresent()));
        assertTrue(values.stream().allMatch(value -> value.high().isPresent() == value.highText().isPresent()));
    }

    /** Each reader gives something in at least one place of a plan that has everything. */
    @Test
    void everyReaderOfAFullPlan() throws ReflectiveOperationException {
        List<Object> parts = new ArrayList<>();
        parts.add(full);
        Stream.of(full.units(), full.assignments(), full.indicators(), full.phases(), full.annexes()).forEach(parts::addAll);
        full.walk().forEach(parts::add);
        full.indicators().forEach(indicator -> parts.addAll(indicator.values()));
        TreeMap<String, Boolean> given = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) { // grows by the provenance that is found
            for (Method reader : readers(parts.get(i).getClass())) {
                Object value = reader.invoke(parts.get(i));
                if (value instanceof Optional && ((Optional<?>) value).orElse(null) instanceof Provenance) {
                    parts.add(((Optional<?>) value).get());
                }
                given.merge(reader.getDeclaringClass().getSimpleName() + "." + reader.getName(), says(value), Boolean::logicalOr);
            }
        }
        Set<String> silent = given.keySet().stream().filter(name -> !given.get(name)).collect(Collectors.toSet());
        silent.removeAll(Arrays.asList("Plan.findings", "Closing.isClosed", "Provenance.when")); // when: see BuilderTest
        assertEquals(Collections.emptySet(), silent);
        assertTrue(given.size() > 100, given.keySet().toString());
    }

    static List<Method> readers(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getParameterCount() == 0
                && method.getReturnType() != void.class && method.getDeclaringClass() != Object.class && !method.isBridge()
                && !Modifier.isStatic(method.getModifiers())
                && !Arrays.asList("hashCode", "toString", "matrix", "getClass").contains(method.getName()))
                .collect(Collectors.toList());
    }

    private static boolean says(Object value) {
        if (value instanceof Optional) {
            return ((Optional<?>) value).isPresent();
        }
        if (value instanceof OptionalLong) {
            return ((OptionalLong) value).isPresent();
        }
        return value instanceof Collection ? !((Collection<?>) value).isEmpty() : !Boolean.FALSE.equals(value);
    }

    @Test
    void lists() {
        List<Node> nodes = plan.nodes();
        assertEquals(3, nodes.indexOf(nodes.get(3)));
        assertEquals(nodes.subList(1, 3), Arrays.asList(nodes.get(1), nodes.get(2)));
        assertThrows(IndexOutOfBoundsException.class, () -> nodes.get(nodes.size()));
        assertThrows(IndexOutOfBoundsException.class, () -> nodes.get(-1));
        assertThrows(UnsupportedOperationException.class, () -> nodes.remove(0));
        assertEquals(nodes.size(), nodes.parallelStream().map(Node::id).distinct().count());
    }

    @Test
    void samePartIsEqual() {
        assertEquals(plan.nodes().get(0), plan.nodes().get(0));
        assertEquals(2, new HashSet<>(Arrays.asList(plan.nodes().get(0), plan.roots().get(0), plan.nodes().get(1))).size());
        try (Plan other = Plan.load(plan.toBytes(Format.XML))) {
            assertNotEquals(plan, other);
            assertNotEquals(plan.nodes().get(0), other.nodes().get(0));
            assertNotEquals(plan.nodes().get(0), plan.units().get(0));
            assertFalse(plan.nodes().get(0).equals(null));
        }
    }

    /** Every character lies in one segment, and Java finds the characters that the library counts. */
    @Test
    void sourceText() {
        List<StringBuilder> texts = plan.paragraphs().stream().map(p -> new StringBuilder()).collect(Collectors.toList());
        for (Segment segment : notice.segments()) {
            texts.get((int) segment.span().paragraph()).append(plan.quote(segment.span()));
        }
        assertEquals(plan.paragraphs().stream().map(Paragraph::text).collect(Collectors.toList()),
                texts.stream().map(StringBuilder::toString).collect(Collectors.toList()));
        assertTrue(notice.segments().stream().anyMatch(s -> s.kind() == SegmentClass.UNIT_LIST));
        Segment title = notice.segments().stream().filter(s -> s.kind() == SegmentClass.NODE_TITLE).findFirst().get();
        assertEquals(plan.quote(title.span()), title.node().get().title().get());
        assertTrue(plan.paragraphs().stream().allMatch(p -> p.line().isPresent()));
        assertEquals("", plan.quote(new Span(999, 0, 1)));
        assertEquals("", plan.quote(new Span(0, 99999, 1)));
        assertEquals(plan.paragraphs().get(0).text(), plan.quote(new Span(0, 0, 99999)));
        assertThrows(IllegalArgumentException.class, () -> new Span(0, -1, 1));
        assertEquals(new Span(1, 2, 3), new Span(1, 2, 3));
    }

    @Test
    void findings() {
        Findings findings = notice.findings();
        Finding found = findings.stream().filter(f -> f.code() == FindingCode.LIST_MISSING).findFirst().get();
        assertSame(Severity.WARNING, found.severity());
        assertEquals("list-missing", found.name());
        assertEquals(73, found.line().getAsLong());
        assertTrue(found.column().isPresent() && found.span().isPresent());
        assertTrue(plan.node(found.subject().get()).isPresent());
        assertTrue(found.message(Language.ZH).contains("严格督促考核"));
        assertNotEquals(found.message(Language.ZH), found.message(Language.EN));
        assertEquals(findings.stream().filter(f -> f.severity() == Severity.WARNING).count(), findings.count(Severity.WARNING));
        assertTrue(plan.check().stream().anyMatch(f -> f.code() == FindingCode.TASK_WITHOUT_LEAD));
        assertTrue(plan.findings().isEmpty());
        assertEquals(0, plan.findings().count(Severity.ERROR));
    }

    @Test
    void matrix() {
        try (Matrix own = plan.matrix(); Matrix inherited = plan.matrix(true)) {
            assertTrue(inherited.isInherited() && !own.isInherited());
            assertEquals(plan.nodes(), own.rows());
            assertEquals(own.columns().size() + own.idleUnits().size(), plan.units().size());
            assertEquals(plan.assignments().size(), own.entries().size());
            for (Entry entry : own.entries()) {
                Set<Cell> roles = own.cell(entry.row(), entry.column());
                assertTrue(roles.contains(Cell.valueOf(entry.assignment().role().name())), roles.toString());
                assertEquals(roles, own.cell(own.rows().get(entry.row()), entry.assignment().unit()));
                assertEquals(roles, own.rowCells(entry.row()).get(entry.column()));
                assertEquals(roles, own.columnCells(entry.column()).get(entry.row()));
                assertTrue(own.rowEntries(entry.row()).stream().anyMatch(e -> e.assignment().equals(entry.assignment())));
                assertFalse(entry.isInherited());
            }
            assertEquals(own.tally(EnumSet.of(Cell.LEAD)), plan.assignments().stream().filter(a -> a.role() == Role.LEAD).count());
        }
    }

    @Test
    void files(@TempDir Path folder) {
        Path file = folder.resolve("计划.kepu.xml");
        plan.save(file);
        String digest = Kepu.digest(file);
        assertArrayEquals(plan.toBytes(Format.XML), Samples.bytes(file));
        Path packed = folder.resolve("计划.kepu.xml.gz");
        plan.save(packed);
        try (Plan one = Plan.load(file); Plan two = Plan.load(packed)) {
            assertArrayEquals(one.toBytes(Format.XML), two.toBytes(Format.XML));
            assertTrue(one.nodes().get(0).line().isPresent() && one.nodes().get(0).column().isPresent());
        }
        plan.save(file, new SaveOptions().expected(digest).format(Format.XML_GZ));
        assertEquals(0x1F, Samples.bytes(file)[0]);
        KepuException conflict = assertThrows(KepuException.class, () -> plan.save(file, new SaveOptions().expected(digest)));
        assertSame(ErrorCode.CONFLICT, conflict.code());
        assertSame(ErrorCode.CONFLICT,
                assertThrows(KepuException.class, () -> plan.save(file, new SaveOptions().expected(""))).code());
        plan.save(folder.resolve("new.xml"), new SaveOptions().expected(""));
        Kepu.save(folder.resolve("任意.txt"), Samples.utf8("字"));
        assertArrayEquals(Samples.utf8("字"), Samples.bytes(folder.resolve("任意.txt")));
        assertTrue(Files.exists(folder.resolve("任意.txt")));
    }

    @Test
    void limits() {
        byte[] bytes = plan.toBytes(Format.XML);
        LoadOptions small = new LoadOptions().limit(Limit.BYTES, 1000);
        assertSame(ErrorCode.LIMIT, assertThrows(KepuException.class, () -> Plan.load(bytes, null, small)).code());
        assertSame(ErrorCode.ARGUMENT, assertThrows(KepuException.class,
                () -> Plan.load(bytes, null, new LoadOptions().limit(Limit.DEPTH, 0))).code());
        Plan.load(bytes, "a name", new LoadOptions().limit(Limit.BYTES, 4L * bytes.length)).close();
    }

    @Test
    void noticesAsPages() {
        byte[] page = Samples.bytes(Samples.SOURCE.resolve("tests/notices/data/guyu-2020.html")); // says gb2312, and has more
        try (Notice read = Notice.read(page); Plan made = read.plan()) {
            assertEquals("谷峪县2020年全民科学素质工作推进方案", made.metadata(MetadataField.TITLE).get(0));
        }
        try (Notice read = Notice.read(Samples.SOURCE.resolve("tests/notices/no-plan/explanation.txt")); Plan none = read.plan()) {
            assertSame(FindingCode.NO_PLAN, read.findings().get(0).code());
            assertTrue(none.nodes().isEmpty());
        }
        KepuException failure = assertThrows(KepuException.class, () -> Notice.read(new byte[] {'P', 'K', 3, 4}));
        assertSame(ErrorCode.ARCHIVE, failure.code());
    }

    @Test
    void noticesFromMemory() {
        byte[] bytes = Samples.bytes(Samples.QINGHE);
        try (Notice read = Notice.read(bytes, "清禾", new NoticeOptions().uid("我的")); Plan made = read.plan()) {
            assertEquals("我的", made.uid().get());
            assertSame(made, read.plan());
            assertEquals(plan.nodes().size(), made.nodes().size());
        }
        KepuException failure = assertThrows(KepuException.class, () -> Notice.read(new byte[0], "名字", null));
        assertSame(ErrorCode.EMPTY_FILE, failure.code());
        assertEquals("名字", failure.file().get());
        assertTrue(failure.getMessage().startsWith("名字: "));
    }

    @Test
    void page() {
        try (Notice notice = Samples.notice()) {
            String page = Samples.text(notice.toHtml(Language.ZH));
            assertTrue(page.contains("<html lang=\"zh-CN\">") && page.contains("href=\"#d"), page);
            assertFalse(Samples.text(notice.plan().toHtml(Language.EN)).contains("href=\"#d"), "findings are the notice's");
        }
    }

    @Test
    void facts() {
        JsonObject facts = JsonParser.parseString(Samples.text(plan.toFacts())).getAsJsonObject();
        List<String> paths = new ArrayList<>();
        for (JsonElement node : facts.getAsJsonArray("nodes")) {
            paths.add(node.getAsJsonObject().get("path").getAsString());
        }
        assertEquals(plan.nodes().stream().map(Node::path).collect(Collectors.toList()), paths);
        assertEquals(plan.assignments().size(), facts.getAsJsonArray("assignments").size());
    }

    @Test
    void json(@TempDir Path folder) {
        JsonObject json = JsonParser.parseString(Samples.text(full.toJson())).getAsJsonObject();
        assertTrue(json.size() > 3, json.keySet().toString());
        Path file = folder.resolve("plan.json");
        full.save(file);
        assertArrayEquals(full.toJson(), Samples.bytes(file));
        try (Plan one = Plan.load(file); Plan two = Plan.fromJson(full.toJson(), new LoadOptions().limit(Limit.DEPTH, 100))) {
            assertArrayEquals(full.toBytes(Format.XML), one.toBytes(Format.XML));
            assertArrayEquals(full.toBytes(Format.XML), two.toBytes(Format.XML));
        }
        KepuException error = assertThrows(KepuException.class, () -> Plan.fromJson(Samples.utf8("{\n  \"科\": ]}")));
        assertEquals(2, error.line().getAsLong());
        assertEquals(8, error.column().getAsLong());
        assertEquals(11, error.offset().getAsLong());
        assertThrows(KepuException.class, () -> Plan.fromJson(full.toBytes(Format.XML)));
    }

    @Test
    void dates() {
        DateRange quarter = DateRange.parse("2023-Q2");
        assertSame(Precision.QUARTER, quarter.precision());
        assertEquals(LocalDate.of(2023, 4, 1), quarter.first());
        assertEquals(LocalDate.of(2023, 6, 30), quarter.last());
        assertEquals(quarter, DateRange.parse("2023-Q2"));
        assertEquals(LocalDate.of(2024, 2, 29), DateRange.parse("2024-02-T3").last());
        assertSame(ErrorCode.BAD_DATE, assertThrows(KepuException.class, () -> DateRange.parse("2023-13")).code());
    }

    @Test
    void decimals() {
        for (String text : Arrays.asList("0", "-15.50", "9223372036854775807", "0.000000001", "-0.5")) {
            assertEquals(text, Kepu.formatDecimal(Kepu.parseDecimal(text)));
        }
        assertEquals("1000", Kepu.formatDecimal(new BigDecimal("1E+3")));
        for (String text : Arrays.asList("1E-10", "9223372036854775808", "1E+2000000000", "1E-2000000000")) {
            assertThrows(KepuException.class, () -> Kepu.formatDecimal(new BigDecimal(text)), text);
        }
        assertSame(ErrorCode.BAD_NUMBER, assertThrows(KepuException.class, () -> Kepu.parseDecimal("1e3")).code());
    }

    @Test
    void unknownTokens() {
        String xml = Samples.text(plan.toBytes(Format.XML)).replace("kind=\"task\"", "kind=\"novelty\"")
                .replaceFirst("version=\"0.1\"", "version=\"0.9\"");
        try (Plan other = Plan.load(Samples.utf8(xml))) {
            List<Node> strange = other.walk().filter(node -> node.kindToken().equals(Optional.of("novelty")))
                    .collect(Collectors.toList());
            assertFalse(strange.isEmpty());
            assertTrue(strange.stream().allMatch(node -> node.kind() == Kind.UNKNOWN));
            assertTrue(other.findings().stream().anyMatch(found -> found.code() == FindingCode.NEWER_VERSION));
        }
        assertSame(Kind.UNKNOWN, Kind.of(99));
        assertSame(ErrorCode.OK, ErrorCode.of(0));
        assertSame(ErrorCode.UNKNOWN, ErrorCode.of(99999));
        assertSame(ErrorCode.ARGUMENT, assertThrows(KepuException.class, () -> plan.toBytes(Format.UNKNOWN)).code());
        assertSame(FindingCode.UNKNOWN, FindingCode.of(99999));
        assertEquals(Kind.TASK.number(), Kind.of(Kind.TASK.number()).number());
    }

    @Test
    void toStrings() {
        for (Object thing : Arrays.asList(plan, notice, plan.nodes().get(3), plan.units().get(0), plan.assignments().get(0),
                plan.indicators().get(0), plan.indicators().get(0).values().get(0), plan.phases().get(0),
                full.annexes().get(0), plan.nodes().get(3).provenance().get(), notice.findings().get(0),
                notice.segments().get(0), plan.basis().get(0), plan.period(), plan.region(), plan.paragraphs().get(0))) {
            assertFalse(thing.toString().contains("@"), thing.toString());
            assertFalse(thing.toString().contains("Optional"), thing.toString());
        }
    }
}
