package kepu;

import java.util.concurrent.atomic.AtomicInteger;

/** Base of what can be changed: by one thread at a time, and not while others read it. */
abstract class Changing extends Closing {
    /** A call of the library that changes it. */
    interface Step {
        int of(Raw raw, long address, long[] outputs);
    }

    // How many read it; -1 while it is changed.
    private final AtomicInteger users = new AtomicInteger();

    Changing(long address, Owned.Release release) {
        super(address, release);
    }

    /** Change it, while nobody else is at it. */
    final <T> T alone(Use<T> use) {
        return use((raw, address) -> {
            if (!users.compareAndSet(0, -1)) {
                throw inUse();
            }
            try {
                return use.with(raw, address);
            } finally {
                users.set(0);
            }
        });
    }

    /** Add figures to it; gives those that were refused. */
    final Findings added(Step step) {
        return alone((raw, address) -> Findings.take(raw, Call.outputs(raw, 1, outputs -> step.of(raw, address, outputs))[0]));
    }

    /** Read it, while nobody changes it. */
    final <T> T together(Use<T> use) {
        return use((raw, address) -> {
            if (users.getAndUpdate(count -> count < 0 ? count : count + 1) < 0) {
                throw inUse();
            }
            try {
                return use.with(raw, address);
            } finally {
                users.getAndDecrement();
            }
        });
    }

    private IllegalStateException inUse() {
        return new IllegalStateException("the " + what() + " is in use by another thread");
    }
}
