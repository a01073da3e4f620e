package kepu;

import java.math.BigDecimal;

/**
 * Makes a plan. Parts are named by their ids, which the methods that add one return.
 *
 * <p>Every mistake is a {@link KepuException} that names the id and leaves the builder as it was. A builder belongs to one
 * thread at a time: a call while another thread's is under way is an {@link IllegalStateException}.
 */
public final class Builder extends Changing {
    /** A builder of a new plan, with revision 1 and status draft. */
    public Builder() {
        this(Call.outputs(Library.raw(), 1, Library.raw()::kepu_builder_new)[0]);
    }

    /**
     * A builder to change a plan: it holds a copy of it, with all parts, ids, provenance and foreign content, and makes a plan
     * with the next revision of it. The plan itself stays as it is.
     *
     * @param plan the plan
     */
    public Builder(Plan plan) {
        this(plan.<Long>use((raw, address) -> Call.outputs(raw, 1, outputs -> raw.kepu_builder_from_plan(address, outputs))[0]));
    }

    private Builder(long address) {
        super(address, Raw::kepu_builder_free);
    }

    @Override
    String what() {
        return "builder";
    }

    private void run(Step step) {
        alone((raw, builder) -> Call.outputs(raw, 0, outputs -> step.of(raw, builder, outputs)));
    }

    /** A step that gives the id of what it adds, which has to be copied before the builder goes on. */
    private String add(Step step) {
        return alone((raw, builder) -> Text.string(raw.text(Call.outputs(raw, 1, outputs -> step.of(raw, builder, outputs))[0])));
    }

    /**
     * Adds a node after the last child of its parent.
     *
     * @param parent id of a node or an annex; null: at the top of the plan
     * @param kind its kind
     * @param label label as printed, like （一）, which also gives the ordinal; null: none, the ordinal is then its position
     * @param title its title; null: none
     * @return its id
     */
    public String addNode(String parent, Kind kind, String label, String title) {
        byte[] below = Text.utf8(parent);
        byte[] labelled = Text.utf8(label);
        byte[] titled = Text.utf8(title);
        return add((raw, builder, outputs) -> raw.kepu_builder_add_node(builder, below, kind.number(), labelled, titled, outputs));
    }

    /**
     * Adds a unit.
     *
     * @param name its name as written
     * @param group whether the name stands for several bodies
     * @return its id
     */
    public String addUnit(String name, boolean group) {
        byte[] named = Text.utf8(name);
        return add((raw, builder, outputs) -> raw.kepu_builder_add_unit(builder, named, group ? 1 : 0, outputs));
    }

    /**
     * Adds an assignment: a unit has a role on a node.
     *
     * @param node id of the node
     * @param unit id of the unit
     * @param role the role
     * @return its id
     */
    public String addAssignment(String node, String unit, Role role) {
        byte[] which = Text.utf8(node);
        byte[] who = Text.utf8(unit);
        return add((raw, builder, outputs) -> raw.kepu_builder_add_assignment(builder, which, who, role.number(), outputs));
    }

    /**
     * Adds an indicator, without values.
     *
     * @param node id of the node it stands in; null: of the plan as a whole
     * @param name what is measured
     * @param unit unit of measure; null: none
     * @param comparison how a value is compared with the target
     * @return its id
     */
    public String addIndicator(String node, String name, String unit, Comparison comparison) {
        byte[] where = Text.utf8(node);
        byte[] named = Text.utf8(name);
        byte[] measure = Text.utf8(unit);
        return add((raw, builder, outputs) ->
                raw.kepu_builder_add_indicator(builder, where, named, measure, comparison.number(), outputs));
    }

