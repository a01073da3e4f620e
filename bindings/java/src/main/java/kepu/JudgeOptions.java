package kepu;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** How the indicators of a plan are judged. docs/indicators.md says what each of these does. */
public final class JudgeOptions {
    private String date;
    private PathKind path = PathKind.LINEAR;
    private BigDecimal green;
    private BigDecimal yellow;
    private BigDecimal tolerance;
    private boolean exact;

    /** Options with the defaults. */
    public JudgeOptions() {
    }

    /**
     * Sets the day that is judged for.
     *
     * @param date the day; null: the last day of the plan's period
     * @return these options
     */
    public JudgeOptions date(LocalDate date) {
        return date(date == null ? null : date.toString());
    }

    /**
     * Sets the day that is judged for.
     *
     * @param date a date like 2023-06-30, or of a period like 2023-Q2 its last day; null: the last day of the plan's period
     * @return these options
     */
    public JudgeOptions date(String date) {
        this.date = date;
        return this;
    }

    /**
     * Chooses how the expected level goes to the target.
     *
     * @param path the kind of path; straight where nothing is said
     * @return these options
     */
    public JudgeOptions path(PathKind path) {
        this.path = Objects.requireNonNull(path, "path");
        return this;
    }

    /**
     * Sets the lowest share of what is expected that is green.
     *
     * @param green the share; null: 1
     * @return these options
     */
    public JudgeOptions green(BigDecimal green) {
        this.green = green;
        return this;
    }

    /**
     * Sets the lowest share of what is expected that is yellow.
     *
     * @param yellow the share; null: 0.9
     * @return these options
     */
    public JudgeOptions yellow(BigDecimal yellow) {
        this.yellow = yellow;
        return this;
    }

    /**
     * Sets by what share of a target that is about a number a value may differ.
     *
     * @param tolerance the share; null: 0.05
     * @return these options
     */
    public JudgeOptions tolerance(BigDecimal tolerance) {
        this.tolerance = tolerance;
        return this;
    }

    /**
     * Says whether a bare number has to be met exactly.
     *
     * @param exact true where it has; false, to reach it is enough
     * @return these options
     */
    public JudgeOptions exact(boolean exact) {
        this.exact = exact;
        return this;
    }

    /** The call that judges by them, for a plan with figures (0: none). */
    Call.Fallible judging(Raw raw, long plan, long data) {
        byte[] day = Text.utf8(date);
        byte[] least = text(green);
        byte[] lower = text(yellow);
        byte[] differ = text(tolerance);
        int flags = exact ? Raw.JUDGE_EXACT : 0;
        return outputs -> raw.kepu_progress_new(plan, data, day, path.number(), least, lower, differ, flags, outputs);
    }

    private static byte[] text(BigDecimal number) {
        return number == null ? null : Text.utf8(Kepu.formatDecimal(number));
    }
}
