package kepu;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figure of a region, what it is made of, and what it covers. */
public final class Total {
    private final Totals totals;
    private final int index;

    Total(Totals totals, int index) {
        this.totals = totals;
        this.index = index;
    }

    private interface Decimal {
        int of(Raw raw, long totals, long region, long[] outputs);
    }

    private Optional<BigDecimal> decimal(Decimal reader) {
        long[] outputs = new long[2];
        int status = totals.use((raw, address) -> reader.of(raw, address, index, outputs));
        return status != 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(outputs[0], (int) outputs[1]));
    }

    /**
     * The region.
     *
     * @return the region
     */
    public TreeRegion region() {
        return totals.regions().at(index);
    }

    /**
     * The figure.
     *
     * @return the exact number, of means and ratios rounded; empty where no region below has one
     */
    public Optional<BigDecimal> value() {
        return decimal(Raw::kepu_totals_value);
    }

    /**
     * The figure as a double: of means and ratios the quotient of the exact sums.
     *
     * @return the number; not a number where there is none
     */
    public double doubleValue() {
        return totals.use((raw, address) -> raw.kepu_totals_double(address, index));
    }

    private Optional<BigDecimal> sum(TotalSum which) {
        byte[] text = totals.use((raw, address) -> raw.kepu_totals_sum(address, index, which.number()));
        return Optional.ofNullable(Text.string(text)).map(BigDecimal::new);
    }

    /**
     * Of a mean or a ratio the exact sum that is divided.
     *
     * @return the sum, empty where there is none
     */
    public Optional<BigDecimal> numerator() {
        return sum(TotalSum.NUMERATOR);
    }

    /**
     * Of a mean or a ratio the exact sum that it is divided by.
     *
     * @return the sum, empty where there is none
     */
    public Optional<BigDecimal> denominator() {
        return sum(TotalSum.DENOMINATOR);
    }

    /**
     * What a region with others below it observed itself, whether the figure was made of it or not.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> own() {
        return decimal(Raw::kepu_totals_own);
    }

    /**
     * How many of the lowest regions under it the figure covers.
     *
     * @return the count
     */
    public int covered() {
        return (int) totals.number(Raw::kepu_totals_covered, index);
    }

    /**
     * How many lowest regions there are under it, without those to which the indicator does not apply.
     *
     * @return the count
     */
    public int leaves() {
        return (int) totals.number(Raw::kepu_totals_leaves, index);
    }

    /**
     * The lowest regions under it that the figure does not cover.
     *
     * @return the regions, in the order of the tree
     */
    public List<TreeRegion> missing() {
        return totals.use((raw, address) -> {
            List<TreeRegion> missing = new ArrayList<>();
            long[] outputs = new long[1];
            for (long at = 0; raw.kepu_totals_missing(address, index, at, outputs) == 0; at = outputs[0] + 1) {
                missing.add(totals.regions().at((int) outputs[0]));
            }
            return missing;
        });
    }

    @Override
    public String toString() {
        return totals.isClosed() ? "Total, closed" : "Total " + covered() + "/" + leaves();
    }
}
