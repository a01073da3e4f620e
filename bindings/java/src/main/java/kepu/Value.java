package kepu;

import java.math.BigDecimal;
import java.util.Optional;

/** A target, baseline or observation. Numbers are exact. */
public final class Value extends InPlan {
    Value(Plan plan, long address) {
        super(plan, address);
    }

    /**
     * The indicator it belongs to.
     *
     * @return the indicator
     */
    public Indicator indicator() {
        return new Indicator(plan(), number(Raw::kepu_value_indicator));
    }

    /**
     * Where it was read.
     *
     * @return the provenance, empty where there is none
     */
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_value_provenance, Provenance::new);
    }

    /**
     * Target, baseline or observation.
     *
     * @return the kind; {@link ValueKind#UNKNOWN} for none, or one that this version does not know
     */
    public ValueKind kind() {
        return ValueKind.of((int) number(Raw::kepu_value_kind));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> kindToken() {
        return text(Raw::kepu_value_kind_token);
    }

    /**
     * When it is due or was measured.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> time() {
        return text(Raw::kepu_value_time);
    }

    /**
     * Lower end, or the number itself.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> low() {
        return decimal(Raw::kepu_value_low);
    }

    /**
     * Upper end.
     *
     * @return the number, empty where there is none
     */
    public Optional<BigDecimal> high() {
        return decimal(Raw::kepu_value_high);
    }

    /**
     * Lower end as written.
     *
     * @return the words, empty where there is none
     */
    public Optional<String> lowText() {
        return text(Raw::kepu_value_low_text);
    }

    /**
     * Upper end as written.
     *
     * @return the words, empty where there is none
     */
    public Optional<String> highText() {
        return text(Raw::kepu_value_high_text);
    }

    /**
     * The clause that states it, as written.
     *
     * @return the words, empty where there is none
     */
    public Optional<String> quote() {
        return text(Raw::kepu_value_quote);
    }

    /**
     * Region it holds for: code or name.
     *
     * @return the region, empty where there is none
     */
    public Optional<String> region() {
        return text(Raw::kepu_value_region);
    }

    /**
     * Status of an observation.
     *
     * @return the status; {@link ValueStatus#UNKNOWN} for none, or one that this version does not know
     */
    public ValueStatus status() {
        return ValueStatus.of((int) number(Raw::kepu_value_status));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> statusToken() {
        return text(Raw::kepu_value_status_token);
    }

    /**
     * Where an observation comes from.
     *
     * @return the source, empty where there is none
     */
    public Optional<String> source() {
        return text(Raw::kepu_value_source);
    }

    @Override
    String describe() {
        return kindToken().orElse("") + " " + time().orElse("") + " " + lowText().orElse("");
    }
}
