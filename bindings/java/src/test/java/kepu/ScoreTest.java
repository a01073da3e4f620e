package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Units scored by a scheme: schemes read and built, units and figures, points, ranks, grades, awards, and why. */
class ScoreTest extends NothingLeft {
    private static final String SCHEME = "<scheme xmlns='urn:kepu:scheme:1' version='0.1' id='办法'>\n<group id='县' kinds='县'/>"
            + "<module id='活动' name='科普活动' points='100'>\n<criterion id='场次' points='60'><ratio target='10'/></criterion>\n"
            + "<criterion id='信息' points='40' indicator='讲座' take='actual'><ratio target='10'/></criterion></module>"
            + "<grade id='优' from='90'/><grade id='良' from='60'/><grade id='差' from='0'/><award id='先进' quota='1'/></scheme>";
    private static final String UNITS = "单位,名称,类型\nu1,甲县,县\nu2,乙县,县\nu3,丙县,县\n";
    private static final String FIGURES = "单位,指标项,数值\nu1,场次,10\nu1,信息,7\nu2,场次,5\nu2,信息,8\n";

    private static Scheme scheme() {
        return Scheme.load(Samples.utf8(SCHEME));
    }

    private static Inputs filled(Scheme scheme) {
        Inputs inputs = new Inputs(scheme);
        assertTrue(inputs.addUnitsCsv(UNITS).isEmpty() && inputs.addCsv(FIGURES).isEmpty());
        return inputs;
    }

    private static Map<String, String> row(String... cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return row;
    }

    private static ErrorCode code(Executable wrong) {
        return assertThrows(KepuException.class, wrong).code();
    }

    private static BigDecimal number(long number) {
        return BigDecimal.valueOf(number);
    }

    @Test
    void aSchemeIsATreeOfElements(@TempDir Path folder) throws Exception {
        try (Scheme scheme = scheme(); Scheme other = scheme()) {
            Element root = scheme.root();
            Element activity = scheme.find("活动").get();
            assertEquals("scheme 办法", root.toString());
            assertFalse(root.parent().isPresent() || activity.value("weight").isPresent() || scheme.find("无").isPresent());
            assertEquals("module 科普活动 100", activity.kind() + " " + activity.name().get() + " " + activity.value("points").get());
            assertEquals("场次 信息", activity.children().stream().map(each -> each.id().get()).collect(Collectors.joining(" ")));
            assertEquals("module criterion ratio criterion ratio", activity.walk().map(Element::kind).collect(Collectors.joining(" ")));
            assertEquals(root, activity.parent().get());
            assertEquals(activity.hashCode(), scheme.elements().get(activity.index()).hashCode());
            assertNotEquals(activity, other.find("活动").get());
            assertEquals("Scheme, 11 elements", scheme.toString());
            for (Element element : scheme) {
                assertSame(scheme, element.scheme());
            }
            scheme.save(folder.resolve("办法.xml"));
            assertEquals(new String(scheme.toXml(), StandardCharsets.UTF_8), new String(Files.readAllBytes(folder.resolve("办法.xml")), StandardCharsets.UTF_8));
            try (Scheme saved = Scheme.load(folder.resolve("办法.xml")); Scheme again = Scheme.load(scheme.toJson())) {
                assertEquals(new String(again.toXml(), StandardCharsets.UTF_8), new String(saved.toXml(), StandardCharsets.UTF_8));
            }
            assertTrue(scheme.check().isEmpty());
            KepuException wrong = assertThrows(KepuException.class, () -> Scheme.load(Samples.utf8("<scheme xmlns='urn:kepu:scheme:1' version='0.1'>\n<x/></scheme>")));
            assertEquals("UNEXPECTED_ELEMENT 2", wrong.code() + " " + wrong.line().getAsLong());
            assertSame(ErrorCode.NOT_FOUND, code(() -> Scheme.load(folder.resolve("none.xml"))));
        }
    }

    @Test
    void aSchemeIsBuilt() {
        try (SchemeBuilder builder = new SchemeBuilder()) {
            long root = builder.add("scheme");
            long criterion = builder.add(root, "criterion");
            builder.set(criterion, "id", "a");
            builder.set(criterion, "points", new BigDecimal("7.5"));
            builder.set(builder.add(criterion, "ratio"), "target", "3");
            assertSame(ErrorCode.UNKNOWN_FIELD, code(() -> builder.set(criterion, "colour", "red")));
            assertSame(ErrorCode.UNEXPECTED_ELEMENT, code(() -> builder.add(root, "recipe")));
            builder.set(criterion, "id", (String) null);
            assertSame(ErrorCode.MISSING_ATTRIBUTE, code(builder::finish)); // and goes on
            builder.set(criterion, "id", "a");
            try (Scheme scheme = builder.finish()) {
                assertEquals("7.5", scheme.find("a").get().value("points").get());
            }
            assertSame(ErrorCode.FINISHED, code(() -> builder.add(root, "module")));
        }
    }

