package kepu;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One element of a scheme: a module, a criterion, a rule, a grade. It is equal to another where both are the same one of the same
 * scheme.
 */
public final class Element {
    private final Scheme scheme;
    private final int index;

    Element(Scheme scheme, int index) {
        this.scheme = scheme;
        this.index = index;
    }

    /**
     * The scheme it stands in; when that is closed, using this is an {@link IllegalStateException}.
     *
     * @return the scheme
     */
    public Scheme scheme() {
        return scheme;
    }

    /**
     * Its place in the order of the file.
     *
     * @return the index, from 0
     */
    public int index() {
        return index;
    }

    /**
     * Its name in XML, like criterion or ratio.
     *
     * @return the kind
     */
    public String kind() {
        return scheme.text((raw, address) -> raw.kepu_scheme_kind(address, index)).orElse("");
    }

    /**
     * Its id.
     *
     * @return the id, empty where it has none
     */
    public Optional<String> id() {
        return value("id");
    }

    /**
     * Its name.
     *
     * @return the name, empty where it has none
     */
    public Optional<String> name() {
        return value("name");
    }

    /**
     * Text of an attribute, as it was written.
     *
     * @param attribute name of the attribute, like points
     * @return the text, empty where it has none
     */
    public Optional<String> value(String attribute) {
        byte[] named = Text.utf8(Objects.requireNonNull(attribute, "attribute"));
        return scheme.text((raw, address) -> raw.kepu_scheme_value(address, index, named));
    }

    /**
     * The element that holds it.
     *
     * @return that element, empty for the scheme itself
     */
    public Optional<Element> parent() {
        int above = above(index);
        return above < 0 ? Optional.empty() : Optional.of(scheme.at(above));
    }

    /**
     * The elements directly below it.
     *
     * @return the elements, in the order of the file
     */
    public List<Element> children() {
        return walk().filter(below -> above(below.index) == index).collect(Collectors.toList());
    }

    /**
     * The element itself and all below it.
     *
     * @return the elements, each before those below it
     */
    public Stream<Element> walk() {
        int end = index + 1;
        for (int count = scheme.elements().size(); end < count && above(end) >= index;) {
            end++;
        }
        return IntStream.range(index, end).mapToObj(scheme::at);
    }

    private int above(int of) {
        return (int) scheme.number(Raw::kepu_scheme_parent, of); // -1: none
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Element && ((Element) other).scheme == scheme && ((Element) other).index == index;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(scheme) + index;
    }

    @Override
    public String toString() {
        return scheme.isClosed() ? "Element of a closed scheme" : kind() + id().map(id -> " " + id).orElse("");
    }
}
