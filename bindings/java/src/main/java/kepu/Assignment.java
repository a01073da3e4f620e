package kepu;

import java.util.Optional;
import java.util.OptionalLong;

/** Who does what: a unit, a node and a role. */
public final class Assignment extends Part {
    Assignment(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_assignment_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_assignment_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_assignment_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_assignment_provenance, Provenance::new);
    }

    /**
     * The node.
     *
     * @return the node
     */
    public Node node() {
        return new Node(plan(), number(Raw::kepu_assignment_node));
    }

    /**
     * The unit.
     *
     * @return the unit
     */
    public Unit unit() {
        return new Unit(plan(), number(Raw::kepu_assignment_unit));
    }

    /**
     * Role of the unit: lead, responsible or participant.
     *
     * @return the role; {@link Role#UNKNOWN} for none, or one that this version does not know
     */
    public Role role() {
        return Role.of((int) number(Raw::kepu_assignment_role));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> roleToken() {
        return text(Raw::kepu_assignment_role_token);
    }

    /**
     * Since when.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> from() {
        return text(Raw::kepu_assignment_from);
    }

    /**
     * Until when.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> until() {
        return text(Raw::kepu_assignment_until);
    }

    /**
     * Responsible leader.
     *
     * @return the person, empty where there is none
     */
    public Optional<String> leader() {
        return text(Raw::kepu_assignment_leader);
    }

    /**
     * Contact; left out of a public version.
     *
     * @return the contact, empty where there is none
     */
    public Optional<String> contact() {
        return text(Raw::kepu_assignment_contact);
    }

    @Override
    String describe() {
        return node().path() + " " + roleToken().orElse("") + " " + unit().name();
    }
}