    @Test
    void figuresAreTakenOrRefused() {
        try (Scheme scheme = scheme(); Scheme other = scheme(); Inputs inputs = new Inputs(scheme)) {
            inputs.addUnit("u1", "甲县", "县", null);
            inputs.addUnit("u2", null, null, "县");
            assertSame(ErrorCode.DUPLICATE_ID, code(() -> inputs.addUnit("u1", null, null, null)));
            assertTrue(inputs.add(row("unit", "甲县", "criterion", "场次", "value", "10")).isEmpty());
            assertTrue(inputs.add(row("单位", "u2", "指标项", "场次", "数值", "5", "理由", null)).isEmpty());
            assertEquals("value-twice", inputs.add(row("unit", "u1", "criterion", "场次", "value", "11")).get(0).name());
            assertSame(ErrorCode.UNKNOWN_KEY, code(() -> inputs.add(row("unit", "u2", "criterion", "信息", "colour", "red"))));
            assertEquals(1, inputs.add(row("value", "5")).size()); // nothing is left of the row before
            Finding refused = inputs.addCsv("unit,criterion,value\nu9,场次,1\n").get(0);
            assertEquals("unit-not-listed 2:1", refused.name() + " " + refused.line().getAsLong() + ":" + refused.column().getAsLong());
            assertEquals("Inputs, 2 units, 2 figures", inputs.toString());
            assertEquals("信息", scheme.check(inputs).get(0).subject().get()); // nothing was reported of it
            assertSame(ErrorCode.ARGUMENT, code(() -> other.check(inputs)));
            assertSame(ErrorCode.NOT_FOUND, code(() -> inputs.addCsv(Paths.get("none.csv"))));
            assertSame(ErrorCode.NOT_FOUND, code(() -> inputs.addUnitsCsv(Paths.get("none.csv"))));
        }
    }

    @Test
    void unitsByRank() {
        try (Scheme scheme = scheme(); Inputs inputs = filled(scheme); Score score = inputs.score()) {
            ScoredUnit first = score.units().get(0);
            ScoredUnit second = score.find("u2").get();
            ScoredUnit third = score.units().get(2);
            assertEquals("u1 甲县 县 良 88 1", String.join(" ", first.id(), first.name(), first.group().get(), first.grade().get(),
                    first.total().get().toString(), first.rank().get().toString()));
            assertTrue(first.eligible() && !first.provisional() && !score.stage().isPresent() && score.findings().isEmpty());
            assertEquals("30 32 62", second.points("场次").get() + " " + second.points(scheme.find("信息").get()).get() + " "
                    + second.points("活动").get());
            assertSame(State.NOT_REPORTED, third.state("场次"));
            assertSame(State.VALUE, first.state(scheme.root()));
            assertFalse(third.total().isPresent() || third.rank().isPresent() || third.grade().isPresent());
            assertEquals("YES QUOTA NO_TOTAL", score.units().stream().map(unit -> unit.award("先进").name()).collect(Collectors.joining(" ")));
            assertSame(AwardResult.YES, first.award(scheme.find("先进").get()));
            assertEquals("1 u2 62; Score, 3 units 0", second.row() + " " + second + "; " + score + " " + score.rankDecimals());
            assertFalse(score.find("u9").isPresent());
            assertTrue(new String(score.toCsv(false), StandardCharsets.UTF_8).contains("县,1,u1,甲县,88,value,良,false,true,yes,88"));
            assertEquals((byte) 0xef, score.toCsv(true)[0]);
            assertTrue(score.toJson().length > 100);
            assertSame(ErrorCode.STATE, code(() -> inputs.addUnit("u4", null, null, null)));
            assertSame(ErrorCode.ARGUMENT, code(() -> inputs.score("终评")));
            assertThrows(NoSuchElementException.class, () -> second.points("无"));
            try (Scheme other = scheme()) {
                assertThrows(IllegalArgumentException.class, () -> second.points(other.root()));
            }
        }
    }

