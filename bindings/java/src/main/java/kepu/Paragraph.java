package kepu;

import java.util.OptionalLong;

/** A paragraph of the cleaned source text of a plan. */
public final class Paragraph {
    private final String text;
    private final long line;

    Paragraph(String text, long line) {
        this.text = text;
        this.line = line;
    }

    /**
     * Its text.
     *
     * @return the text
     */
    public String text() {
        return text;
    }

    /**
     * The line of the original that it began on.
     *
     * @return the line, from 1, empty where it is not known
     */
    public OptionalLong line() {
        return Closing.place(line);
    }

    @Override
    public String toString() {
        return text;
    }
}
