package kepu;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes what was forgotten. Its thread is there only while there is something to watch, so that it does not keep a class
 * loader alive for ever.
 */
final class Cleaner implements Runnable {
    static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

    private static final long IDLE_MILLISECONDS = 10_000;
    private static final Set<Owned> WATCHED = ConcurrentHashMap.newKeySet();
    private static Thread thread;

    private Cleaner() {
    }

    static void watch(Owned owned) {
        synchronized (Cleaner.class) {
            WATCHED.add(owned);
            if (thread == null) {
                Thread made = new Thread(new Cleaner(), "kepu-cleaner");
                made.setDaemon(true);
                made.setContextClassLoader(null);
                made.start();
                thread = made;
            }
        }
    }

    static void forget(Owned owned) {
        WATCHED.remove(owned);
    }

    /** How many objects of the library are held at the moment. */
    static int watched() {
        return WATCHED.size();
    }

    @Override
    public void run() {
        while (true) {
            try {
                Reference<?> left = QUEUE.remove(IDLE_MILLISECONDS);
                if (left != null) {
                    ((Owned) left).close();
                } else if (over()) {
                    return;
                }
            } catch (InterruptedException ignored) {
                // Nobody has a reason to interrupt this thread; what is watched would never be given back.
            }
        }
    }

    private static boolean over() {
        synchronized (Cleaner.class) {
            if (WATCHED.isEmpty()) {
                thread = null;
            }
            return thread == null;
        }
    }
}