    @Test
    void whyAndWhatItWouldTake() {
        try (Scheme scheme = scheme(); Inputs inputs = filled(scheme); Score score = inputs.score();
                Explanation why = score.units().get(1).explain()) {
            List<ExplanationLine> lines = why.lines();
            assertEquals("TOTAL 0 62 VALUE", lines.get(0).what() + " " + lines.get(0).depth() + " " + lines.get(0).points().get() + " "
                    + lines.get(0).state());
            assertFalse(lines.get(0).adds().isPresent());
            BigDecimal criteria = lines.stream().filter(line -> line.what() == LineKind.CRITERION).map(line -> line.adds().get())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(number(62), criteria);
            assertEquals("活动", lines.get(1).element().id().get());
            assertTrue(lines.get(0).text(Language.ZH).startsWith("乙县：总分 62 分，第 2 名"));
            assertEquals("科普活动: 62 of 100 points", lines.get(1).toString());
            for (ExplanationLine line : why) {
                assertFalse(line.text(Language.EN).isEmpty());
            }
            assertTrue(why.toText(Language.ZH, 60).contains("乙县") && why.toHtml(Language.EN).startsWith("<section"));
            assertTrue(why.toJson().length > 100 && why.toString().equals("Explanation, " + lines.size() + " lines"));
            ScoredUnit second = score.units().get(1);
            assertEquals(number(5), second.need("场次", Need.GRADE).get());
            assertEquals(number(5), second.need(scheme.find("场次").get(), Need.RANK).get());
            assertFalse(second.need("信息", Need.GRADE).isPresent());
        }
    }

    @Test
    void figuresOfAPlan() {
        String plan = "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='p'><indicators><indicator id='i1' name='讲座' unit='场'>"
                + "<target time='2025' low='10'/><observation time='2025' low='8'/></indicator></indicators></plan>";
        try (Scheme scheme = scheme(); Inputs inputs = new Inputs(scheme); Plan loaded = Plan.load(Samples.utf8(plan));
                Progress progress = loaded.progress(null, new JudgeOptions().date("2025-12-31"))) {
            inputs.addUnit("u1", null, null, null);
            assertTrue(inputs.add(progress, "u1").isEmpty());
            assertSame(ErrorCode.UNKNOWN_ID, code(() -> inputs.add(progress, "u2")));
            try (Score score = inputs.score()) {
                assertEquals(number(32), score.units().get(0).points("信息").get());
            }
        }
    }

    @Test
    void closingAndWrongUse() {
        Scheme scheme = scheme();
        Inputs inputs = filled(scheme);
        Score score = inputs.score();
        ScoredUnit unit = score.units().get(1);
        Explanation why = unit.explain();
        ExplanationLine line = why.lines().get(0);
        Element root = scheme.root();
        inputs.close();
        scheme.close();
        scheme.close();
        assertEquals(number(30), unit.points("场次").get()); // a score needs neither
        score.close();
        assertEquals(number(62), line.points().get()); // nor an explanation a score
        why.close();
        SchemeBuilder builder = new SchemeBuilder();
        builder.close();
        for (Executable use : new Executable[] {inputs::score, inputs::count, scheme::toXml, root::kind, unit::total, unit::explain,
            () -> unit.points("场次"), () -> unit.need("场次", Need.RANK), score::units, line::what, why::toJson, () -> builder.add("scheme")}) {
            assertThrows(IllegalStateException.class, use);
        }
        assertEquals("Inputs, closed; Scheme, closed; Element of a closed scheme; Score, closed; ScoredUnit, closed; Explanation, closed; "
                + "ExplanationLine, closed; SchemeBuilder, closed",
                inputs + "; " + scheme + "; " + root + "; " + score + "; " + unit + "; " + why + "; " + line + "; " + builder);
        try (Scheme open = scheme(); Inputs empty = new Inputs(open)) {
            for (Executable use : new Executable[] {() -> open.find(null), () -> Scheme.load((byte[]) null), () -> root.value(null),
                () -> empty.addUnit(null, null, null, null), () -> empty.addCsv((String) null), () -> new Inputs(null),
                () -> empty.add(row(null, "1")), () -> empty.add((Progress) null, null)}) {
                assertThrows(NullPointerException.class, use);
            }
        }
    }

    @Test
    void whatIsForgottenIsCollected() {
        Explanation why = filled(scheme()).score().units().get(1).explain();
        collect(2);
        assertEquals("办法", why.lines().get(0).element().id().get());
    }

    @Test
    void oneThreadAtATime() throws InterruptedException {
        StringBuilder table = new StringBuilder("unit\n");
        for (int unit = 0; unit < 3000; unit++) {
            table.append("u").append(unit).append("\n");
        }
        String text = table.toString();
        AtomicInteger refused = new AtomicInteger();
        try (Scheme scheme = scheme(); Inputs inputs = new Inputs(scheme)) {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    try {
                        inputs.addUnitsCsv(text);
                    } catch (IllegalStateException busy) {
                        refused.incrementAndGet();
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(refused.get() < threads.length);
            assertEquals(3000, inputs.unitCount());
        }
    }
}
