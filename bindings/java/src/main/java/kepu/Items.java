package kepu;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A list of the library: items are made when they are asked for, and nothing is copied. It cannot be changed. */
final class Items<T> extends AbstractList<T> implements RandomAccess {
    /** How an item is made. */
    interface At<T> {
        T at(int index);
    }

    private final int size;
    private final At<T> at;

    Items(long size, At<T> at) {
        this.size = Math.toIntExact(size);
        this.at = at;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return at.at(index);
    }
}
