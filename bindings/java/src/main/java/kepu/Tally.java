package kepu;

/** Of an indicator whose target holds for each of something: how many have a value, and how many of them reach it. */
public final class Tally {
    private final long counted;
    private final long reaching;

    Tally(long counted, long reaching) {
        this.counted = counted;
        this.reaching = reaching;
    }

    /**
     * How many have a value.
     *
     * @return the count
     */
    public long counted() {
        return counted;
    }

    /**
     * How many of them reach the target.
     *
     * @return the count
     */
    public long reaching() {
        return reaching;
    }

    @Override
    public String toString() {
        return reaching + " of " + counted;
    }
}
