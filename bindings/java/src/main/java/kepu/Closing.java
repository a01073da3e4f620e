package kepu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Base of what can be closed: holds one object of the library, and reads it and its parts. */
abstract class Closing implements AutoCloseable {
    /** A reader of a number or an address. */
    interface ToLong {
        long of(Raw raw, long address);
    }

    /** The same of one in a list. */
    interface ToLongAt {
        long of(Raw raw, long address, long index);
    }

    /** A reader of a text. */
    interface ToBytes {
        byte[] of(Raw raw, long address);
    }

    /** The same of one in a list. */
    interface ToBytesAt {
        byte[] of(Raw raw, long address, long index);
    }

    /** Anything done with the library. */
    interface Use<T> {
        T with(Raw raw, long address);
    }

    /** How an object is made of the address of a part. */
    interface Made<T> {
        T of(Plan plan, long address);
    }

    // Read before and after each call. That it is volatile keeps this object reachable, and so open, until the call is over.
    private volatile Owned owned;

    /** Takes over the object at an address. */
    Closing(long address, Owned.Release release) {
        owned = Owned.of(this, address, release);
    }

    /** What it is called in messages. */
    abstract String what();

    /**
     * Lets go of it: from now on, using it or its parts is an {@link IllegalStateException}. Calls that other threads are in
     * come to their end first. To close twice does no harm.
     */
    @Override
    public void close() {
        owned.close();
    }

    /**
     * Whether it was closed.
     *
     * @return true after {@link #close()}
     */
    public boolean isClosed() {
        return owned.isClosed();
    }

    /** The address of the object, good until leave(). */
    final long enter() {
        long address = owned.enter();
        if (address == 0) {
            throw new IllegalStateException("the " + what() + " is closed");
        }
        return address;
    }

    final void leave() {
        owned.leave();
    }

    /** Do something with the object itself. */
    final <T> T use(Use<T> use) {
        long address = enter();
        try {
            return use.with(Library.raw(), address);
        } finally {
            leave();
        }
    }

    final long number(ToLong reader) {
        long address = enter();
        try {
            return reader.of(Library.raw(), address);
        } finally {
            leave();
        }
    }

    final long number(ToLongAt reader, long index) {
        long address = enter();
        try {
            return reader.of(Library.raw(), address, index);
        } finally {
            leave();
        }
    }

    final Optional<String> text(ToBytes reader) {
        return use((raw, address) -> Optional.ofNullable(Text.string(reader.of(raw, address))));
    }

    /** The same of a part of it, whose address is good as long as this object is open. */
    final long number(long part, ToLong reader) {
        enter();
        try {
            return reader.of(Library.raw(), part);
        } finally {
            leave();
        }
    }

    final long number(long part, ToLongAt reader, long index) {
        enter();
        try {
            return reader.of(Library.raw(), part, index);
        } finally {
            leave();
        }
    }

    final String text(long part, ToBytes reader) {
        enter();
        try {
            return Text.string(reader.of(Library.raw(), part));
        } finally {
            leave();
        }
    }

    final String text(long part, ToBytesAt reader, long index) {
        enter();
        try {
            return Text.string(reader.of(Library.raw(), part, index));
        } finally {
            leave();
        }
    }

    final List<String> texts(long part, ToLong count, ToBytesAt at) {
        return new Items<>(number(part, count), index -> text(part, at, index));
    }

    /** A line, column or the like: 0 stands for none. */
    static OptionalLong place(long number) {
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
