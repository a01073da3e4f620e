package kepu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A numbered heading or item of a plan. */
public final class Node extends Part {
    Node(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_node_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_node_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_node_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_node_provenance, Provenance::new);
    }

    /**
     * What kind of node it is: task, action, part and so on.
     *
     * @return the kind; {@link Kind#UNKNOWN} for none, or one that this version does not know
     */
    public Kind kind() {
        return Kind.of((int) number(Raw::kepu_node_kind));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> kindToken() {
        return text(Raw::kepu_node_kind_token);
    }

    /**
     * Label as printed, like （一）.
     *
     * @return the label, empty where there is none
     */
    public Optional<String> label() {
        return text(Raw::kepu_node_label);
    }

    /**
     * Ordinal of the label as digits: 1 for （一）.
     *
     * @return the ordinal, empty where there is none
     */
    public Optional<String> ordinal() {
        return text(Raw::kepu_node_ordinal);
    }

    /**
     * Ordinals from the top, joined by dots; a repeated one ends in #2. Paths are for people: they may change, and
     * nothing refers by them.
     *
     * @return the path
     */
    public String path() {
        return sure(Raw::kepu_node_path);
    }

    /**
     * Number of steps of the path.
     *
     * @return the level, from 1
     */
    public int level() {
        return (int) number(Raw::kepu_node_level);
    }

    /**
     * Title without label.
     *
     * @return the title, empty where there is none
     */
    public Optional<String> title() {
        return text(Raw::kepu_node_title);
    }

    /**
     * Where the title was read.
     *
     * @return the provenance, empty where there is none
     */
    public Optional<Provenance> titleProvenance() {
        return part(Raw::kepu_node_title_provenance, Provenance::new);
    }

    /**
     * Text without label, title and unit lists; paragraphs are separated by a line feed.
     *
     * @return the text, empty where there is none
     */
    public Optional<String> text() {
        return text(Raw::kepu_node_text);
    }

    /**
     * Where the text was read.
     *
     * @return the provenance, empty where there is none
     */
    public Optional<Provenance> textProvenance() {
        return part(Raw::kepu_node_text_provenance, Provenance::new);
    }

    /**
     * Deadline in the words of the notice.
     *
     * @return the words, empty where there is none
     */
    public Optional<String> due() {
        return text(Raw::kepu_node_due);
    }

    /**
     * Deadline as a date, to be taken apart by {@link DateRange#parse(String)}.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> dueDate() {
        return text(Raw::kepu_node_due_date);
    }

    /**
     * Whether it is to be kept up without end.
     *
     * @return true where it is
     */
    public boolean isOngoing() {
        return number(Raw::kepu_node_due_ongoing) != 0;
    }

    /**
     * Where the deadline was read.
     *
     * @return the provenance, empty where there is none
     */
    public Optional<Provenance> dueProvenance() {
        return part(Raw::kepu_node_due_provenance, Provenance::new);
    }

    /**
     * What is to be handed in.
     *
     * @return its name, empty where there is none
     */
    public Optional<String> deliverable() {
        return text(Raw::kepu_node_deliverable);
    }

    /**
     * The node it stands under.
     *
     * @return the node, empty at the top
     */
    public Optional<Node> parent() {
        return part(Raw::kepu_node_parent, Node::new);
    }

    /**
     * The nodes directly below it.
     *
     * @return the nodes, in document order
     */
    public List<Node> children() {
        return parts(Raw::kepu_node_child_count, Raw::kepu_node_child_at, Node::new);
    }

    /**
     * The first of the nodes below it.
     *
     * @return the node, empty where there is none
     */
    public Optional<Node> firstChild() {
        return part(Raw::kepu_node_first_child, Node::new);
    }

    /**
     * The sibling after it.
     *
     * @return the node, empty where there is none
     */
    public Optional<Node> next() {
        return part(Raw::kepu_node_next, Node::new);
    }

    /**
     * The sibling before it.
     *
     * @return the node, empty where there is none
     */
    public Optional<Node> previous() {
        return part(Raw::kepu_node_previous, Node::new);
    }

    /**
     * The node itself and all below it.
     *
     * @return the nodes, in document order
     */
    public Stream<Node> walk() {
        return Walk.of(this);
    }

    /**
     * Its own assignments.
     *
     * @return the assignments, in the order of the notice
     */
    public List<Assignment> assignments() {
        return parts(Raw::kepu_node_assignment_count, Raw::kepu_node_assignment_at, Assignment::new);
    }

    /**
     * Its own indicators.
     *
     * @return the indicators, in document order
     */
    public List<Indicator> indicators() {
        return parts(Raw::kepu_node_indicator_count, Raw::kepu_node_indicator_at, Indicator::new);
    }

    /**
     * The annex it stands in.
     *
     * @return the annex, empty for a node of the plan itself
     */
    public Optional<Annex> annex() {
        return part(Raw::kepu_node_annex, Annex::new);
    }

    @Override
    String describe() {
        return path() + " " + title().orElse("");
    }
}
