package kepu;

import java.math.BigDecimal;
import java.util.Optional;

/** One line of an {@link Explanation}. Numbers are exact. */
public final class ExplanationLine {
    private final Explanation explanation;
    private final int index;

    ExplanationLine(Explanation explanation, int index) {
        this.explanation = explanation;
        this.index = index;
    }

    private interface Decimal {
        int of(Raw raw, long explanation, long line, long[] outputs);
    }

    private Optional<BigDecimal> decimal(Decimal reader) {
        long[] outputs = new long[2];
        int status = explanation.use((raw, address) -> reader.of(raw, address, index, outputs));
        return status != 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(outputs[0], (int) outputs[1]));
    }

    /**
     * What it is about.
     *
     * @return the kind of line
     */
    public LineKind what() {
        return LineKind.of((int) explanation.number(Raw::kepu_explanation_what, index));
    }

    /**
     * How deep it stands: it lies in the nearest line above it that is less deep.
     *
     * @return the depth, from 0
     */
    public int depth() {
        return (int) explanation.number(Raw::kepu_explanation_depth, index);
    }

    /**
     * The element of the scheme that it is about, or belongs to.
     *
     * @return the element
     */
    public Element element() {
        return explanation.scheme().at((int) explanation.number(Raw::kepu_explanation_element, index));
    }

    /**
     * Its points; of a figure, measure or target the value, of a rank the rank, of a need the change.
     *
     * @return the number, empty where it has none
     */
    public Optional<BigDecimal> points() {
        return decimal(Raw::kepu_explanation_points);
    }

    /**
     * What it adds to the line that it lies in; less than zero: what it takes off.
     *
     * @return the number, empty where it adds nothing
     */
    public Optional<BigDecimal> adds() {
        return decimal(Raw::kepu_explanation_adds);
    }

    /**
     * Whether it has a value, or why not.
     *
     * @return the state
     */
    public State state() {
        return State.of((int) explanation.number(Raw::kepu_explanation_state, index));
    }

    /**
     * The line in words.
     *
     * @param language the language
     * @return a sentence
     */
    public String text(Language language) {
        return explanation.text((raw, address) -> raw.kepu_explanation_text(address, index, language.number())).orElse("");
    }

    @Override
    public String toString() {
        return explanation.isClosed() ? "ExplanationLine, closed" : text(Language.EN);
    }
}
