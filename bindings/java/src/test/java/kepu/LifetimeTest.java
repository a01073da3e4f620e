package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever is released in whatever order, nothing that is still held goes away, and nothing stays that nobody holds. */
class LifetimeTest extends NothingLeft {
    /** From a notice to something that it holds, and what can be read of that. */
    private static final class Child<T> {
        final Function<Notice, T> take;
        final Function<T, Object> read;

        Child(Function<Notice, T> take, Function<T, Object> read) {
            this.take = take;
            this.read = read;
        }

        Object fresh() {
            return take.apply(Samples.notice());
        }

        @SuppressWarnings("unchecked")
        Object read(Object thing) {
            return read.apply((T) thing);
        }
    }

    private static Map<String, Child<?>> children() {
        Map<String, Child<?>> all = new LinkedHashMap<>();
        all.put("plan", new Child<>(Notice::plan, Plan::title));
        all.put("node", new Child<>(n -> n.plan().nodes().get(7), node -> Arrays.asList(node.title(), node.parent().get().title(),
                node.assignments().stream().map(a -> a.unit().name()).collect(Collectors.toList()))));
        all.put("nodes", new Child<>(n -> n.plan().nodes(), nodes -> nodes.stream().map(Node::title).collect(Collectors.toList())));
        all.put("walk", new Child<>(n -> n.plan().walk().map(Node::title).iterator(), LifetimeTest::rest));
        all.put("unit", new Child<>(n -> n.plan().units().get(0), unit -> unit.name() + unit.assignments().get(0).node().path()));
        all.put("assignment", new Child<>(n -> n.plan().assignments().get(0), Assignment::toString));
        all.put("value", new Child<>(n -> n.plan().indicators().get(0).values().get(0), v -> v.low() + "" + v.indicator().name()));
        all.put("provenance", new Child<>(n -> n.plan().nodes().get(7).provenance().get(), p -> p.quotes() + "" + p.ruleToken()));
        all.put("phase", new Child<>(n -> n.plan().phases().get(0), phase -> phase.label() + "" + phase.plan().title()));
        all.put("findings", new Child<>(Notice::findings, Findings::toString));
        all.put("segments", new Child<>(Notice::segments, Object::toString));
        all.put("matrix", new Child<>(n -> n.plan().matrix(), m -> Samples.text(m.toCsv(true)) + m.plan().title()));
        all.put("selection", new Child<>(n -> n.plan().matrix().select(Collections.singleton(n.plan().nodes().get(6)), null),
                m -> m.entries() + "" + m.rows().get(0).title()));
        all.put("entry", new Child<>(n -> n.plan().matrix().entries().get(0), entry -> entry.assignment().node().title()));
        return all;
    }

