package kepu;

import java.util.Optional;

/** What somebody changed who looked a plan over: what stood there before and after, who changed it, and when. */
public final class Change extends InPlan {
    Change(Plan plan, long address) {
        super(plan, address);
    }

    /**
     * What it did.
     *
     * @return the action
     */
    public ChangeAction action() {
        return ChangeAction.of((int) number(Raw::kepu_change_action));
    }

    /**
     * The same as its token, also where this version does not know it.
     *
     * @return the token
     */
    public String actionToken() {
        return sure(Raw::kepu_change_action_token);
    }

    /**
     * What kind of part was changed.
     *
     * @return the kind
     */
    public PartKind part() {
        return PartKind.of((int) number(Raw::kepu_change_part));
    }

    /**
     * The same as its token.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> partToken() {
        return text(Raw::kepu_change_part_token);
    }

    /**
     * Id of the part, which may be gone.
     *
     * @return the id, empty for the plan itself
     */
    public Optional<String> id() {
        return text(Raw::kepu_change_id);
    }

    /**
     * Id of the part that a removed one stood in.
     *
     * @return the id, empty where it stood in none
     */
    public Optional<String> parent() {
        return text(Raw::kepu_change_parent);
    }

    /**
     * The field, as {@link Builder#set} names it; {@code value:0:low} of a value, {@code issuer:0} of metadata.
     *
     * @return the field, empty for the part as a whole
     */
    public Optional<String> field() {
        return text(Raw::kepu_change_field);
    }

    /**
     * What stood there before; of what was removed the words it was read from.
     *
     * @return the text, empty where there was nothing
     */
    public Optional<String> was() {
        return text(Raw::kepu_change_was);
    }

    /**
     * What stood there after.
     *
     * @return the text, empty where there was nothing
     */
    public Optional<String> now() {
        return text(Raw::kepu_change_now);
    }

    /**
     * Who changed it.
     *
     * @return who, empty where it is not said
     */
    public Optional<String> by() {
        return text(Raw::kepu_change_by);
    }

    /**
     * When that was, as the caller said.
     *
     * @return when, empty where it is not said
     */
    public Optional<String> when() {
        return text(Raw::kepu_change_when);
    }

    @Override
    String describe() {
        return actionToken() + " " + id().orElse("plan");
    }
}
