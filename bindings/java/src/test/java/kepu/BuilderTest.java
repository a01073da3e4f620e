package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Making and changing plans: every part, every kind of change, mistakes, and ids that stay what they were. */
class BuilderTest {
    @Test
    void everyPart() {
        try (Builder builder = new Builder()) {
            builder.addMetadata(MetadataField.TITLE, "工作要点", null);
            builder.set(null, "uid", "u-1");
            builder.addMetadata(MetadataField.PERIOD, "2021/2025", null);
            builder.addMetadata(MetadataField.BASIS, "实施方案", "国发〔2021〕9号");
            builder.addParagraph("一、办讲座 12 场", 3);
            String task = builder.addNode(null, Kind.TASK, "一、", "办讲座");
            builder.set(task, "due-date", "2024-06");
            builder.addSpan(task, "title", new Span(0, 2, 3));
            builder.setCheck(task, "title", Check.CONFIRMED, "张三", "2024-01-02");
            String group = builder.addUnit("各成员单位", true);
            String unit = builder.addUnit("科协", false);
            builder.set(group, "member", unit);
            builder.set(unit, "alias", "科学技术协会");
            String assignment = builder.addAssignment(task, unit, Role.LEAD);
            String indicator = builder.addIndicator(task, "场次", "场", Comparison.AT_LEAST);
            builder.addValue(indicator, ValueKind.TARGET, "2024", BigDecimal.valueOf(12), new BigDecimal("20.50"));
            builder.addPhase("起步", "2021", "2022", "动员");
            String annex = builder.addAnnex("附件1", "任务表");
            String inner = builder.addNode(annex, Kind.TASK, null, "另一件事");
            try (Plan plan = builder.finish()) {
                Node node = plan.node(task).get();
                assertEquals("办讲座 2024-06", node.title().get() + " " + node.dueDate().get());
                Provenance proof = node.titleProvenance().get();
                assertEquals(Collections.singletonList("办讲座"), proof.quotes());
                assertEquals("CONFIRMED 张三 2024-01-02", proof.check() + " " + proof.by().get() + " " + proof.when().get());
                assertEquals("u-1", plan.uid().get());
                assertEquals("实施方案 国发〔2021〕9号", plan.basis().get(0).toString());
                assertEquals(3, plan.paragraphs().get(0).line().getAsLong());
                assertTrue(plan.unit(group).get().isGroup());
                assertEquals(Collections.singletonList(plan.unit(unit).get()), plan.unit(group).get().members());
                assertEquals(assignment, plan.assignments().get(0).id());
                Value value = plan.indicators().get(0).values().get(0);
                assertEquals(new BigDecimal("12"), value.low().get());
                assertEquals(new BigDecimal("20.50"), value.high().get());
                assertEquals("20.50", value.highText().get());
                assertEquals("动员", plan.phases().get(0).text().get());
                assertEquals(inner, plan.annexes().get(0).roots().get(0).id());
                assertEquals(plan.annexes().get(0), plan.annexes().get(0).roots().get(0).annex().get());
                try (Plan again = Plan.load(plan.toBytes(Format.XML))) {
                    assertArrayEquals(plan.toBytes(Format.XML), again.toBytes(Format.XML));
                }
            }
        }
    }

    @Test
    void nothingChanged() {
        try (Plan plan = Samples.full(); Builder builder = new Builder(plan); Plan next = builder.finish()) {
            assertEquals(plan.revision() + 1, next.revision());
            assertFalse(next.nodes().get(0).line().isPresent());
            String before = Samples.text(plan.toBytes(Format.XML));
            assertEquals(before.replaceFirst("revision=\"" + plan.revision() + "\"", "revision=\"" + next.revision() + "\""),
                    Samples.text(next.toBytes(Format.XML)));
        }
    }

