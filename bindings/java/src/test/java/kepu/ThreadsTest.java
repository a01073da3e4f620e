package kepu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One builder in the hands of several threads: every call succeeds or says what is wrong, and the plan is whole. */
class ThreadsTest extends NothingLeft {
    private static final int THREADS = 4;
    /** That got through, in each thread. */
    private static final int OPERATIONS = 2500;
    private static final String BUSY = "the builder is in use by another thread";
    private static final String CLOSED = "the builder is closed";

    /** Each in a thread of its own, begun at the same moment; what one of them throws is thrown here. */
    private static void together(Runnable... works) throws InterruptedException {
        AtomicReference<Throwable> problem = new AtomicReference<>();
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<Thread> threads = Arrays.stream(works).map(work -> new Thread(() -> {
            try {
                start.await();
                work.run();
            } catch (Throwable failure) {
                problem.set(failure);
            }
        })).collect(Collectors.toList());
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        if (problem.get() != null) {
            throw new AssertionError(problem.get());
        }
    }

    /** Whether it is what a call says while another thread's is under way; another state is a failure of the test. */
    private static boolean busy(IllegalStateException state) {
        assertTrue(BUSY.equals(state.getMessage()) || CLOSED.equals(state.getMessage()), state.getMessage());
        return BUSY.equals(state.getMessage());
    }

    /** It is what its file and its JSON say, and its check finds nothing wrong. */
    private static void assertWhole(Plan plan) {
        assertEquals(Collections.emptyList(), plan.check().stream().filter(found -> found.severity() == Severity.ERROR)
                .map(found -> found.message(Language.EN)).collect(Collectors.toList()));
        byte[] xml = plan.toBytes(Format.XML);
        try (Plan loaded = Plan.load(xml); Plan read = Plan.fromJson(plan.toJson())) {
            assertArrayEquals(xml, loaded.toBytes(Format.XML));
            assertArrayEquals(xml, read.toBytes(Format.XML));
        }
    }

    /** What one thread does to the builder: anything, with ids that may have gone in the meantime. */
    private static final class Hammer implements Runnable {
        private final Builder builder;
        private final Map<String, PartKind> added;
        private final Set<String> removed;
        private final Set<ErrorCode> mistakes = EnumSet.noneOf(ErrorCode.class);
        private final Random random;

        Hammer(Builder builder, int seed, Map<String, PartKind> added, Set<String> removed) {
            this.builder = builder;
            this.added = added;
            this.removed = removed;
            this.random = new Random(seed);
        }

        private String id(PartKind... kinds) {
            Set<PartKind> wanted = new HashSet<>(Arrays.asList(kinds));
            List<String> known = new ArrayList<>();
            added.forEach((id, kind) -> {
                if (wanted.contains(kind)) {
                    known.add(id);
                }
            });
            return known.isEmpty() || random.nextInt(50) == 0 ? "no-such-id" : known.get(random.nextInt(known.size()));
        }

        private void operation() {
            switch (random.nextInt(12)) {
                case 0:
                case 1:
                    added.put(builder.addNode(id(PartKind.NODE), Kind.TASK, "一、", "办好科普讲座"), PartKind.NODE);
                    break;
                case 2:
                    added.put(builder.addUnit("县科协", false), PartKind.UNIT);
                    break;
                case 3:
                case 4:
                    added.put(builder.addAssignment(id(PartKind.NODE), id(PartKind.UNIT), Role.LEAD), PartKind.ASSIGNMENT);
                    break;
                case 5:
                    added.put(builder.addIndicator(id(PartKind.NODE), "科普讲座", "场", Comparison.AT_LEAST), PartKind.INDICATOR);
                    break;
                case 6:
                    builder.addValue(id(PartKind.INDICATOR), ValueKind.TARGET, "2024", BigDecimal.valueOf(random.nextInt(100)), null);
                    break;
                case 7:
                    builder.addMetadata(MetadataField.RECIPIENT, "各镇人民政府", null);
                    break;
                case 8:
                    builder.addParagraph("各单位要高度重视。", 0);
                    break;
                case 9:
                    builder.set(id(PartKind.UNIT), "level", random.nextBoolean() ? "county" : "village");
                    break;
                case 10:
                    builder.move(id(PartKind.NODE), id(PartKind.NODE), null);
                    break;
                default:
                    String gone = id(PartKind.UNIT, PartKind.ASSIGNMENT, PartKind.INDICATOR);
                    removed.add(gone);
                    builder.remove(gone, random.nextInt(3) == 0);
            }
        }

