package kepu;

import java.nio.file.Paths;

/**
 * How long it takes until a whole plan is there as JSON, in bytes of Java's own: the best of some rounds, in seconds. Arguments
 * are the number of rounds, and plan files.
 */
final class JsonBench {
    private JsonBench() {
    }

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        for (int file = 1; file < arguments.length; file++) {
            try (Plan plan = Plan.load(Paths.get(arguments[file]))) {
                long best = Long.MAX_VALUE;
                int length = 0;
                for (int round = 0; round < rounds; round++) {
                    long start = System.nanoTime();
                    length = plan.toJson().length;
                    best = Math.min(best, System.nanoTime() - start);
                }
                System.out.printf("%s %d %.9f%n", arguments[file], length, best / 1e9);
            }
        }
    }
}
