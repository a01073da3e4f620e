package kepu;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What lives in a plan, at an address. It is equal to another where both are the same thing of the same plan. */
abstract class InPlan {
    /** A reader of an exact number. */
    interface ToDecimal {
        int of(Raw raw, long address, long[] outputs);
    }

    private final Plan plan;
    private final long address;

    InPlan(Plan plan, long address) {
        if (address == 0) {
            throw new IllegalStateException("the library has no such part");
        }
        this.plan = plan;
        this.address = address;
    }

    /**
     * The plan it is part of; when that is closed, using this is an {@link IllegalStateException}.
     *
     * @return the plan
     */
    public Plan plan() {
        return plan;
    }

    final long address() {
        return address;
    }

    final long number(Closing.ToLong reader) {
        return plan.number(address, reader);
    }

    final Optional<String> text(Closing.ToBytes reader) {
        return Optional.ofNullable(plan.text(address, reader));
    }

    /** The same of a text that is never missing. */
    final String sure(Closing.ToBytes reader) {
        String text = plan.text(address, reader);
        return text == null ? "" : text;
    }

    final List<String> texts(Closing.ToLong count, Closing.ToBytesAt at) {
        return plan.texts(address, count, at);
    }

    final <T> Optional<T> part(Closing.ToLong reader, Closing.Made<T> made) {
        long found = plan.number(address, reader);
        return found == 0 ? Optional.empty() : Optional.of(made.of(plan, found));
    }

    final <T> List<T> parts(Closing.ToLong count, Closing.ToLongAt at, Closing.Made<T> made) {
        return new Items<>(number(count), index -> made.of(plan, plan.number(address, at, index)));
    }

    final Optional<BigDecimal> decimal(ToDecimal reader) {
        long[] outputs = new long[2];
        long status = number((raw, part) -> reader.of(raw, part, outputs));
        return status != 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(outputs[0], (int) outputs[1]));
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass() && ((InPlan) other).address == address
                && ((InPlan) other).plan.equals(plan);
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(address);
    }

    /** What is told of it beside its class. */
    abstract String describe();

    @Override
    public final String toString() {
        String name = getClass().getSimpleName();
        try {
            return name + " " + describe();
        } catch (IllegalStateException closed) {
            return name + " of a closed plan";
        }
    }
}
