package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Wrong use ends in an exception that says so, never in a crash. */
class MisuseTest extends NothingLeft {
    /** What is right to ask of something closed. */
    private static final Set<String> HARMLESS = new HashSet<>(Arrays.asList("isClosed", "plan", "findings"));

    /** Every reader of everything in a closed plan. */
    @Test
    void useAfterClose() throws IllegalAccessException {
        Notice notice = Samples.notice();
        Plan plan = notice.plan();
        Matrix matrix = plan.matrix();
        List<Object> things = new ArrayList<>(Arrays.asList(notice, plan, matrix, plan.nodes().get(7), plan.units().get(0),
                plan.assignments().get(0), plan.indicators().get(0), plan.indicators().get(0).values().get(0), plan.phases().get(0),
                plan.nodes().get(7).provenance().get()));
        Builder builder = new Builder();
        for (Closing closing : Arrays.asList(notice, plan, matrix, builder)) {
            closing.close();
            closing.close();
        }
        int tried = 0;
        for (Object thing : things) {
            assertTrue(thing.toString().contains("closed"), thing.toString());
            for (Method reader : PlanTest.readers(thing.getClass())) {
                boolean lazy = reader.getName().equals("walk"); // a stream reads when it is used
                if (!lazy && (!HARMLESS.contains(reader.getName()) || thing instanceof Matrix)
                        && !reader.getName().equals("isClosed")) {
                    tried++;
                    Throwable failure = assertThrows(InvocationTargetException.class, () -> reader.invoke(thing),
                            reader.toString()).getCause();
                    assertSame(IllegalStateException.class, failure.getClass(), reader.toString());
                    assertTrue(failure.getMessage().endsWith(" is closed"), failure.getMessage());
                }
            }
        }
        assertTrue(tried > 120, "tried " + tried);
        closed(() -> builder.addUnit("x", false), builder::finish, () -> new Builder(plan), () -> plan.save(Paths.get("x")),
                plan::check, plan::matrix, () -> plan.toBytes(Format.XML), () -> plan.node("n1"), () -> plan.nodesByPath("1"),
                () -> matrix.cell(0, 0), () -> matrix.select(null, null), () -> matrix.toCsv(false));
        assertFalse(Files.exists(Paths.get("x")));
    }

    private static void closed(Executable... uses) {
        for (Executable use : uses) {
            assertThrows(IllegalStateException.class, use);
        }
    }

    @Test
    void listsAndStreamsOfAClosedPlan() {
        Plan plan = Samples.plan();
        List<Node> nodes = plan.nodes();
        Iterator<Node> iterator = plan.roots().get(0).walk().iterator();
        iterator.next();
        plan.close();
        assertEquals(29, nodes.size());
        closed(iterator::next, () -> nodes.get(0), () -> plan.walk().count());
    }

    @Test
    void partsOfAnotherPlan() {
        try (Plan plan = Samples.plan(); Plan other = Plan.load(plan.toBytes(Format.XML)); Matrix matrix = plan.matrix()) {
            assertFalse(matrix.rowOf(other.nodes().get(0)).isPresent());
            assertFalse(matrix.columnOf(other.units().get(0)).isPresent());
            assertThrows(NoSuchElementException.class, () -> matrix.cell(other.nodes().get(0), plan.units().get(0)));
            KepuException error = assertThrows(KepuException.class, () -> matrix.select(other.nodes().subList(0, 1), null));
            assertSame(ErrorCode.ARGUMENT, error.code());
            assertSame(ErrorCode.ARGUMENT,
                    assertThrows(KepuException.class, () -> matrix.select(null, other.units().subList(0, 2))).code());
            assertThrows(NullPointerException.class, () -> matrix.select(Collections.singletonList(null), null));
            @SuppressWarnings({"unchecked", "rawtypes"})
            List<Node> units = (List) plan.units();
            assertThrows(ClassCastException.class, () -> matrix.select(units, null));
            Node gone = other.nodes().get(0);
            other.close();
            closed(() -> matrix.select(Arrays.asList(plan.nodes().get(0), gone), null), () -> matrix.rowOf(gone));
            assertTrue(matrix.select(Collections.emptyList(), null).rows().isEmpty());
            assertTrue(matrix.cell(-1, 0).isEmpty() && matrix.cell(0, 1 << 30).isEmpty() && matrix.rowCells(-1).isEmpty()
                    && matrix.rowEntries(99999).isEmpty() && matrix.rowTally(99999, Cell.ANY) == 0);
        }
    }