    /**
     * Adds a target, baseline or observation to an indicator.
     *
     * @param indicator id of the indicator
     * @param kind which of them
     * @param time when it is due or was measured; null: not said
     * @param low lower end, or the number itself; null: none
     * @param high upper end; null: none
     */
    public void addValue(String indicator, ValueKind kind, String time, BigDecimal low, BigDecimal high) {
        byte[] which = Text.utf8(indicator);
        byte[] when = Text.utf8(time);
        byte[] from = Text.utf8(low == null ? null : Kepu.formatDecimal(low));
        byte[] to = Text.utf8(high == null ? null : Kepu.formatDecimal(high));
        run((raw, builder, outputs) -> raw.kepu_builder_add_value(builder, which, kind.number(), when, from, to, outputs));
    }

    /**
     * Adds a step of the timetable.
     *
     * @param label its own name; null: none
     * @param start first date or year; null: not said
     * @param end last date or year; null: not said
     * @param text what is to be done; null: none
     * @return its id
     */
    public String addPhase(String label, String start, String end, String text) {
        byte[] named = Text.utf8(label);
        byte[] from = Text.utf8(start);
        byte[] to = Text.utf8(end);
        byte[] what = Text.utf8(text);
        return add((raw, builder, outputs) -> raw.kepu_builder_add_phase(builder, named, from, to, what, outputs));
    }

    /**
     * Adds an annex; its nodes are added with its id as parent.
     *
     * @param label label as printed; null: none
     * @param title its title; null: none
     * @return its id
     */
    public String addAnnex(String label, String title) {
        byte[] labelled = Text.utf8(label);
        byte[] titled = Text.utf8(title);
        return add((raw, builder, outputs) -> raw.kepu_builder_add_annex(builder, labelled, titled, outputs));
    }

    /**
     * Adds a value of a metadata field; fields that have one value take the new one instead of the old.
     *
     * @param field the field
     * @param text the value; a period is start/end (2021/2025)
     * @param number document number, for {@link MetadataField#BASIS}; else null
     */
    public void addMetadata(MetadataField field, String text, String number) {
        byte[] value = Text.utf8(text);
        byte[] numbered = Text.utf8(number);
        run((raw, builder, outputs) -> raw.kepu_builder_add_metadata(builder, field.number(), value, numbered, outputs));
    }

    /**
     * Adds a paragraph of the cleaned source text, to which spans refer.
     *
     * @param text the text
     * @param line line of the original, from 1; 0: not known
     */
    public void addParagraph(String text, long line) {
        byte[] value = Text.utf8(text);
        run((raw, builder, outputs) -> raw.kepu_builder_add_paragraph(builder, value, line, outputs));
    }

    /**
     * Sets a field of a part. A field marked * takes one more value each time; one marked ! cannot be taken away. Kinds, roles
     * and the like are set by their tokens.
     *
     * <ul>
     * <li>plan: uid, status, supersedes, superior, digest, importer, region-name, region-level, region-code, region-scheme,
     * region-year
     * <li>node: kind!, label (the ordinal becomes the label's), title, text, due, due-date, ongoing (true, false), deliverable,
     * ordinal
     * <li>unit: name!, group (true, false), canonical, alias*, level, function*, member* (id of a unit), from, until, successor
     * (id of a unit), code, role, liaison
     * <li>assignment: node! and unit! (ids), role!, from, until, leader, contact
     * <li>indicator: node (id), name!, unit, comparison!, every, per, counting, numerator, denominator, factor, weight (id of an
     * indicator), rollup, nature; and of its last value quote, region, status, source
     * <li>phase: label, start, end, text
     * <li>annex: label, title, text
     * </ul>
     *
     * @param part id of the part; null: the plan itself
     * @param field name of the field, as listed above
     * @param value its value, not empty; null takes the value away, of a field marked * all of them
     */
    public void set(String part, String field, String value) {
        byte[] which = Text.utf8(part);
        byte[] name = Text.utf8(field);
        byte[] content = Text.utf8(value);
        run((raw, builder, outputs) -> raw.kepu_builder_set(builder, which, name, content, outputs));
    }