    @Test
    void movingAndRemoving() {
        try (Builder builder = new Builder()) {
            String first = builder.addNode(null, Kind.PART, "一、", "甲");
            String second = builder.addNode(null, Kind.PART, "二、", "乙");
            String task = builder.addNode(first, Kind.TASK, "（一）", "丙");
            String unit = builder.addUnit("科协", false);
            String assignment = builder.addAssignment(task, unit, Role.LEAD);
            String indicator = builder.addIndicator(first, "场次", null, Comparison.AT_LEAST);
            builder.addValue(indicator, ValueKind.TARGET, "2024", BigDecimal.ONE, null);
            builder.addValue(indicator, ValueKind.TARGET, "2025", BigDecimal.TEN, null);
            builder.addMetadata(MetadataField.ISSUER, "甲局", null);
            builder.addMetadata(MetadataField.ISSUER, "乙局", null);
            try (Plan plan = builder.finish(); Builder change = new Builder(plan)) {
                change.move(task, second, null);
                change.move(second, null, first);
                change.moveValue(indicator, 0, 1);
                change.setValue(indicator, 0, "low", "11");
                change.moveMetadata(MetadataField.ISSUER, 0, 1);
                change.setMetadata(MetadataField.ISSUER, 0, "丁局", null);
                change.set(task, "text", "多办几场");
                assertSame(ErrorCode.IN_USE, failure(() -> change.remove(unit)).code());
                assertSame(ErrorCode.CYCLE, failure(() -> change.move(second, task, null)).code());
                try (Plan moved = change.finish()) {
                    assertEquals(Arrays.asList(second, first), ids(moved.roots()));
                    assertEquals(Collections.singletonList(task), ids(moved.node(second).get().children()));
                    assertEquals("2025 2024", moved.indicators().get(0).values().stream().map(v -> v.time().get())
                            .collect(Collectors.joining(" ")));
                    assertEquals("11", moved.indicators().get(0).values().get(0).low().get().toString());
                    assertEquals(Arrays.asList("丁局", "甲局"), moved.issuers());
                    assertEquals(assignment, moved.node(task).get().assignments().get(0).id());
                    assertEquals("2.1", plan.node(task).get().parent().isPresent() ? "2.1" : "");
                    remove(moved, unit, indicator, task);
                }
            }
        }
    }

    private static void remove(Plan plan, String unit, String indicator, String task) {
        try (Builder builder = new Builder(plan)) {
            builder.removeValue(indicator, 0);
            builder.removeMetadata(MetadataField.ISSUER, 1);
            builder.removeProvenance(task, null);
            builder.remove(unit, true);
            String next = builder.addUnit("教育局", false);
            assertFalse(next.equals(unit), "an id was given twice");
            try (Plan rest = builder.finish()) {
                assertEquals("2024", rest.indicators().get(0).values().get(0).time().get());
                assertEquals(Collections.singletonList("丁局"), rest.issuers());
                assertTrue(rest.assignments().isEmpty() && !rest.unit(unit).isPresent());
                assertEquals(3, rest.revision());
            }
        }
    }

    private static List<String> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).collect(Collectors.toList());
    }

    private static KepuException failure(org.junit.jupiter.api.function.Executable use) {
        return assertThrows(KepuException.class, use);
    }

    @Test
    void mistakes() {
        try (Builder builder = new Builder()) {
            String task = builder.addNode(null, Kind.TASK, "一、", "办讲座");
            String unit = builder.addUnit("科协", false);
            String indicator = builder.addIndicator(null, "场次", null, Comparison.AT_LEAST);
            mistake(builder, ErrorCode.UNKNOWN_ID, "n999", b -> b.addNode("n999", Kind.TASK, null, "x"));
            mistake(builder, ErrorCode.UNKNOWN_ID, "u999", b -> b.addAssignment(task, "u999", Role.LEAD));
            mistake(builder, ErrorCode.UNKNOWN_FIELD, task, b -> b.set(task, "colour", "red"));
            mistake(builder, ErrorCode.BAD_DATE, task, b -> b.set(task, "due-date", "2024-13"));
            mistake(builder, ErrorCode.BAD_VALUE, unit, b -> b.set(unit, "group", "perhaps"));
            mistake(builder, ErrorCode.ARGUMENT, indicator, b -> b.setValue(indicator, 7, "low", "1"));
            mistake(builder, ErrorCode.BAD_CHARACTER, task, b -> b.set(task, "text", "\u0001"));
            mistake(builder, ErrorCode.BAD_UTF8, task, b -> b.set(task, "text", "x\uD842"));
            mistake(builder, ErrorCode.ARGUMENT, null, b -> b.addUnit(null, false));
            mistake(builder, ErrorCode.ARGUMENT, null, b -> b.addUnit("", false));
            try (Plan plan = builder.finish()) {
                assertEquals(1, plan.nodes().size());
                assertEquals(1, plan.units().size());
            }
            assertSame(ErrorCode.FINISHED, failure(() -> builder.addUnit("科协", false)).code());
            assertSame(ErrorCode.FINISHED, failure(builder::finish).code());
        }
    }

    private static void mistake(Builder builder, ErrorCode code, String id, Consumer<Builder> change) {
        KepuException error = failure(() -> change.accept(builder));
        assertSame(code, error.code(), error.toString());
        if (id != null) {
            assertTrue(error.message(Language.EN).contains(id) || id.equals(error.path().orElse("")), error + " " + error.path());
        }
    }
}
