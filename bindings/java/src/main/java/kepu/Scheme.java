package kepu;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is scored, by which rules, in which groups, grades and awards: a tree of elements, of which the first is the scheme itself.
 * docs/scoring.md has them all.
 *
 * <p>A scheme never changes and may be read by any number of threads.
 */
public final class Scheme extends Closing implements Iterable<Element> {
    Scheme(long address) {
        super(address, Raw::kepu_scheme_free);
    }

    /**
     * Loads a scheme file, whose format is told by its content.
     *
     * @param path the file
     * @return the scheme
     * @throws KepuException where the file cannot be read or is no scheme, with line, column, offset and element path
     */
    public static Scheme load(Path path) {
        byte[] name = Text.path(path);
        return made(Library.raw(), outputs -> Library.raw().kepu_scheme_load_file(name, outputs));
    }

    /**
     * Loads a scheme from the bytes of a scheme file.
     *
     * @param bytes the bytes
     * @return the scheme
     * @throws KepuException where they are no scheme, with line, column, offset and element path
     */
    public static Scheme load(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return made(Library.raw(), outputs -> Library.raw().kepu_scheme_load(bytes, outputs));
    }

    static Scheme made(Raw raw, Call.Fallible making) {
        return new Scheme(Call.outputs(raw, 1, making)[0]);
    }

    @Override
    String what() {
        return "scheme";
    }

    /**
     * The scheme itself.
     *
     * @return the first element
     */
    public Element root() {
        return at(0);
    }

    /**
     * All elements.
     *
     * @return the elements, in the order of the file
     */
    public List<Element> elements() {
        return new Items<>(number(Raw::kepu_scheme_count), this::at);
    }

    Element at(int index) {
        return new Element(this, index);
    }

    @Override
    public Iterator<Element> iterator() {
        return elements().iterator();
    }

    /**
     * The element with an id. Ids of parts, levels and items are not looked for.
     *
     * @param id the id
     * @return the element, empty where there is none
     */
    public Optional<Element> find(String id) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(id, "id"));
        int found = use((raw, scheme) -> (int) raw.kepu_scheme_find(scheme, wanted));
        return found < 0 ? Optional.empty() : Optional.of(at(found));
    }

    /**
     * The scheme as XML. The same scheme gives the same bytes.
     *
     * @return the XML, in UTF-8
     */
    public byte[] toXml() {
        return use((raw, scheme) -> Call.buffer(raw, outputs -> raw.kepu_scheme_to_xml(scheme, outputs)));
    }

    /**
     * The scheme as JSON, which {@link #load(byte[])} turns into the same scheme again.
     *
     * @return the JSON, in UTF-8
     */
    public byte[] toJson() {
        return use((raw, scheme) -> Call.buffer(raw, outputs -> raw.kepu_scheme_to_json(scheme, outputs)));
    }

    /**
     * Saves to a file as XML, whole or not at all.
     *
     * @param path the file
     * @throws KepuException where it could not be written; the old file is then still whole
     */
    public void save(Path path) {
        byte[] name = Text.path(path);
        use((raw, scheme) -> Call.outputs(raw, 0, outputs -> raw.kepu_scheme_save_file(scheme, name, outputs)));
    }

    /**
     * What is likely wrong with it, though it can be used.
     *
     * @return what was found, with the lines of the file
     */
    public Findings check() {
        return check(0);
    }

    /**
     * The same, and what the units and figures show.
     *
     * @param inputs units and figures for this scheme
     * @return what was found
     */
    public Findings check(Inputs inputs) {
        return inputs.together((raw, address) -> check(address));
    }

    private Findings check(long inputs) {
        return use((raw, scheme) -> Findings.take(raw,
                Call.outputs(raw, 1, outputs -> raw.kepu_scheme_check(scheme, inputs, outputs))[0]));
    }

    @Override
    public String toString() {
        return isClosed() ? "Scheme, closed" : "Scheme, " + elements().size() + " elements";
    }
}
