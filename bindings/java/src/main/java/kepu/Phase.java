package kepu;

import java.util.Optional;
import java.util.OptionalLong;

/** A step of the timetable. */
public final class Phase extends Part {
    Phase(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_phase_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_phase_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_phase_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_phase_provenance, Provenance::new);
    }

    /**
     * The step's own name.
     *
     * @return the name, empty where there is none
     */
    public Optional<String> label() {
        return text(Raw::kepu_phase_label);
    }

    /**
     * First date or year.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> start() {
        return text(Raw::kepu_phase_start);
    }

    /**
     * Last date or year.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> end() {
        return text(Raw::kepu_phase_end);
    }

    /**
     * What is to be done.
     *
     * @return the text, empty where there is none
     */
    public Optional<String> text() {
        return text(Raw::kepu_phase_text);
    }

    @Override
    String describe() {
        return label().orElse("") + " " + start().orElse("");
    }
}
