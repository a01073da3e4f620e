package kepu;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Units as a scheme scores them: group by group, in a group by rank. A score never changes and may be read by any number of
 * threads. It stays when the figures it was made of are closed.
 */
public final class Score extends Closing implements Iterable<ScoredUnit> {
    private final Scheme scheme;
    private final Findings findings;

    private Score(long address, Scheme scheme, Findings findings) {
        super(address, Raw::kepu_score_free);
        this.scheme = scheme;
        this.findings = findings;
    }

    static Score of(Raw raw, Scheme scheme, Call.Fallible scoring) {
        long[] outputs = Call.outputs(raw, 2, scoring);
        Findings findings;
        try {
            findings = Findings.take(raw, outputs[1]);
        } catch (Throwable failure) {
            raw.kepu_score_free(outputs[0]);
            throw failure;
        }
        return new Score(outputs[0], scheme, findings);
    }

    @Override
    String what() {
        return "score";
    }

    /**
     * The scheme that the units were scored by; when that is closed, its elements are not read any more, but ids still serve.
     *
     * @return the scheme
     */
    public Scheme scheme() {
        return scheme;
    }

    /**
     * What was found while scoring, as a divisor that is zero.
     *
     * @return the findings
     */
    public Findings findings() {
        return findings;
    }

    /**
     * Id of the stage that was scored.
     *
     * @return the id, empty where the scheme has no stages
     */
    public Optional<String> stage() {
        return text(Raw::kepu_score_stage);
    }

    /**
     * The precision at which ranks were taken.
     *
     * @return digits after the point
     */
    public int rankDecimals() {
        return (int) number(Raw::kepu_score_rank_decimals);
    }

    /**
     * All units.
     *
     * @return the units, group by group, in a group by rank
     */
    public List<ScoredUnit> units() {
        return new Items<>(number(Raw::kepu_score_count), row -> new ScoredUnit(this, row));
    }

    @Override
    public Iterator<ScoredUnit> iterator() {
        return units().iterator();
    }

    /**
     * The unit with an id.
     *
     * @param unit the id
     * @return the unit, empty where there is none
     */
    public Optional<ScoredUnit> find(String unit) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(unit, "unit"));
        int found = use((raw, score) -> (int) raw.kepu_score_find(score, wanted));
        return found < 0 ? Optional.empty() : Optional.of(new ScoredUnit(this, found));
    }

    /** Index of the element with an id. */
    int element(String id) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(id, "element"));
        int found = use((raw, score) -> (int) raw.kepu_scheme_find(raw.kepu_score_scheme(score), wanted));
        if (found < 0) {
            throw new NoSuchElementException(id);
        }
        return found;
    }

    /** Index of an element of the same scheme. */
    int element(Element element) {
        if (element.scheme() != scheme) {
            throw new IllegalArgumentException("the element is of another scheme");
        }
        return element.index();
    }

    /**
     * All units as a table.
     *
     * @param bom whether it begins with a byte order mark, as spreadsheets in China want it
     * @return the table as CSV, in UTF-8
     */
    public byte[] toCsv(boolean bom) {
        return use((raw, score) -> Call.buffer(raw, outputs -> raw.kepu_score_to_csv(score, bom ? 1 : 0, outputs)));
    }

    /**
     * All units as JSON, with the points and states of all elements.
     *
     * @return the JSON, in UTF-8
     */
    public byte[] toJson() {
        return use((raw, score) -> Call.buffer(raw, outputs -> raw.kepu_score_to_json(score, outputs)));
    }

    @Override
    public String toString() {
        return isClosed() ? "Score, closed" : "Score, " + units().size() + " units";
    }
}
