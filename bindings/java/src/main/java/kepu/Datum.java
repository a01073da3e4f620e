package kepu;

import java.math.BigDecimal;
import java.util.Optional;

/** One figure, as a row of a table gives it. Numbers are exact. */
public final class Datum {
    private final String indicator;
    private final String region;
    private final String period;
    private final State state;
    private final BigDecimal value;
    private final String unit;
    private final ValueStatus status;
    private final String source;
    private final DatumKind kind;
    private final Relative relative;
    private final long line;

    Datum(Raw raw, long data, int row) {
        indicator = Text.string(raw.kepu_data_indicator(data, row));
        region = Text.string(raw.kepu_data_region(data, row));
        period = Text.string(raw.kepu_data_period(data, row));
        state = State.of(raw.kepu_data_state(data, row));
        long[] outputs = new long[2];
        value = raw.kepu_data_value(data, row, outputs) != 0 ? null : BigDecimal.valueOf(outputs[0], (int) outputs[1]);
        unit = Text.string(raw.kepu_data_unit(data, row));
        status = ValueStatus.of(raw.kepu_data_status(data, row));
        source = Text.string(raw.kepu_data_source(data, row));
        kind = DatumKind.of(raw.kepu_data_kind(data, row));
        relative = Relative.of(raw.kepu_data_relative(data, row));
        line = raw.kepu_data_line(data, row);
    }

    /**
     * The indicator: an id or a name, as written.
     *
     * @return the text
     */
    public String indicator() {
        return indicator;
    }

    /**
     * The region: a code or a name, as written.
     *
     * @return the text, empty for the plan's own region, and where none is said
     */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * The period, like 2023, 2023-Q2, 2023-06-30, whatever it was written as; {@link DateRange#parse} has its days.
     *
     * @return the period
     */
    public String period() {
        return period;
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
     * The value, in the unit.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> value() {
        return Optional.ofNullable(value);
    }

    /**
     * The unit that the value is in: with a plan the indicator's, into which it was converted.
     *
     * @return the unit, empty where none is said
     */
    public Optional<String> unit() {
        return Optional.ofNullable(unit);
    }

    /**
     * How far it is checked.
     *
     * @return the status
     */
    public ValueStatus status() {
        return status;
    }

    /**
     * Where it comes from, as written.
     *
     * @return the text, empty where none is said
     */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /**
     * What it is.
     *
     * @return the kind
     */
    public DatumKind kind() {
        return kind;
    }

    /**
     * What a target relates to.
     *
     * @return what it relates to; {@link Relative#UNKNOWN} for what is no relative target
     */
    public Relative relative() {
        return relative;
    }

    /**
     * Line of its table that the indicator stands in.
     *
     * @return the line, from 1
     */
    public long line() {
        return line;
    }

    @Override
    public String toString() {
        return indicator + (region == null ? "" : " " + region) + " " + period + " "
                + (value == null ? state : value.toPlainString() + (unit == null ? "" : unit));
    }
}
