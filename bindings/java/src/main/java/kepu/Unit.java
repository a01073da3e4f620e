package kepu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A body that answers for work. */
public final class Unit extends Part {
    Unit(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_unit_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_unit_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_unit_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_unit_provenance, Provenance::new);
    }

    /**
     * Name as written.
     *
     * @return the name
     */
    public String name() {
        return sure(Raw::kepu_unit_name);
    }

    /**
     * Canonical name: what lists leave out restored, aliases left out.
     *
     * @return the name, empty where there is none
     */
    public Optional<String> canonical() {
        return text(Raw::kepu_unit_canonical);
    }

    /**
     * Its other names.
     *
     * @return the names
     */
    public List<String> aliases() {
        return texts(Raw::kepu_unit_alias_count, Raw::kepu_unit_alias_at);
    }

    /**
     * Level of the territory that it serves.
     *
     * @return the level; {@link Level#UNKNOWN} for none, or one that this version does not know
     */
    public Level level() {
        return Level.of((int) number(Raw::kepu_unit_level));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> levelToken() {
        return text(Raw::kepu_unit_level_token);
    }

    /**
     * What it works in, as tokens; the first is the primary one.
     *
     * @return the tokens, as docs/functions.md lists them
     */
    public List<String> functions() {
        return texts(Raw::kepu_unit_function_count, Raw::kepu_unit_function_at);
    }

    /**
     * Whether the name stands for several bodies.
     *
     * @return true where it does
     */
    public boolean isGroup() {
        return number(Raw::kepu_unit_is_group) != 0;
    }

    /**
     * The members of a group.
     *
     * @return the units
     */
    public List<Unit> members() {
        return parts(Raw::kepu_unit_member_count, Raw::kepu_unit_member_at, Unit::new);
    }

    /**
     * Since when the body exists.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> from() {
        return text(Raw::kepu_unit_from);
    }

    /**
     * Until when the body exists.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> until() {
        return text(Raw::kepu_unit_until);
    }

    /**
     * The body that took its place.
     *
     * @return the unit, empty where there is none
     */
    public Optional<Unit> successor() {
        return part(Raw::kepu_unit_successor, Unit::new);
    }

    /**
     * Unified social credit code.
     *
     * @return the code, empty where there is none
     */
    public Optional<String> code() {
        return text(Raw::kepu_unit_code);
    }

    /**
     * Role in the leading group.
     *
     * @return the role, empty where there is none
     */
    public Optional<String> role() {
        return text(Raw::kepu_unit_role);
    }

    /**
     * Liaison person; left out of a public version.
     *
     * @return the person, empty where there is none
     */
    public Optional<String> liaison() {
        return text(Raw::kepu_unit_liaison);
    }

    /**
     * Its assignments.
     *
     * @return the assignments, in document order
     */
    public List<Assignment> assignments() {
        return parts(Raw::kepu_unit_assignment_count, Raw::kepu_unit_assignment_at, Assignment::new);
    }

    @Override
    String describe() {
        return name();
    }
}
