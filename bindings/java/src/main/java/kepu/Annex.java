package kepu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What stands after the plan's own text. */
public final class Annex extends Part {
    Annex(Plan plan, long address) {
        super(plan, address);
    }

    @Override
    public String id() {
        return sure(Raw::kepu_annex_id);
    }

    @Override
    public OptionalLong line() {
        return Closing.place(number(Raw::kepu_annex_line));
    }

    @Override
    public OptionalLong column() {
        return Closing.place(number(Raw::kepu_annex_column));
    }

    @Override
    public Optional<Provenance> provenance() {
        return part(Raw::kepu_annex_provenance, Provenance::new);
    }

    /**
     * Label as printed, like 附件1.
     *
     * @return the label, empty where there is none
     */
    public Optional<String> label() {
        return text(Raw::kepu_annex_label);
    }

    /**
     * Title.
     *
     * @return the title, empty where there is none
     */
    public Optional<String> title() {
        return text(Raw::kepu_annex_title);
    }

    /**
     * Text; paragraphs are separated by a line feed.
     *
     * @return the text, empty where there is none
     */
    public Optional<String> text() {
        return text(Raw::kepu_annex_text);
    }

    /**
     * Its top-level nodes.
     *
     * @return the nodes, in document order
     */
    public List<Node> roots() {
        return parts(Raw::kepu_annex_root_count, Raw::kepu_annex_root_at, Node::new);
    }

    @Override
    String describe() {
        return label().orElse("") + " " + title().orElse("");
    }
}
