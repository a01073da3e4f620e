package kepu;

import java.util.Optional;

/** The time a plan is for. */
public final class Period {
    private final String start;
    private final String end;

    Period(String start, String end) {
        this.start = start;
        this.end = end;
    }

    /**
     * First date or year.
     *
     * @return the date, empty where none is given
     */
    public Optional<String> start() {
        return Optional.ofNullable(start);
    }

    /**
     * Last date or year.
     *
     * @return the date, empty where none is given
     */
    public Optional<String> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public String toString() {
        return (start == null ? "" : start) + "/" + (end == null ? "" : end);
    }
}
