package kepu;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What a roll-up gives for an indicator in a period: a {@link Total} for each region, in the order of the tree. It stays when the
 * roll-up goes on or is closed, never changes, and may be read by any number of threads.
 */
public final class Totals extends Closing implements Iterable<Total> {
    private final Regions regions;

    Totals(long address, Regions regions) {
        super(address, Raw::kepu_totals_free);
        this.regions = regions;
    }

    @Override
    String what() {
        return "list of totals";
    }

    /**
     * The tree that was added up.
     *
     * @return the tree
     */
    public Regions regions() {
        return regions;
    }

    /**
     * All totals.
     *
     * @return the totals, in the order of the tree
     */
    public List<Total> all() {
        return new Items<>(number(Raw::kepu_totals_count), index -> new Total(this, index));
    }

    @Override
    public Iterator<Total> iterator() {
        return all().iterator();
    }

    /**
     * The total of a region.
     *
     * @param region a region of the same tree
     * @return its total
     */
    public Total of(TreeRegion region) {
        if (region.regions() != regions) {
            throw new IllegalArgumentException("the region is of another tree");
        }
        return all().get(region.index());
    }

    /**
     * The total of a region.
     *
     * @param region its code, or its name where no other one has it
     * @return its total
     * @throws NoSuchElementException where there is no such region
     */
    public Total of(String region) {
        return of(regions.find(region).orElseThrow(() -> new NoSuchElementException(region)));
    }

    @Override
    public String toString() {
        return isClosed() ? "Totals, closed" : "Totals, " + all().size();
    }
}
