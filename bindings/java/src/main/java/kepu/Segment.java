package kepu;

import java.util.Optional;

/** What a piece of the source text is, and the node it belongs to. */
public final class Segment {
    private final SegmentClass kind;
    private final Span span;
    private final Node node;

    Segment(SegmentClass kind, Span span, Node node) {
        this.kind = kind;
        this.span = span;
        this.node = node;
    }

    /**
     * What it is.
     *
     * @return the class; {@link SegmentClass#UNKNOWN} for one that this version does not know
     */
    public SegmentClass kind() {
        return kind;
    }

    /**
     * Where it stands.
     *
     * @return a span within one paragraph
     */
    public Span span() {
        return span;
    }

    /**
     * The node it belongs to.
     *
     * @return the node, empty where it belongs to none
     */
    public Optional<Node> node() {
        return Optional.ofNullable(node);
    }

    @Override
    public String toString() {
        return kind + " " + span;
    }
}
