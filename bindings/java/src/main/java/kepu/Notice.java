package kepu;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What came out of reading a published notice: a plan, and what to look at again.
 *
 * <p>Reading does not fail because a notice is odd: it gives findings. The plan is an object of its own, which stays when the
 * notice is closed and is to be closed by itself.
 */
public final class Notice extends Closing {
    private final Plan plan;

    private Notice(Raw raw, long address) {
        super(address, Raw::kepu_import_free);
        plan = new Plan(raw.kepu_plan_ref(raw.kepu_import_plan(address)), Findings.NONE, new Object());
    }

    /**
     * Reads a notice from a file: plain text or a web page, in UTF-8, UTF-16 with a byte order mark, or GB18030. What it is
     * the bytes tell, not the name; of a page the notice is read, and what the portal put around it is left out.
     *
     * @param path the file
     * @return what came out
     * @throws KepuException where the file cannot be read or holds no text
     */
    public static Notice read(Path path) {
        return read(path, null);
    }

    /**
     * Reads a notice from a file.
     *
     * @param path the file
     * @param options how; null: the defaults
     * @return what came out
     * @throws KepuException where the file cannot be read or holds no text
     */
    public static Notice read(Path path, NoticeOptions options) {
        byte[] name = Text.path(path);
        return read(options, (raw, made, outputs) -> raw.kepu_import_file(name, made, outputs));
    }

    /**
     * Reads a notice from memory.
     *
     * @param bytes its bytes
     * @return what came out
     * @throws KepuException where they are no text
     */
    public static Notice read(byte[] bytes) {
        return read(bytes, null, null);
    }

    /**
     * Reads a notice from memory.
     *
     * @param bytes its bytes
     * @param name a name for messages; null: none
     * @param options how; null: the defaults
     * @return what came out
     * @throws KepuException where the bytes are no text
     */
    public static Notice read(byte[] bytes, String name, NoticeOptions options) {
        Objects.requireNonNull(bytes, "bytes");
        byte[] known = Text.terminated(name, "name");
        return read(options, (raw, made, outputs) -> raw.kepu_import_bytes(bytes, known, made, outputs));
    }

    private interface Reading {
        int of(Raw raw, long options, long[] outputs);
    }

    private static Notice read(NoticeOptions options, Reading reading) {
        Raw raw = Library.raw();
        long made = NoticeOptions.made(raw, options);
        try {
            return new Notice(raw, Call.outputs(raw, 1, outputs -> reading.of(raw, made, outputs))[0]);
        } finally {
            raw.kepu_import_options_free(made);
        }
    }

    @Override
    String what() {
        return "notice";
    }

    /**
     * The plan that was read; always the same object.
     *
     * @return the plan, which stays open when the notice is closed
     */
    public Plan plan() {
        return plan;
    }

    /**
     * What to look at again; lines are those of the notice.
     *
     * @return the findings
     */
    public Findings findings() {
        return use((raw, address) -> Findings.copy(raw, raw.kepu_import_findings(address)));
    }

    /**
     * What each piece of the source text is: every character of it lies in exactly one of these, in order.
     *
     * @return the segments
     */
    public List<Segment> segments() {
        return new Items<>(number(Raw::kepu_import_segment_count), this::segment);
    }

    /**
     * The text as an HTML page, each fact marked where it was read and the findings too, with a list that leads to each mark.
     *
     * @param language of all but the text
     * @return the page, in UTF-8
     */
    public byte[] toHtml(Language language) {
        return use((raw, address) -> Call.buffer(raw, outputs -> raw.kepu_plan_to_html(raw.kepu_import_plan(address),
                raw.kepu_import_findings(address), language.number(), outputs)));
    }

    private Segment segment(int index) {
        return use((raw, address) -> {
            long[] outputs = new long[4];
            raw.kepu_import_segment(address, index, outputs);
            long node = raw.kepu_import_segment_node(address, index);
            Span span = new Span(outputs[1], outputs[2], outputs[3]);
            return new Segment(SegmentClass.of((int) outputs[0]), span, node == 0 ? null : new Node(plan, node));
        });
    }

    @Override
    public String toString() {
        return isClosed() ? "Notice, closed" : "Notice " + plan;
    }
}
