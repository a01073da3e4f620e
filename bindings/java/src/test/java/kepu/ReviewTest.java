package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking a plan over, and reading its notice again. */
class ReviewTest {
    private static Node task(Plan plan) {
        return plan.nodes().stream().filter(node -> !node.assignments().isEmpty() && !node.indicators().isEmpty()).findFirst().get();
    }

    @Test
    void whatIsDoneIsNotedDown() {
        try (Plan plan = Samples.plan(); Builder builder = new Builder(plan)) {
            Node node = task(plan);
            Assignment assignment = node.assignments().get(0);
            builder.setReviewer("张三", "2024-05-01");
            builder.confirm(node.id(), null);
            builder.confirm(null, "title");
            builder.setFact(assignment.id(), "unit", "新设的局");
            builder.remove(node.assignments().get(1).id());
            try (Plan next = builder.finish()) {
                Provenance proof = next.node(node.id()).get().provenance().get();
                assertEquals("CONFIRMED 张三 2024-05-01", proof.check() + " " + proof.by().get() + " " + proof.when().get());
                List<Change> changes = next.changes();
                assertEquals(2, changes.size());
                Change set = changes.get(0);
                assertEquals("SET ASSIGNMENT unit", set.action() + " " + set.part() + " " + set.field().get());
                assertEquals("set assignment", set.actionToken() + " " + set.partToken().get());
                assertEquals(assignment.id() + " " + assignment.unit().id(), set.id().get() + " " + set.was().get());
                assertTrue(set.now().isPresent() && !set.parent().isPresent());
                assertEquals("张三 2024-05-01", set.by().get() + " " + set.when().get());
                assertEquals(node.id(), changes.get(1).parent().get());
                assertTrue(changes.get(1).toString().startsWith("Change remove"), changes.get(1).toString());
                takenBack(next, assignment);
            }
        }
    }

    private static void takenBack(Plan plan, Assignment assignment) {
        try (Builder builder = new Builder(plan)) {
            builder.setReviewer("李四", null);
            builder.undo(assignment.id());
            try (Plan back = builder.finish()) {
                assertEquals(assignment.unit().name(), task(back).assignments().get(0).unit().name());
            }
        }
    }

    @Test
    void nothingIsConfirmedByNobody() {
        try (Plan plan = Samples.plan(); Builder builder = new Builder(plan)) {
            KepuException caught = assertThrows(KepuException.class, () -> builder.confirm(plan.nodes().get(0).id(), null));
            assertEquals(ErrorCode.ARGUMENT, caught.code());
        }
    }

    @Test
    void doubtsAreListedWithTheirText() {
        try (Plan plan = Samples.plan()) {
            Findings doubts = plan.doubts();
            JsonArray listed = JsonParser.parseString(Samples.text(plan.doubtsToJson(Language.ZH))).getAsJsonArray();
            assertEquals(doubts.size(), listed.size());
            assertEquals("title:0", listed.get(0).getAsJsonObject().get("subject").getAsString());
            assertEquals(FindingCode.UNCHECKED, doubts.get(0).code());
            String table = Samples.text(plan.doubtsToCsv(Language.EN, false));
            assertEquals(doubts.size() + 1, table.split("\r\n").length);
            assertTrue(table.startsWith("subject,path,severity,code,line,column,message,before,words,after"), table);
        }
    }

    @Test
    void theSameTextAgainIsTheSamePlan() {
        try (Plan plan = Samples.plan(); Builder builder = new Builder(plan)) {
            builder.setReviewer("张三", null);
            builder.remove(plan.assignments().get(0).id());
            try (Plan reviewed = builder.finish(); Notice again = Samples.notice(); Plan same = again.plan().onto(reviewed)) {
                assertEquals(reviewed, same);
                assertArrayEquals(reviewed.toBytes(Format.XML), same.toBytes(Format.XML));
                assertEquals(FindingCode.REMOVED_AGAIN, same.findings().get(0).code());
                String changed = Samples.text(Samples.bytes(Samples.QINGHE)).replace("牵头单位", "责任单位");
                try (Notice other = Notice.read(Samples.utf8(changed)); Plan next = other.plan().onto(reviewed)) {
                    assertNotEquals(reviewed, next);
                    assertEquals(reviewed.revision() + 1, next.revision());
                    assertEquals(reviewed.nodes().get(5).id(), next.nodes().get(5).id());
                }
            }
        }
    }
}
