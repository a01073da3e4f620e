package kepu;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The indicators of one name in a {@link Rollup}. */
public final class Rolled {
    private final Rollup rollup;
    private final int index;

    Rolled(Rollup rollup, int index) {
        this.rollup = rollup;
        this.index = index;
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return Text.string(rollup.together((raw, address) -> raw.kepu_rollup_indicator_name(address, index)));
    }

    /**
     * Its unit of measure.
     *
     * @return the unit, empty where there is none
     */
    public Optional<String> unit() {
        byte[] unit = rollup.together((raw, address) -> raw.kepu_rollup_indicator_unit(address, index));
        return Optional.ofNullable(Text.string(unit));
    }

    /**
     * The rule its figures are added up by.
     *
     * @return the rule
     */
    public RollupRule rule() {
        return RollupRule.of(rollup.together((raw, address) -> raw.kepu_rollup_indicator_rule(address, index)));
    }

    /**
     * The periods that it has figures for.
     *
     * @return the periods, by first day and then by last
     */
    public List<String> periods() {
        return rollup.together((raw, address) -> LongStream.range(0, raw.kepu_rollup_period_count(address, index))
                .mapToObj(period -> Text.string(raw.kepu_rollup_period(address, index, period))).collect(Collectors.toList()));
    }

    /**
     * Adds up the figures of one of its periods, for all regions.
     *
     * @param period the period, as {@link #periods()} has it
     * @return the totals
     * @throws NoSuchElementException where it has no figures for it
     * @throws KepuException where a sum does not fit
     */
    public Totals totals(String period) {
        return rollup.together((raw, address) -> {
            int place = periods().indexOf(period); // while nobody adds one before those that there are
            if (place < 0) {
                throw new NoSuchElementException(period);
            }
            return new Totals(Call.outputs(raw, 1, outputs -> raw.kepu_rollup_total(address, index, place, outputs))[0],
                    rollup.regions());
        });
    }

    @Override
    public String toString() {
        return rollup.isClosed() ? "Rolled of a closed roll-up" : "Rolled " + name();
    }
}
