package kepu;

import java.util.Objects;

/** A piece of the source text of a plan: part of a paragraph, counted in code points. {@link Plan#quote(Span)} gives its words. */
public final class Span {
    private final long paragraph;
    private final long offset;
    private final long length;

    /**
     * A piece of a paragraph.
     *
     * @param paragraph index of the paragraph, from 0
     * @param offset first code point in it, from 0
     * @param length number of code points
     */
    public Span(long paragraph, long offset, long length) {
        if (paragraph < 0 || offset < 0 || length < 0) {
            throw new IllegalArgumentException("a negative number in a span");
        }
        this.paragraph = paragraph;
        this.offset = offset;
        this.length = length;
    }

    Span(long[] numbers) {
        this(numbers[0], numbers[1], numbers[2]);
    }

    /**
     * Index of the paragraph.
     *
     * @return the index, from 0
     */
    public long paragraph() {
        return paragraph;
    }

    /**
     * First code point in the paragraph.
     *
     * @return the offset, from 0
     */
    public long offset() {
        return offset;
    }

    /**
     * How long it is.
     *
     * @return number of code points
     */
    public long length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span && ((Span) other).paragraph == paragraph && ((Span) other).offset == offset
                && ((Span) other).length == length;
    }

    @Override
    public int hashCode() {
        return Objects.hash(paragraph, offset, length);
    }

    @Override
    public String toString() {
        return paragraph + ":" + offset + "+" + length;
    }
}
