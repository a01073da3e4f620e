package kepu;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** How one indicator stands in one region. Numbers are exact. */
public final class ProgressRow {
    private final Indicator indicator;
    private final String region;
    private final State state;
    private final BigDecimal value;
    private final BigDecimal target;
    private final LocalDate due;
    private final BigDecimal expected;
    private final BigDecimal attainment;
    private final Boolean reached;
    private final Tally tally;
    private final Light light;

    ProgressRow(Plan plan, Raw raw, long progress, int row) {
        indicator = new Indicator(plan, raw.kepu_progress_indicator(progress, row));
        region = Text.string(raw.kepu_progress_region(progress, row));
        state = State.of(raw.kepu_progress_state(progress, row));
        value = number(raw, progress, row, ProgressNumber.VALUE);
        target = number(raw, progress, row, ProgressNumber.TARGET);
        String day = Text.string(raw.kepu_progress_due(progress, row));
        due = day == null ? null : LocalDate.parse(day);
        expected = number(raw, progress, row, ProgressNumber.EXPECTED);
        attainment = number(raw, progress, row, ProgressNumber.ATTAINMENT);
        long[] outputs = new long[2];
        reached = raw.kepu_progress_reached(progress, row, outputs) != 0 ? null : Boolean.valueOf(outputs[0] != 0);
        tally = raw.kepu_progress_tally(progress, row, outputs) != 0 ? null : new Tally(outputs[0], outputs[1]);
        light = Light.of(raw.kepu_progress_light(progress, row));
    }

    private static BigDecimal number(Raw raw, long progress, int row, ProgressNumber which) {
        long[] outputs = new long[2];
        return raw.kepu_progress_number(progress, row, which.number(), outputs) != 0 ? null
                : BigDecimal.valueOf(outputs[0], (int) outputs[1]);
    }

    /**
     * The indicator that was judged.
     *
     * @return the indicator, part of the plan
     */
    public Indicator indicator() {
        return indicator;
    }

    /**
     * The region, as the plan or the figures name it.
     *
     * @return the region, empty for the plan's own
     */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * Whether there is a value, or why there is none. Zero is a value.
     *
     * @return the state
     */
    public State state() {
        return state;
    }

    /**
     * The actual value.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> value() {
        return Optional.ofNullable(value);
    }

    /**
     * The target.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> target() {
        return Optional.ofNullable(target);
    }

    /**
     * Day that the target is due on.
     *
     * @return the day, empty where there is none
     */
    public Optional<LocalDate> due() {
        return Optional.ofNullable(due);
    }

    /**
     * Level that the path to the target has on the day.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> expected() {
        return Optional.ofNullable(expected);
    }

    /**
     * How much of the target is attained.
     *
     * @return the share, 1 is all of it; empty where there is none
     */
    public Optional<BigDecimal> attainment() {
        return Optional.ofNullable(attainment);
    }

    /**
     * Whether the target is reached.
     *
     * @return true where it is, empty where nothing was judged
     */
    public Optional<Boolean> reached() {
        return Optional.ofNullable(reached);
    }

    /**
     * Of an indicator whose target holds for each of something, how many have a value and how many reach it.
     *
     * @return the counts, empty for a row that does not count
     */
    public Optional<Tally> tally() {
        return Optional.ofNullable(tally);
    }

    /**
     * How it stands.
     *
     * @return the light
     */
    public Light light() {
        return light;
    }

    @Override
    public String toString() {
        return light + " " + (value == null ? state : value.toPlainString()) + (region == null ? "" : " " + region) + " " + indicator;
    }
}
