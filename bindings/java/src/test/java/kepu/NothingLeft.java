package kepu;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests that leave nothing of the library behind, closed or forgotten. */
abstract class NothingLeft {
    /** Collects until the library's objects are as few as wanted; fails where they do not get so few. */
    static void collect(int wanted) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (Cleaner.watched() > wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError(Cleaner.watched() + " objects are held, not " + wanted);
            }
            System.gc();
            try {
                Thread.sleep(5);
            } catch (InterruptedException ignored) {
                return;
            }
        }
    }

    @BeforeEach
    void nothingBefore() {
        collect(0);
    }

    @AfterEach
    void nothingLeft() {
        collect(0);
    }
}