    private static Object rest(Iterator<?> iterator) {
        List<Object> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    @Test
    void aChildOutlivesWhatItCameFrom() {
        children().forEach((name, child) -> {
            Object wanted = child.read(child.fresh());
            Object held = child.fresh();
            for (int i = 0; i < 3; i++) {
                System.gc();
                Samples.notice(); // what was released would be written over
            }
            assertEquals(wanted, child.read(held), name);
        });
    }

    @Test
    void whatIsForgottenIsReleased() {
        for (int i = 0; i < 50; i++) {
            Notice notice = Samples.notice();
            notice.plan().matrix().entries();
            new Builder().addUnit("科协", false);
        }
        collect(0);
        assertEquals(0, Cleaner.watched());
    }

    @Test
    void anyOrderOfClosing() {
        int[][] orders = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}, {1, 2, 3, 0}, {0, 2, 1, 3}};
        for (int[] order : orders) {
            Notice notice = Samples.notice();
            Matrix matrix = notice.plan().matrix();
            List<Closing> things = Arrays.asList(notice, notice.plan(), matrix, matrix.select(null, null));
            for (int index : order) {
                things.get(index).close();
                things.get(index).close();
                assertTrue(things.get(index).isClosed());
            }
            assertEquals(0, Cleaner.watched());
        }
    }

    @Test
    void aMatrixGoesOnWithoutItsPlan() {
        Plan plan = Samples.plan();
        Node node = plan.nodes().get(6);
        Matrix matrix = plan.matrix();
        assertSame(plan, matrix.plan());
        plan.close();
        assertNotSame(plan, matrix.plan());
        assertEquals(plan, matrix.plan());
        assertEquals(3, matrix.rowOf(matrix.rows().get(3)).getAsInt());
        assertEquals(node, matrix.rows().get(6));
        assertThrows(IllegalStateException.class, () -> matrix.rowOf(node));
        assertThrows(IllegalStateException.class, () -> matrix.select(Collections.singleton(node), null));
        Node last = matrix.rows().get(2);
        matrix.plan().close();
        assertTrue(matrix.toCsv(false).length > 0);
        Node again = matrix.rows().get(2);
        assertEquals(last, again);
        matrix.close();
        assertThrows(IllegalStateException.class, again::title);
        assertThrows(IllegalStateException.class, matrix::plan);
        assertEquals(0, Cleaner.watched());
    }

    @Test
    void readersInFourThreads() throws Exception {
        try (Plan plan = Samples.plan()) {
            Supplier<Object> read = () -> plan.walk().map(node -> node.title() + "" + node.assignments()).collect(Collectors.toList());
            Object wanted = read.get();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            List<Future<Object>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                results.add(pool.submit(read::get));
            }
            for (Future<Object> result : results) {
                assertEquals(wanted, result.get());
            }
            pool.shutdown();
        }
    }

    /** They get an answer or an error; what they are reading is not taken from under them. */
    @Test
    void closingWhileOthersRead() throws Exception {
        for (int round = 0; round < 30; round++) {
            Plan plan = Samples.plan();
            Node node = plan.nodes().get(7);
            CyclicBarrier start = new CyclicBarrier(4);
            AtomicReference<Throwable> problem = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(new Thread(() -> {
                    try {
                        start.await();
                        while (true) {
                            assertEquals("用好校外大课堂", node.title().get());
                            assertTrue(plan.toBytes(Format.XML).length > 1000);
                        }
                    } catch (IllegalStateException closed) {
                        assertEquals("the plan is closed", closed.getMessage());
                    } catch (Throwable other) {
                        problem.set(other);
                    }
                }));
            }
            threads.forEach(Thread::start);
            start.await();
            plan.close();
            for (Thread thread : threads) {
                thread.join();
            }
            assertNull(problem.get());
            assertEquals(0, Cleaner.watched());
        }
    }

    /** The thread that cleans up is a daemon, holds nobody's class loader, and survives what interrupts it. */
    @Test
    void theCleaningThread() {
        Samples.plan();
        Thread cleaner = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("kepu-cleaner")).findAny().get();
        assertTrue(cleaner.isDaemon());
        assertNull(cleaner.getContextClassLoader());
        cleaner.interrupt();
        collect(0);
        assertTrue(cleaner.isAlive());
    }

    @Test
    void aBufferOutlivesItsPlan() {
        ByteBuffer part;
        byte[] wanted;
        try (Plan plan = Samples.plan()) {
            ByteBuffer whole = plan.toJsonBuffer();
            wanted = plan.toJson();
            assertTrue(whole.isDirect() && whole.isReadOnly());
            assertEquals(ByteBuffer.wrap(wanted), whole);
            whole.position(7);
            part = whole.slice();
        }
        for (int i = 0; i < 5; i++) {
            System.gc();
            Samples.notice();
        }
        assertEquals(ByteBuffer.wrap(wanted, 7, wanted.length - 7), part);
    }

    @Test
    void failuresHoldNothing() {
        for (int i = 0; i < 20; i++) {
            assertThrows(KepuException.class, () -> Plan.load(Samples.utf8("<plan")));
            assertThrows(KepuException.class, () -> Notice.read(new byte[0]));
        }
        assertEquals(0, Cleaner.watched());
    }
}
