package kepu;

import java.nio.file.Paths;

/**
 * How long it takes until a whole plan is there as JSON: the best of some rounds, in seconds, copied into Java's memory and where
 * it is. Arguments are the number of rounds, and plan files.
 */
final class JsonBench {
    private JsonBench() {
    }

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        for (int file = 1; file < arguments.length; file++) {
            try (Plan plan = Plan.load(Paths.get(arguments[file]))) {
                long copied = Long.MAX_VALUE;
                long direct = Long.MAX_VALUE;
                int length = 0;
                for (int round = 0; round < rounds; round++) {
                    long start = System.nanoTime();
                    length = plan.toJson().length;
                    long middle = System.nanoTime();
                    length -= plan.toJsonBuffer().remaining();
                    direct = Math.min(direct, System.nanoTime() - middle);
                    copied = Math.min(copied, middle - start);
                }
                if (length != 0) {
                    throw new IllegalStateException("two lengths");
                }
                System.out.printf("%s %d %.9f %.9f%n", arguments[file], plan.toJson().length, copied / 1e9, direct / 1e9);
            }
        }
    }
}
