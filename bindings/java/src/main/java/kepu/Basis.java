package kepu;

import java.util.Optional;

/** A document that a plan is based on. */
public final class Basis {
    private final String title;
    private final String number;

    Basis(String title, String number) {
        this.title = title;
        this.number = number;
    }

    /**
     * Title of the document.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * Number of the document.
     *
     * @return the number, empty where none is given
     */
    public Optional<String> number() {
        return Optional.ofNullable(number);
    }

    @Override
    public String toString() {
        return number == null ? title : title + " " + number;
    }
}
