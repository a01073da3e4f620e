package kepu;

import java.lang.ref.PhantomReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One object of the library. It is given back once: after it was closed, or after nothing refers any more to the Java object
 * that stands for it, and in both cases not before the last call that uses it has returned.
 */
final class Owned extends PhantomReference<Object> {
    /** How an object is given back. */
    interface Release {
        void release(Raw raw, long address);
    }

    // Calls are counted by thread, each count in a cache line of its own, so that readers of one plan do not wait for each other.
    private static final int STRIPES = 8;
    private static final int SPACING = 16;

    private final AtomicIntegerArray users = new AtomicIntegerArray(STRIPES * SPACING);
    private final AtomicBoolean released = new AtomicBoolean();
    private final long address;
    private final Release release;
    private volatile boolean closed;

    private Owned(Object holder, long address, Release release) {
        super(holder, Cleaner.QUEUE);
        this.address = address;
        this.release = release;
    }

    /** Takes over the object at an address, on behalf of a Java object; gives it back where that fails. */
    static Owned of(Object holder, long address, Release release) {
        Owned owned = null;
        try {
            owned = new Owned(holder, address, release);
            Cleaner.watch(owned);
            return owned;
        } catch (Throwable failure) {
            if (owned == null) {
                release.release(Library.raw(), address);
            } else {
                owned.close();
            }
            throw failure;
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** The address, which stays good until leave(), or 0 where it was closed; leave() is to be called for an address alone. */
    long enter() {
        users.getAndIncrement(stripe());
        if (closed) {
            leave();
            return 0;
        }
        return address;
    }

    void leave() {
        users.getAndDecrement(stripe());
        if (closed) {
            releaseUnused();
        }
    }

    void close() {
        closed = true;
        releaseUnused();
    }

    /**
     * Whoever comes last gives it back. A call that was let in has counted itself before closed was set, and no other is let in
     * after that; so where all counts are 0, nobody uses the object and nobody will.
     */
    private void releaseUnused() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            if (users.get(stripe * SPACING) != 0) {
                return;
            }
        }
        if (released.compareAndSet(false, true)) {
            Cleaner.forget(this);
            clear();
            release.release(Library.raw(), address);
        }
    }

    /** The same for all calls of a thread; a thread's own id could be overridden. */
    private static int stripe() {
        return (System.identityHashCode(Thread.currentThread()) & STRIPES - 1) * SPACING;
    }
}