    /**
     * Sets a field of a value of an indicator.
     *
     * @param indicator id of the indicator
     * @param index index of the value, from 0, among all of the indicator's
     * @param field kind (cannot be taken away), time, low, high, quote, region, status or source
     * @param value its value, not empty; null takes the value away
     */
    public void setValue(String indicator, int index, String field, String value) {
        byte[] which = Text.utf8(indicator);
        byte[] name = Text.utf8(field);
        byte[] content = Text.utf8(value);
        run((raw, builder, outputs) -> raw.kepu_builder_set_value(builder, which, index, name, content, outputs));
    }

    /**
     * Moves a value of an indicator to another place among them.
     *
     * @param indicator id of the indicator
     * @param index index of the value, from 0
     * @param to index that it has then
     */
    public void moveValue(String indicator, int index, int to) {
        byte[] which = Text.utf8(indicator);
        run((raw, builder, outputs) -> raw.kepu_builder_move_value(builder, which, index, to, outputs));
    }

    /**
     * Removes a value of an indicator; those behind it have an index less then.
     *
     * @param indicator id of the indicator
     * @param index index of the value, from 0
     */
    public void removeValue(String indicator, int index) {
        byte[] which = Text.utf8(indicator);
        run((raw, builder, outputs) -> raw.kepu_builder_remove_value(builder, which, index, outputs));
    }

    /**
     * Sets a value of a metadata field that is there; where it was read is left as it is.
     *
     * @param field the field
     * @param index index of the value, from 0
     * @param text the value, as in {@link #addMetadata(MetadataField, String, String)}
     * @param number document number, for {@link MetadataField#BASIS}; null: none
     */
    public void setMetadata(MetadataField field, int index, String text, String number) {
        byte[] value = Text.utf8(text);
        byte[] numbered = Text.utf8(number);
        run((raw, builder, outputs) ->
                raw.kepu_builder_set_metadata(builder, field.number(), index, value, numbered, outputs));
    }

    /**
     * Moves a value of a metadata field to another place among them.
     *
     * @param field the field
     * @param index index of the value, from 0
     * @param to index that it has then
     */
    public void moveMetadata(MetadataField field, int index, int to) {
        run((raw, builder, outputs) -> raw.kepu_builder_move_metadata(builder, field.number(), index, to, outputs));
    }

    /**
     * Removes a value of a metadata field; those behind it have an index less then.
     *
     * @param field the field
     * @param index index of the value, from 0
     */
    public void removeMetadata(MetadataField field, int index) {
        run((raw, builder, outputs) -> raw.kepu_builder_remove_metadata(builder, field.number(), index, outputs));
    }

    /**
     * Moves a part: a node with all below it, an assignment or an indicator also to another node.
     *
     * @param part id of the part
     * @param parent where it goes: for a node the id of a node or an annex, null: the top of the plan; for an assignment the id
     * of a node; for an indicator the id of a node, null: the plan as a whole; for a unit, a phase or an annex null
     * @param before id of the part of the same kind, there, that it goes before; null: behind the last
     */
    public void move(String part, String parent, String before) {
        byte[] which = Text.utf8(part);
        byte[] where = Text.utf8(parent);
        byte[] next = Text.utf8(before);
        run((raw, builder, outputs) -> raw.kepu_builder_move(builder, which, where, next, outputs));
    }

    /**
     * Removes a part: a node with all below it, an annex with its nodes, both with their assignments and indicators. What is
     * still referred to stays, and is a {@link ErrorCode#IN_USE}.
     *
     * @param part id of the part
     */
    public void remove(String part) {
        remove(part, false);
    }

    /**
     * Removes a part.
     *
     * @param part id of the part
     * @param references whether what refers to it goes, too: assignments are removed, other references taken away
     */
    public void remove(String part, boolean references) {
        byte[] which = Text.utf8(part);
        int flags = references ? Raw.REMOVE_REFERENCES : 0;
        run((raw, builder, outputs) -> raw.kepu_builder_remove(builder, which, flags, outputs));
    }

