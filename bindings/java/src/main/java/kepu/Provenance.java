package kepu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a fact was read, by which rule, and who checked it. */
public final class Provenance extends InPlan {
    Provenance(Plan plan, long address) {
        super(plan, address);
    }

    /**
     * Pieces of the source text that say it; a title or a list may be broken over lines.
     *
     * @return the spans, in their order
     */
    public List<Span> spans() {
        return new Items<>(number(Raw::kepu_provenance_span_count), this::span);
    }

    private Span span(int index) {
        long[] outputs = new long[3];
        number((raw, address) -> raw.kepu_provenance_span(address, index, outputs));
        return new Span(outputs);
    }

    /**
     * The words of the source text that the spans stand for.
     *
     * @return the words, a text a span
     */
    public List<String> quotes() {
        return spans().stream().map(plan()::quote).collect(Collectors.toList());
    }

    /**
     * The rule that read the fact.
     *
     * @return the rule; {@link Rule#UNKNOWN} for none, or one that this version does not know
     */
    public Rule rule() {
        return Rule.of((int) number(Raw::kepu_provenance_rule));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> ruleToken() {
        return text(Raw::kepu_provenance_rule_token);
    }

    /**
     * Names of findings about the fact.
     *
     * @return the names
     */
    public List<String> findings() {
        return texts(Raw::kepu_provenance_finding_count, Raw::kepu_provenance_finding_at);
    }

    /**
     * Whether somebody looked at the fact.
     *
     * @return the state; {@link Check#UNKNOWN} for none, or one that this version does not know
     */
    public Check check() {
        return Check.of((int) number(Raw::kepu_provenance_check));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> checkToken() {
        return text(Raw::kepu_provenance_check_token);
    }

    /**
     * Who confirmed, corrected or entered it.
     *
     * @return the person, empty where there is none
     */
    public Optional<String> by() {
        return text(Raw::kepu_provenance_by);
    }

    /**
     * When that was, as the caller said.
     *
     * @return the time, empty where there is none
     */
    public Optional<String> when() {
        return text(Raw::kepu_provenance_when);
    }

    @Override
    String describe() {
        return ruleToken().orElse("");
    }
}
