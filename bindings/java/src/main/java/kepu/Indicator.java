package kepu;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is measured, with its targets, baselines and observations. */
public final class Indicator extends Part {
    Indicator(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_indicator_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_indicator_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_indicator_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_indicator_provenance, Provenance::new);
    }

    /**
     * The node it stands in.
     *
     * @return the node, empty for an indicator of the plan as a whole
     */
    public Optional<Node> node() {
        return part(Raw::kepu_indicator_node, Node::new);
    }

    /**
     * What is measured.
     *
     * @return its name, empty where there is none
     */
    public Optional<String> name() {
        return text(Raw::kepu_indicator_name);
    }

    /**
     * Unit of measure, like % or 人次.
     *
     * @return the unit, empty where there is none
     */
    public Optional<String> unit() {
        return text(Raw::kepu_indicator_unit);
    }

    /**
     * How a value is compared with the target.
     *
     * @return the comparison; {@link Comparison#UNKNOWN} for none, or one that this version does not know
     */
    public Comparison comparison() {
        return Comparison.of((int) number(Raw::kepu_indicator_comparison));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> comparisonToken() {
        return text(Raw::kepu_indicator_comparison_token);
    }

    /**
     * How often the target is to be reached.
     *
     * @return how often; {@link Every#UNKNOWN} for none, or one that this version does not know
     */
    public Every every() {
        return Every.of((int) number(Raw::kepu_indicator_every));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> everyToken() {
        return text(Raw::kepu_indicator_every_token);
    }

    /**
     * What each the target holds for, like 县.
     *
     * @return the word, empty where there is none
     */
    public Optional<String> per() {
        return text(Raw::kepu_indicator_per);
    }

    /**
     * What is counted: a level, a total, a flow.
     *
     * @return what is counted; {@link Counting#UNKNOWN} for none, or one that this version does not know
     */
    public Counting counting() {
        return Counting.of((int) number(Raw::kepu_indicator_counting));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> countingToken() {
        return text(Raw::kepu_indicator_counting_token);
    }

    /**
     * What the numerator counts.
     *
     * @return its name, empty where there is none
     */
    public Optional<String> numerator() {
        return text(Raw::kepu_indicator_numerator);
    }

    /**
     * What the denominator counts.
     *
     * @return its name, empty where there is none
     */
    public Optional<String> denominator() {
        return text(Raw::kepu_indicator_denominator);
    }

    /**
     * Factor of the quotient, 100 for a percentage.
     *
     * @return the factor, empty where there is none
     */
    public Optional<BigDecimal> factor() {
        return decimal(Raw::kepu_indicator_factor);
    }

    /**
     * The indicator that weighs this one in a roll-up.
     *
     * @return the indicator, empty where there is none
     */
    public Optional<Indicator> weight() {
        return part(Raw::kepu_indicator_weight, Indicator::new);
    }

    /**
     * How results of lower levels are put together.
     *
     * @return the rule; {@link RollupRule#UNKNOWN} for none, or one that this version does not know
     */
    public RollupRule rollup() {
        return RollupRule.of((int) number(Raw::kepu_indicator_rollup));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> rollupToken() {
        return text(Raw::kepu_indicator_rollup_token);
    }

    /**
     * Whether it binds (约束性) or is expected (预期性).
     *
     * @return the nature; {@link Nature#UNKNOWN} for none, or one that this version does not know
     */
    public Nature nature() {
        return Nature.of((int) number(Raw::kepu_indicator_nature));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> natureToken() {
        return text(Raw::kepu_indicator_nature_token);
    }

    /**
     * Its targets, baselines and observations.
     *
     * @return the values, in the order of the notice
     */
    public List<Value> values() {
        return parts(Raw::kepu_indicator_value_count, Raw::kepu_indicator_value_at, Value::new);
    }

    @Override
    String describe() {
        return name().orElse("");
    }
}
