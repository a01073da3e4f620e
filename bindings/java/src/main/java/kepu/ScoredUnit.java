package kepu;

import java.math.BigDecimal;
import java.util.Optional;

/** One unit of a {@link Score}. Numbers are exact. Elements are told by their ids, or as the scheme has them. */
public final class ScoredUnit {
    private final Score score;
    private final int row;

    ScoredUnit(Score score, int row) {
        this.score = score;
        this.row = row;
    }

    private interface Decimal {
        int of(Raw raw, long score, long row, long[] outputs);
    }

    private Optional<BigDecimal> decimal(Decimal reader) {
        long[] outputs = new long[2];
        int status = score.use((raw, address) -> reader.of(raw, address, row, outputs));
        return status != 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(outputs[0], (int) outputs[1]));
    }

    private Optional<String> text(Closing.ToBytesAt reader) {
        return score.text((raw, address) -> reader.of(raw, address, row));
    }

    /**
     * Its place in the score.
     *
     * @return the row, from 0
     */
    public int row() {
        return row;
    }

    /**
     * Id of the unit.
     *
     * @return the id
     */
    public String id() {
        return text(Raw::kepu_score_unit).orElse("");
    }

    /**
     * Name of the unit.
     *
     * @return the name, or else its id
     */
    public String name() {
        return text(Raw::kepu_score_name).orElse("");
    }

    /**
     * Id of the group that it is ranked in.
     *
     * @return the id, empty where it is in none
     */
    public Optional<String> group() {
        return text(Raw::kepu_score_group);
    }

    /**
     * Id of its grade, after downgrades, gates and vetoes.
     *
     * @return the id, empty where it has none
     */
    public Optional<String> grade() {
        return text(Raw::kepu_score_grade);
    }

    /**
     * Its total.
     *
     * @return the number, empty where it has none
     */
    public Optional<BigDecimal> total() {
        return decimal(Raw::kepu_score_total);
    }

    /**
     * Its rank in the group; equal units may share a mean, as 2.5.
     *
     * @return the rank, empty where it has no total
     */
    public Optional<BigDecimal> rank() {
        return decimal(Raw::kepu_score_rank);
    }

    /**
     * Whether a stage that is required has not been done for it yet.
     *
     * @return true where it has not
     */
    public boolean provisional() {
        return score.number(Raw::kepu_score_provisional, row) != 0;
    }

    /**
     * Whether it passed all gates and no veto has happened.
     *
     * @return true where it can have grades and awards
     */
    public boolean eligible() {
        return score.number(Raw::kepu_score_eligible, row) != 0;
    }

    /**
     * Whether an element has points, or why not.
     *
     * @param element its id
     * @return the state; {@link State#UNKNOWN} where it is not on the unit's card
     * @throws java.util.NoSuchElementException where there is no such id
     */
    public State state(String element) {
        return state(score.element(element));
    }

    /**
     * Whether an element has points, or why not.
     *
     * @param element the element
     * @return the state; {@link State#UNKNOWN} where it is not on the unit's card
     */
    public State state(Element element) {
        return state(score.element(element));
    }

    private State state(int element) {
        return State.of(score.use((raw, address) -> raw.kepu_score_state(address, row, element)));
    }

    /**
     * Points of the scheme, a module or a criterion; of a gate 1 where it was passed, else 0; of a veto or downgrade how often it
     * has happened.
     *
     * @param element its id
     * @return the number, empty where it has none
     * @throws java.util.NoSuchElementException where there is no such id
     */
    public Optional<BigDecimal> points(String element) {
        return points(score.element(element));
    }

    /**
     * The same by the element itself.
     *
     * @param element the element
     * @return the number, empty where it has none
     */
    public Optional<BigDecimal> points(Element element) {
        return points(score.element(element));
    }

    private Optional<BigDecimal> points(int element) {
        return decimal((raw, address, at, outputs) -> raw.kepu_score_points(address, at, element, outputs));
    }

    /**
     * Whether it gets an award, or why not.
     *
     * @param element id of the award
     * @return the result; {@link AwardResult#UNKNOWN} where the award is not for its group
     * @throws java.util.NoSuchElementException where there is no such id
     */
    public AwardResult award(String element) {
        return award(score.element(element));
    }

    /**
     * The same by the element itself.
     *
     * @param element the award
     * @return the result; {@link AwardResult#UNKNOWN} where the award is not for its group
     */
    public AwardResult award(Element element) {
        return award(score.element(element));
    }

    private AwardResult award(int element) {
        return AwardResult.of(score.use((raw, address) -> raw.kepu_score_award(address, row, element)));
    }

    /**
     * Why it has this score, line by line.
     *
     * @return the explanation, which stays when the score is closed
     */
    public Explanation explain() {
        return score.use((raw, address) -> new Explanation(
                Call.outputs(raw, 1, outputs -> raw.kepu_explanation_new(address, row, outputs))[0], score.scheme()));
    }

    /**
     * What it would take: the smallest change of a criterion's raw value alone that does it.
     *
     * @param element id of the criterion
     * @param what what the change is to bring about
     * @return the change, empty where none does it
     * @throws java.util.NoSuchElementException where there is no such id
     */
    public Optional<BigDecimal> need(String element, Need what) {
        return need(score.element(element), what);
    }

    /**
     * The same by the element itself.
     *
     * @param element the criterion
     * @param what what the change is to bring about
     * @return the change, empty where none does it
     */
    public Optional<BigDecimal> need(Element element, Need what) {
        return need(score.element(element), what);
    }

    private Optional<BigDecimal> need(int element, Need what) {
        boolean[] found = new boolean[1];
        long[] change = score.use((raw, address) -> Call.outputs(raw, 2, outputs -> {
            int status = raw.kepu_score_need(address, row, element, what.number(), outputs);
            found[0] = status == 0;
            return status == ErrorCode.NO_VALUE.number() ? 0 : status;
        }));
        return found[0] ? Optional.of(BigDecimal.valueOf(change[0], (int) change[1])) : Optional.empty();
    }

    @Override
    public String toString() {
        return score.isClosed() ? "ScoredUnit, closed" : id() + total().map(total -> " " + total.toPlainString()).orElse("");
    }
}
