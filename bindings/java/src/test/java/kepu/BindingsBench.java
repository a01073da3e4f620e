package kepu;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The same calls as bench_bindings.c makes in tests/bench, from Java: json, view (without a copy) or import, how many, and
 * files. Prints the seconds of processor time that they took together, of the thread that calls. Where there are more than one,
 * as many are made before, as code that runs often is compiled.
 */
final class BindingsBench {
    private BindingsBench() {
    }

    private interface Work {
        int run();
    }

    private static long repeat(int count, Work work) {
        for (int i = 0; i < count && count > 1; i++) {
            work.run();
        }
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            if (work.run() == 0) {
                throw new IllegalStateException("nothing was made");
            }
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    }

    private static int imported(byte[] bytes) {
        try (Notice notice = Notice.read(bytes)) {
            return notice.plan().nodes().size();
        }
    }

    public static void main(String[] arguments) throws java.io.IOException {
        int count = Integer.parseInt(arguments[1]);
        long took = 0;
        for (int file = 2; file < arguments.length; file++) {
            Path path = Paths.get(arguments[file]);
            if (arguments[0].equals("import")) {
                byte[] bytes = Files.readAllBytes(path);
                took += repeat(count / (arguments.length - 2), () -> imported(bytes));
            } else {
                boolean view = arguments[0].equals("view");
                try (Plan plan = Plan.load(path)) {
                    took += repeat(count, () -> view ? plan.toJsonBuffer().remaining() : plan.toJson().length);
                }
            }
        }
        System.out.printf("%.9f%n", took / 1e9);
    }
}
