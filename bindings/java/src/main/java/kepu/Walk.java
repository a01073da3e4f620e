package kepu;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A walk over a node and all below it, in document order. */
final class Walk implements Iterator<Node> {
    private final Node top;
    private Node next;

    private Walk(Node top) {
        this.top = top;
        this.next = top;
    }

    static Stream<Node> of(Node top) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Walk(top), traits), false);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Node next() {
        Node here = next;
        if (here == null) {
            throw new NoSuchElementException();
        }
        next = here.firstChild().orElseGet(() -> after(here));
        return here;
    }

    /** The node after one and all below it; null where the walk ends. */
    private Node after(Node node) {
        Node here = node;
        while (!here.equals(top)) {
            Optional<Node> sibling = here.next();
            if (sibling.isPresent()) {
                return sibling.get();
            }
            here = here.parent().orElse(top);
        }
        return null;
    }
}