    /** The handles of the raw layer carry what they are; one of the wrong kind is refused by the library. */
    @Test
    void wrongHandles() {
        Raw raw = Library.raw();
        try (Plan plan = Samples.plan(); Builder builder = new Builder()) {
            long address = plan.use((unused, own) -> own);
            builder.use((unused, wrong) -> {
                handle(raw, out -> raw.kepu_matrix_new(wrong, 0, out), 1);
                handle(raw, out -> raw.kepu_plan_save_bytes(wrong, 1, out), 2);
                handle(raw, out -> raw.kepu_plan_check(wrong, out), 1);
                handle(raw, out -> raw.kepu_builder_from_plan(wrong, out), 1);
                return null;
            });
            handle(raw, out -> raw.kepu_builder_finish(address, out), 1);
            handle(raw, out -> raw.kepu_matrix_to_csv(address, 0, out), 2);
            assertEquals(0, raw.kepu_node_level(0));
            assertThrows(IllegalStateException.class, () -> new Node(plan, 0));
        }
    }

    private static void handle(Raw raw, Call.Fallible call, int outputs) {
        KepuException error = assertThrows(KepuException.class, () -> Call.outputs(raw, outputs, call));
        assertTrue(error.code() == ErrorCode.BAD_HANDLE || error.code() == ErrorCode.ARGUMENT, error.toString());
    }

    @Test
    void pathsAndNames(@TempDir Path folder) throws Exception {
        try (Plan plan = Samples.plan()) {
            assertThrows(IllegalArgumentException.class, () -> Plan.load(new byte[0], "a\0b", null));
            assertThrows(IllegalArgumentException.class, () -> plan.save(folder.resolve("x"), new SaveOptions().expected("\0")));
            assertThrows(NullPointerException.class, () -> Plan.load((byte[]) null));
            assertThrows(NullPointerException.class, () -> Plan.load((Path) null));
            assertFalse(plan.node("n\0001").isPresent() || plan.node(null).isPresent());
            for (Executable use : Arrays.<Executable>asList(() -> Plan.load(folder.resolve("none")),
                    () -> Notice.read(folder.resolve("none")), () -> Kepu.digest(folder.resolve("none")))) {
                KepuException error = assertThrows(KepuException.class, use);
                assertSame(ErrorCode.NOT_FOUND, error.code());
                assertEquals(folder.resolve("none").toString(), error.file().get());
            }
            assertSame(ErrorCode.IS_DIRECTORY, assertThrows(KepuException.class, () -> Plan.load(folder)).code());
            assertSame(ErrorCode.EMPTY_FILE, assertThrows(KepuException.class, () -> Plan.load(new byte[0])).code());
            URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
            try (FileSystem zip = FileSystems.newFileSystem(archive, Collections.singletonMap("create", "true"))) {
                assertThrows(IllegalArgumentException.class, () -> plan.save(zip.getPath("/x")));
            }
            assertFalse(Files.exists(folder.resolve("x")) || Files.exists(Paths.get("/x")));
        }
    }

    /** One call lasts, because it holds the builder; the others meanwhile get an error. */
    @Test
    void aBuilderInUseByAnotherThread() throws InterruptedException {
        try (Builder builder = new Builder()) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Thread worker = new Thread(() -> builder.alone((raw, address) -> {
                entered.countDown();
                awaitQuietly(leave);
                return null;
            }));
            worker.start();
            entered.await();
            for (Executable use : Arrays.<Executable>asList(() -> builder.addUnit("科协", false), builder::finish,
                    () -> builder.set(null, "uid", "u"))) {
                assertEquals("the builder is in use by another thread",
                        assertThrows(IllegalStateException.class, use).getMessage());
            }
            leave.countDown();
            worker.join();
            builder.addUnit("科协", false);
            try (Plan plan = builder.finish()) {
                assertEquals(1, plan.units().size());
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aBuilderClosedInTheMiddle() {
        Builder builder = new Builder();
        assertEquals("done", builder.alone((raw, address) -> {
            builder.close();
            assertEquals(1, Cleaner.watched());
            return "done";
        }));
        assertEquals(0, Cleaner.watched());
        closed(() -> builder.addUnit("科协", false));
    }

    @Test
    void exceptionsGoThroughStreamsOfObjects() throws Exception {
        KepuException error = assertThrows(KepuException.class, () -> Plan.load(Samples.utf8("<plan/>"), "名字.xml", null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            KepuException twin = (KepuException) in.readObject();
            assertEquals(error.toString(), twin.toString());
            assertEquals(error.offset(), twin.offset());
            assertSame(ErrorCode.WRONG_NAMESPACE, twin.code());
        }
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertTrue(error.getLocalizedMessage().endsWith(error.message(Language.ZH)));
            Locale.setDefault(Locale.UK);
            assertEquals(error.getMessage(), error.getLocalizedMessage());
        } finally {
            Locale.setDefault(before);
        }
    }
}