        @Override
        public void run() {
            int done = 0;
            while (done < OPERATIONS) {
                try {
                    operation();
                    done++;
                } catch (IllegalStateException state) {
                    assertTrue(busy(state));
                } catch (KepuException mistake) {
                    mistakes.add(mistake.code());
                    done++;
                }
            }
        }
    }

    @Test
    void anythingByFourThreads() throws InterruptedException {
        Map<String, PartKind> added = new ConcurrentHashMap<>();
        Set<String> removed = ConcurrentHashMap.newKeySet();
        try (Plan before = Samples.plan(); Builder builder = new Builder(before)) {
            for (int i = 0; i < 20; i++) {
                added.put(builder.addNode(null, Kind.TASK, null, "任务"), PartKind.NODE);
                added.put(builder.addUnit("县科协", false), PartKind.UNIT);
            }
            Hammer[] hammers = new Hammer[THREADS];
            Arrays.setAll(hammers, seed -> new Hammer(builder, seed, added, removed));
            together(hammers);
            try (Plan plan = builder.finish()) {
                assertWhole(plan);
                List<String> ids = new ArrayList<>();
                plan.nodes().forEach(node -> ids.add(node.id()));
                plan.units().forEach(unit -> ids.add(unit.id()));
                Set<String> there = new HashSet<>(ids);
                assertEquals(ids.size(), there.size());
                // What somebody was told of is there, unless somebody tried to remove it; nodes nobody did.
                added.forEach((id, kind) -> {
                    if (kind == PartKind.NODE || kind == PartKind.UNIT && !removed.contains(id)) {
                        assertTrue(there.contains(id), id);
                    }
                });
            }
            Set<ErrorCode> mistakes = EnumSet.noneOf(ErrorCode.class);
            Arrays.stream(hammers).forEach(hammer -> mistakes.addAll(hammer.mistakes));
            assertTrue(mistakes.contains(ErrorCode.UNKNOWN_ID));
            assertTrue(EnumSet.of(ErrorCode.UNKNOWN_ID, ErrorCode.IN_USE, ErrorCode.CYCLE, ErrorCode.ARGUMENT, ErrorCode.LIMIT)
                    .containsAll(mistakes), mistakes.toString());
        }
    }

    /** One thread finishes: what the others had added by then is in the plan, and from then on they are told so. */
    @Test
    void finishedInTheMiddle() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Set<String> added = ConcurrentHashMap.newKeySet();
            AtomicReference<Plan> plan = new AtomicReference<>();
            try (Builder builder = new Builder()) {
                Runnable add = () -> {
                    while (true) {
                        try {
                            added.add(builder.addUnit("县科协", false));
                        } catch (IllegalStateException state) {
                            assertTrue(busy(state));
                        } catch (KepuException failure) {
                            assertEquals(ErrorCode.FINISHED, failure.code());
                            return;
                        }
                        while (added.size() > 100 && plan.get() == null) {
                            Thread.yield(); // or the one that finishes waits for its turn for long
                        }
                    }
                };
                together(add, add, add, () -> {
                    while (plan.get() == null) {
                        try {
                            if (added.size() >= 20) {
                                plan.set(builder.finish());
                            }
                        } catch (IllegalStateException state) {
                            assertTrue(busy(state));
                        }
                    }
                });
            }
            try (Plan made = plan.get()) {
                assertEquals(added, made.units().stream().map(Unit::id).collect(Collectors.toSet()));
                assertWhole(made);
            }
        }
    }

    /** One thread closes it: calls that are under way come to their end, all others say that it is closed. */
    @Test
    void closedInTheMiddle() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Set<String> added = ConcurrentHashMap.newKeySet();
            Builder builder = new Builder();
            Runnable add = () -> {
                while (true) {
                    try {
                        assertTrue(added.add(builder.addUnit("县科协", false)));
                    } catch (IllegalStateException state) {
                        if (!busy(state)) {
                            return;
                        }
                    }
                }
            };
            together(add, add, add, () -> {
                while (added.size() < 20) {
                    Thread.yield();
                }
                builder.close();
            });
            assertTrue(builder.isClosed());
            assertEquals(0, Cleaner.watched());
        }
    }
}
