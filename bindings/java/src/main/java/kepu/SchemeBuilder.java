package kepu;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Makes a scheme, element by element. Elements are told by the numbers that the methods which add one return.
 *
 * <p>Every mistake is a {@link KepuException} and leaves the builder as it was. A builder belongs to one thread at a time: a call
 * while another thread's is under way is an {@link IllegalStateException}.
 */
public final class SchemeBuilder extends Changing {
    /** A builder without any element. */
    public SchemeBuilder() {
        super(Call.outputs(Library.raw(), 1, Library.raw()::kepu_scheme_builder_new)[0], Raw::kepu_scheme_builder_free);
    }

    @Override
    String what() {
        return "scheme builder";
    }

    /**
     * Adds the first element.
     *
     * @param kind its name in XML: scheme
     * @return its number
     */
    public long add(String kind) {
        return below(-1, kind);
    }

    /**
     * Adds an element behind those that its parent holds already.
     *
     * @param parent number of the element that holds it
     * @param kind its name in XML, like criterion or ratio
     * @return its number
     */
    public long add(long parent, String kind) {
        return below(parent, kind);
    }

    private long below(long parent, String kind) {
        byte[] named = Text.utf8(Objects.requireNonNull(kind, "kind"));
        return alone((raw, builder) -> Call.outputs(raw, 1, outputs -> raw.kepu_scheme_builder_add(builder, parent, named, outputs))[0]);
    }

    /**
     * Sets an attribute, which is checked at once.
     *
     * @param element number of the element
     * @param attribute name of the attribute, like points
     * @param value its text; null takes it away
     */
    public void set(long element, String attribute, String value) {
        byte[] named = Text.utf8(Objects.requireNonNull(attribute, "attribute"));
        byte[] text = Text.utf8(value);
        alone((raw, builder) -> Call.outputs(raw, 0, outputs -> raw.kepu_scheme_builder_set(builder, element, named, text, outputs)));
    }

    /**
     * Sets an attribute to a number.
     *
     * @param element number of the element
     * @param attribute name of the attribute, like points
     * @param value the exact number
     */
    public void set(long element, String attribute, BigDecimal value) {
        set(element, attribute, Kepu.formatDecimal(value));
    }

    /**
     * Checks the scheme as a whole and gives it out. After a failure the builder can go on.
     *
     * @return the scheme
     */
    public Scheme finish() {
        return alone((raw, builder) -> Scheme.made(raw, outputs -> raw.kepu_scheme_builder_finish(builder, outputs)));
    }

    @Override
    public String toString() {
        return isClosed() ? "SchemeBuilder, closed" : "SchemeBuilder";
    }
}