    /**
     * Says where a fact stands in the source text; each call adds a span.
     *
     * @param part id of a part; null: the plan, for its metadata
     * @param field null: the part as a whole (of a node, its label); title, text or due of a node; value:3, the value of an
     * indicator with index 3, or value, its last one; of the plan the metadata, as title, issuer:0, or issuer for the last one
     * @param span the place
     */
    public void addSpan(String part, String field, Span span) {
        byte[] which = Text.utf8(part);
        byte[] name = Text.utf8(field);
        run((raw, builder, outputs) ->
                raw.kepu_builder_add_span(builder, which, name, span.paragraph(), span.offset(), span.length(), outputs));
    }

    /**
     * Says who looked at a fact.
     *
     * @param part id of a part, as in {@link #addSpan(String, String, Span)}
     * @param field as in {@link #addSpan(String, String, Span)}
     * @param check what came of it
     * @param by who; null: not said
     * @param when when, as the caller writes it; null: not said
     */
    public void setCheck(String part, String field, Check check, String by, String when) {
        byte[] which = Text.utf8(part);
        byte[] name = Text.utf8(field);
        byte[] who = Text.utf8(by);
        byte[] time = Text.utf8(when);
        run((raw, builder, outputs) -> raw.kepu_builder_set_check(builder, which, name, check.number(), who, time, outputs));
    }

    /**
     * Takes away all that is said of where a fact was read, by which rule, and who looked at it.
     *
     * @param part id of a part, as in {@link #addSpan(String, String, Span)}
     * @param field as in {@link #addSpan(String, String, Span)}
     */
    public void removeProvenance(String part, String field) {
        byte[] which = Text.utf8(part);
        byte[] name = Text.utf8(field);
        run((raw, builder, outputs) -> raw.kepu_builder_remove_provenance(builder, which, name, outputs));
    }

    /**
     * Says who looks the plan over: what is done from now on is noted down. What is set is then corrected, what is added
     * entered; {@link Plan#changes()} has what stood there before.
     *
     * @param by who; null: nobody, and nothing is noted down any more
     * @param when when, in any form; null: not said
     * @throws KepuException where a text is empty or holds what no text may
     */
    public void setReviewer(String by, String when) {
        byte[] who = Text.utf8(by);
        byte[] time = Text.utf8(when);
        run((raw, builder, outputs) -> raw.kepu_builder_set_reviewer(builder, who, time, outputs));
    }

    /**
     * Confirms a fact, or all of a part's own.
     *
     * @param part id of the part; null: the plan, whose facts are its metadata
     * @param field the fact, as for {@link #setCheck}; null: all
     * @throws KepuException where there is no such part or fact, or nobody who looks the plan over
     */
    public void confirm(String part, String field) {
        byte[] which = Text.utf8(part);
        byte[] name = Text.utf8(field);
        run((raw, builder, outputs) -> raw.kepu_builder_confirm(builder, which, name, outputs));
    }

    /**
     * Takes back what was noted down about a part: fields are what they were at first, facts unseen.
     *
     * @param part id of the part; null: the plan
     * @throws KepuException where there is no such part, or nobody who looks the plan over
     */
    public void undo(String part) {
        byte[] which = Text.utf8(part);
        run((raw, builder, outputs) -> raw.kepu_builder_undo(builder, which, outputs));
    }

    /**
     * Sets a fact by the name that it has in {@link Plan#toFacts()}, with a value as it stands there.
     *
     * @param part id of the part; null: the plan
     * @param name name of the fact, like op, value, quote, unit; of metadata like issuer or recipients:2
     * @param value its value; null: takes it away
     * @throws KepuException where there is no such part or name, or the value is none of its
     */
    public void setFact(String part, String name, String value) {
        byte[] which = Text.utf8(part);
        byte[] fact = Text.utf8(name);
        byte[] content = Text.utf8(value);
        run((raw, builder, outputs) -> raw.kepu_builder_set_fact(builder, which, fact, content, outputs));
    }

    /**
     * Makes the plan. The builder is spent then and can only be closed; after a failure it is as it was.
     *
     * @return the plan
     */
    public Plan finish() {
        long plan = alone((raw, builder) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_builder_finish(builder, outputs))[0]);
        return new Plan(plan, Findings.NONE, new Object());
    }
}
