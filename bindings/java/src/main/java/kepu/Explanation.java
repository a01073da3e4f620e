package kepu;

import java.util.Iterator;
import java.util.List;

/**
 * Why a unit has its score: a list of lines, each with its depth. What the lines directly below one add makes up its points
 * exactly. An explanation never changes and may be read by any number of threads.
 */
public final class Explanation extends Closing implements Iterable<ExplanationLine> {
    private final Scheme scheme;

    Explanation(long address, Scheme scheme) {
        super(address, Raw::kepu_explanation_free);
        this.scheme = scheme;
    }

    @Override
    String what() {
        return "explanation";
    }

    /**
     * The scheme whose elements the lines are about.
     *
     * @return the scheme
     */
    public Scheme scheme() {
        return scheme;
    }

    /**
     * All lines.
     *
     * @return the lines, from the total on
     */
    public List<ExplanationLine> lines() {
        return new Items<>(number(Raw::kepu_explanation_count), index -> new ExplanationLine(this, index));
    }

    @Override
    public Iterator<ExplanationLine> iterator() {
        return lines().iterator();
    }

    /**
     * A table for a terminal.
     *
     * @param language language of the words
     * @param width columns of the terminal; 0: no line is broken
     * @return the table
     */
    public String toText(Language language, int width) {
        return Text.string(use((raw, lines) ->
                Call.buffer(raw, outputs -> raw.kepu_explanation_to_text(lines, language.number(), Math.max(width, 0), outputs))));
    }

    /**
     * All lines as JSON, with the words in both languages.
     *
     * @return the JSON, in UTF-8
     */
    public byte[] toJson() {
        return use((raw, lines) -> Call.buffer(raw, outputs -> raw.kepu_explanation_to_json(lines, outputs)));
    }

    /**
     * A part of an HTML page: a section of the class kepu-score, without scripts.
     *
     * @param language language of the words
     * @return the section
     */
    public String toHtml(Language language) {
        return Text.string(use((raw, lines) ->
                Call.buffer(raw, outputs -> raw.kepu_explanation_to_html(lines, language.number(), outputs))));
    }

    @Override
    public String toString() {
        return isClosed() ? "Explanation, closed" : "Explanation, " + lines().size() + " lines";
    }
}
