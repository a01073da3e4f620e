package kepu;

import java.util.Optional;
import java.util.OptionalLong;

/** A part of a plan that has an id: node, unit, assignment, indicator, phase or annex. */
public abstract class Part extends InPlan {
    Part(Plan plan, long address) {
        super(plan, address);
    }

    /**
     * Its id: opaque, unique in its file, never reused.
     *
     * @return the id
     */
    public abstract String id();

    /**
     * Line of the plan file that it was loaded from.
     *
     * @return the line, from 1, empty where it was not loaded from a file
     */
    public abstract OptionalLong line();

    /**
     * Column of the plan file that it was loaded from.
     *
     * @return the column in characters (code points), from 1, empty where it was not loaded from a file
     */
    public abstract OptionalLong column();

    /**
     * Where it was read, by which rule, and who checked it.
     *
     * @return the provenance, empty where none is known
     */
    public abstract Optional<Provenance> provenance();
}
