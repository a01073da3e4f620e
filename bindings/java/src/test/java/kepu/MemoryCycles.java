package kepu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.EnumSet;

/**
 * Loading, using and dropping plans ten thousand times leaves memory where it was. Run by tests/bindings/test_java.py in a Java
 * machine of its own whose heap does not grow; "close" closes everything, "forget" leaves it to the collector.
 */
final class MemoryCycles {
    private static final int CYCLES = 10_000;
    private static final int EARLY = 1_000;
    private static final long ALLOWED = 2L << 20;
    private static final long PAGE = 4096;

    /** Of figures, and of regions: the last row of either is refused. */
    private static final String FIGURES =
            "indicator,period,value,code,region\n科普专职人员,2023,1,1,甲县\n科普专职人员,x,1,1,甲县\n";

    private MemoryCycles() {
    }

    public static void main(String[] arguments) throws IOException {
        boolean close = arguments[0].equals("close");
        byte[] xml;
        try (Notice notice = Samples.notice(); Plan plan = notice.plan()) {
            xml = plan.toBytes(Format.XML);
        }
        byte[] broken = java.util.Arrays.copyOf(xml, xml.length / 2);
        long early = 0;
        for (int number = 1; number <= CYCLES; number++) {
            cycle(xml, broken, number, close);
            if (!close && number % 50 == 0) {
                NothingLeft.collect(0);
            }
            if (number == EARLY) {
                early = resident(close);
            }
        }
        long late = resident(close);
        System.out.printf("%s: resident after %d cycles: %d KiB, after %d: %d KiB, %+d KiB%n", arguments[0], EARLY, early >> 10, CYCLES,
                late >> 10, (late - early) >> 10);
        if (late - early > ALLOWED) {
            System.exit(1);
        }
    }

    private static void cycle(byte[] xml, byte[] broken, int number, boolean close) {
        Plan plan = Plan.load(xml);
        Matrix matrix = plan.matrix(number % 2 == 0);
        Builder builder = new Builder();
        sure(plan.nodes().stream().map(Node::title).count() > 0 && matrix.tally(EnumSet.of(Cell.LEAD)) > 0 && !plan.check().isEmpty());
        sure(matrix.leaderless().get(0).provenance().isPresent());
        builder.addUnit("科协", false);
        fails(() -> builder.set("n9", "text", "x"));
        fails(() -> Plan.load(broken));
        Plan made = builder.finish();
        sure(made.units().size() == 1);
        Data data = new Data(plan);
        sure(data.addCsv(FIGURES).size() == 1 && data.count() == 1);
        Progress progress = plan.progress(data, new JudgeOptions().date("2023"));
        Regions regions = Regions.fromCsv(FIGURES);
        sure(progress.rows().get(0).indicator().name().isPresent() && regions.all().size() == 1);
        Notice notice = number % 10 == 0 ? Samples.notice() : null;
        if (notice != null) {
            sure(notice.findings().get(0).span().isPresent() && plan.toFacts().length > 0 && plan.toBytes(Format.XML_GZ).length > 0);
            sure(plan.toJson().length > 0 && (close || plan.toJsonBuffer().remaining() > 0));
        }
        if (close) {
            made.close();
            builder.close();
            matrix.close();
            data.close();
            progress.close();
            regions.close();
            plan.close();
            if (notice != null) {
                notice.plan().close();
                notice.close();
            }
        }
    }

    private static void sure(boolean is) {
        if (!is) {
            throw new IllegalStateException("not what was expected");
        }
    }

    private static void fails(Runnable use) {
        try {
            use.run();
        } catch (KepuException expected) {
            return;
        }
        throw new IllegalStateException("did not fail");
    }

    private static long resident(boolean close) throws IOException {
        if (close) {
            sure(Cleaner.watched() == 0);
        }
        System.gc();
        return Long.parseLong(Samples.text(Files.readAllBytes(Paths.get("/proc/self/statm"))).split(" ")[1]) * PAGE;
    }
}
