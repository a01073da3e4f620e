package kepu;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One document in force for a region and a period.
 *
 * <p>A plan never changes and may be read by any number of threads. Its nodes, units and other parts are read from it when
 * they are asked for; they can be used as long as it is open. It may be closed, to give its memory back at once, or left to
 * itself: then its memory goes back some time after the last of its parts is forgotten.
 */
public final class Plan extends Closing {
    private final Findings findings;
    private final Object key;

    /** Takes over a reference. Objects with the same key stand for the same plan. */
    Plan(long address, Findings findings, Object key) {
        super(address, Raw::kepu_plan_unref);
        this.findings = findings;
        this.key = key;
    }

    /** Another object for the same plan, with a reference that was taken for it. */
    Plan sibling(long address) {
        return new Plan(address, findings, key);
    }

    /**
     * Loads a plan file, whose format is told by its content.
     *
     * @param path the file
     * @return the plan
     * @throws KepuException where the file cannot be read or is no plan, with line, column, offset and element path
     */
    public static Plan load(Path path) {
        return load(path, null);
    }

    /**
     * Loads a plan file.
     *
     * @param path the file
     * @param options limits; null: the defaults
     * @return the plan
     * @throws KepuException where the file cannot be read or is no plan, with line, column, offset and element path
     */
    public static Plan load(Path path, LoadOptions options) {
        byte[] name = Text.path(path);
        return load(options, (raw, made, outputs) -> raw.kepu_plan_load_file(name, made, outputs));
    }

    /**
     * Loads a plan from the bytes of a plan file, whose format is told by its content.
     *
     * @param bytes the bytes
     * @return the plan
     * @throws KepuException where they are no plan, with line, column, offset and element path
     */
    public static Plan load(byte[] bytes) {
        return load(bytes, null, null);
    }

    /**
     * Loads a plan from the bytes of a plan file.
     *
     * @param bytes the bytes
     * @param name a name for messages; null: none
     * @param options limits; null: the defaults
     * @return the plan
     * @throws KepuException where the bytes are no plan, with line, column, offset and element path
     */
    public static Plan load(byte[] bytes, String name, LoadOptions options) {
        Objects.requireNonNull(bytes, "bytes");
        byte[] known = Text.terminated(name, "name");
        return load(options, (raw, made, outputs) -> raw.kepu_plan_load_bytes(bytes, known, made, outputs));
    }

    /**
     * Loads a plan from JSON, as {@link #toJson()} gives it, and from nothing else.
     *
     * @param json the text, in UTF-8
     * @return the plan
     * @throws KepuException where it is no plan, with line, column, offset and path
     */
    public static Plan fromJson(byte[] json) {
        return fromJson(json, null);
    }

    /**
     * Loads a plan from JSON, as {@link #toJson()} gives it, and from nothing else.
     *
     * @param json the text, in UTF-8
     * @param options limits; null: the defaults
     * @return the plan
     * @throws KepuException where it is no plan, with line, column, offset and path
     */
    public static Plan fromJson(byte[] json, LoadOptions options) {
        Objects.requireNonNull(json, "json");
        return load(options, (raw, made, outputs) -> raw.kepu_plan_from_json(json, made, outputs));
    }

    private interface Loading {
        int of(Raw raw, long options, long[] outputs);
    }

    private static Plan load(LoadOptions options, Loading loading) {
        Raw raw = Library.raw();
        long made = LoadOptions.made(raw, options);
        try {
            long[] outputs = Call.outputs(raw, 2, out -> loading.of(raw, made, out));
            return taken(raw, outputs[0], outputs[1]);
        } finally {
            raw.kepu_load_options_free(made);
        }
    }

    private static Plan taken(Raw raw, long address, long found) {
        Findings findings;
        try {
            findings = Findings.take(raw, found);
        } catch (Throwable failure) {
            raw.kepu_plan_unref(address);
            throw failure;
        }
        return new Plan(address, findings, new Object());
    }

    @Override
    String what() {
        return "plan";
    }

    /**
     * Saves to a file, whole or not at all; the format goes by the file's name.
     *
     * @param path the file
     * @throws KepuException where it could not be written; the old file is then still whole
     */
    public void save(Path path) {
        save(path, null);
    }

    /**
     * Saves to a file, whole or not at all.
     *
     * @param path the file
     * @param options format and expectation; null: by name, none
     * @throws KepuException where it could not be written, or the old file is not what was expected; it is then still whole
     */
    public void save(Path path, SaveOptions options) {
        byte[] name = Text.path(path);
        use((raw, plan) -> {
            long made = SaveOptions.made(raw, options);
            try {
                return Call.outputs(raw, 0, outputs -> raw.kepu_plan_save_file(plan, name, made, outputs));
            } finally {
                raw.kepu_save_options_free(made);
            }
        });
    }

    /**
     * The bytes of a plan file. The same plan gives the same bytes.
     *
     * @param format the format
     * @return the bytes
     */
    public byte[] toBytes(Format format) {
        return buffer((raw, plan, outputs) -> raw.kepu_plan_save_bytes(plan, format.number(), outputs));
    }

    /**
     * The whole plan as JSON, which {@link #fromJson(byte[])} turns into the same plan again. The same plan gives the same
     * bytes.
     *
     * @return the text, in UTF-8
     */
    public byte[] toJson() {
        return buffer(Raw::kepu_plan_to_json);
    }

    /**
     * The same without a copy, for what takes a buffer, like a channel. The memory, which is not Java's, is given back some time
     * after the buffer and all made of it were forgotten; the plan may be closed before.
     *
     * @return the text, in UTF-8, which cannot be changed
     */
    public ByteBuffer toJsonBuffer() {
        return use((raw, plan) -> Call.view(raw, outputs -> raw.kepu_plan_to_json(plan, outputs)));
    }

    /**
     * The facts of a notice as JSON: a projection for people and tests, not the whole plan.
     *
     * @return the text, in UTF-8
     */
    public byte[] toFacts() {
        return buffer(Raw::kepu_plan_to_facts);
    }

    /**
     * The source text as an HTML page, each fact marked where it was read, with a list that leads to each mark.
     * {@link Notice#toHtml(Language)} shows what to look at again, too.
     *
     * @param language of all but the text
     * @return the page, in UTF-8
     */
    public byte[] toHtml(Language language) {
        return buffer((raw, plan, outputs) -> raw.kepu_plan_to_html(plan, 0, language.number(), outputs));
    }

    /**
     * What to look at, in the plan's order: findings about facts that nobody has looked at, what {@link #onto} found about those
     * that somebody has, and each other part that nobody has looked at.
     *
     * @return what was found
     */
    public Findings doubts() {
        return use((raw, plan) -> Findings.take(raw, Call.outputs(raw, 1, outputs -> raw.kepu_plan_doubts(plan, outputs))[0]));
    }

    /**
     * The same as a table for spreadsheets, each with the text that it is about and what stands around it.
     *
     * @param language of the messages
     * @param bom whether to begin with a byte order mark, as spreadsheets in China want it
     * @return the table, in UTF-8
     */
    public byte[] doubtsToCsv(Language language, boolean bom) {
        return withDoubts((raw, plan, doubts, outputs) ->
                raw.kepu_findings_to_csv(doubts, plan, language.number(), bom ? 1 : 0, outputs));
    }

    /**
     * The same as a JSON list of objects.
     *
     * @param language of the messages
     * @return the list, in UTF-8
     */
    public byte[] doubtsToJson(Language language) {
        return withDoubts((raw, plan, doubts, outputs) ->
                raw.kepu_findings_to_json(doubts, plan, language.number(), outputs));
    }

    private interface WritingDoubts {
        int of(Raw raw, long plan, long doubts, long[] outputs);
    }

    private byte[] withDoubts(WritingDoubts writing) {
        return use((raw, plan) -> {
            long doubts = Call.outputs(raw, 1, outputs -> raw.kepu_plan_doubts(plan, outputs))[0];
            try {
                return Call.buffer(raw, outputs -> writing.of(raw, plan, doubts, outputs));
            } finally {
                raw.kepu_findings_free(doubts);
            }
        });
    }

    /**
     * Takes this new reading of a notice over onto a plan that was looked over. What somebody confirmed, corrected, entered or
     * removed there stays so, all else follows the reading.
     *
     * @param reviewed the plan that was looked over, which stays as it is
     * @return its next revision, or where there is nothing new another object for the plan itself; its {@link #findings()} are
     *         what no longer fits
     */
    public Plan onto(Plan reviewed) {
        return use((raw, reading) -> reviewed.use((same, plan) -> {
            long[] made = Call.outputs(raw, 2, outputs -> raw.kepu_plan_onto(reading, plan, outputs));
            Findings found;
            try {
                found = Findings.take(raw, made[1]);
            } catch (Throwable failure) {
                raw.kepu_plan_unref(made[0]);
                throw failure;
            }
            return new Plan(made[0], found, made[0] == plan ? reviewed.key : new Object());
        }));
    }

    private interface Writing {
        int of(Raw raw, long plan, long[] outputs);
    }

    private byte[] buffer(Writing writing) {
        return use((raw, plan) -> Call.buffer(raw, outputs -> writing.of(raw, plan, outputs)));
    }

    /**
     * Looks the plan over: references, periods, due dates, repeated paths, tasks without a lead or any unit.
     *
     * @return what was found
     */
    public Findings check() {
        return use((raw, plan) -> Findings.take(raw, Call.outputs(raw, 1, outputs -> raw.kepu_plan_check(plan, outputs))[0]));
    }

    /**
     * The responsibility matrix of what the nodes themselves say.
     *
     * @return the matrix
     */
    public Matrix matrix() {
        return matrix(false);
    }

    /**
     * The responsibility matrix.
     *
     * @param inherited whether nodes have the units of the sections they stand in, too
     * @return the matrix
     */
    public Matrix matrix(boolean inherited) {
        int flags = inherited ? Raw.MATRIX_INHERITED : 0;
        return new Matrix(use((raw, plan) -> Call.outputs(raw, 1, outputs -> raw.kepu_matrix_new(plan, flags, outputs))[0]), this);
    }

    /**
     * The indicators judged for the last day of the plan's period, by the figures in the plan.
     *
     * @return the progress
     * @throws KepuException where the plan has no period
     */
    public Progress progress() {
        return progress(null, null);
    }

    /**
     * The indicators judged for a day. docs/indicators.md has the rules.
     *
     * @param data figures that were read with this plan; null: those in the plan alone
     * @param options the day, and how it is judged; null: the last day of the plan's period, and the defaults
     * @return the progress
     * @throws KepuException where the figures are not of this plan, or an option is not acceptable
     */
    public Progress progress(Data data, JudgeOptions options) {
        return Progress.of(this, data, options);
    }

    /**
     * What was found and kept when the plan was loaded, though this version does not know it.
     *
     * @return the findings
     */
    public Findings findings() {
        return findings;
    }

    /**
     * The caller's uid, else {@code sha256:} and the digest of the source bytes.
     *
     * @return the uid, empty where there is none
     */
    public Optional<String> uid() {
        return text(Raw::kepu_plan_uid);
    }

    /**
     * Revision: 1 for an import, one more with each finished change.
     *
     * @return the number
     */
    public long revision() {
        return number(Raw::kepu_plan_revision);
    }

    /**
     * Draft, in force, superseded.
     *
     * @return the status; {@link PlanStatus#UNKNOWN} for none, or one that this version does not know
     */
    public PlanStatus status() {
        return PlanStatus.of((int) number(Raw::kepu_plan_status));
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> statusToken() {
        return text(Raw::kepu_plan_status_token);
    }

    /**
     * Uid of the plan that this one supersedes.
     *
     * @return the uid, empty where there is none
     */
    public Optional<String> supersedes() {
        return text(Raw::kepu_plan_supersedes);
    }

    /**
     * Uid or address of the superior plan.
     *
     * @return the uid or address, empty where there is none
     */
    public Optional<String> superior() {
        return text(Raw::kepu_plan_superior);
    }

    /**
     * Name and version of what imported the source text.
     *
     * @return the name, empty where there is none
     */
    public Optional<String> importer() {
        return text(Raw::kepu_plan_importer);
    }

    /**
     * Digest of the original bytes.
     *
     * @return {@code sha256:} and hex digits, empty where there is none
     */
    public Optional<String> sourceDigest() {
        return text(Raw::kepu_plan_source_digest);
    }

    /**
     * The cleaned source text.
     *
     * @return its paragraphs
     */
    public List<Paragraph> paragraphs() {
        return new Items<>(number(Raw::kepu_plan_paragraph_count), this::paragraph);
    }

    private Paragraph paragraph(int index) {
        return use((raw, plan) ->
                new Paragraph(Text.string(raw.kepu_plan_paragraph(plan, index)), raw.kepu_plan_paragraph_line(plan, index)));
    }

    /**
     * The words of the source text that a span stands for.
     *
     * @param span the span
     * @return its words; as much of them as there are where it goes over the end
     */
    public String quote(Span span) {
        String text = use((raw, plan) -> Text.string(raw.kepu_plan_paragraph(plan, span.paragraph())));
        if (text == null) {
            return "";
        }
        int points = text.codePointCount(0, text.length());
        int start = (int) Math.min(span.offset(), points);
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, (int) Math.min(span.length(), points - start)));
    }

    /**
     * All values of a field.
     *
     * @param field the field
     * @return the values, in the order of the notice
     */
    public List<String> metadata(MetadataField field) {
        int number = field.number();
        return new Items<>(number((raw, plan) -> raw.kepu_plan_metadata_count(plan, number)),
                index -> first(field, index).orElse(""));
    }

    private Optional<String> first(MetadataField field, int index) {
        return text((raw, plan) -> raw.kepu_plan_metadata(plan, field.number(), index));
    }

    /**
     * Where a value of a field was read.
     *
     * @param field the field
     * @param index which of its values, from 0
     * @return the provenance, empty where none is known
     */
    public Optional<Provenance> metadataProvenance(MetadataField field, int index) {
        return part((raw, plan) -> raw.kepu_plan_metadata_provenance(plan, field.number(), index), Provenance::new);
    }

    /**
     * Title of the plan.
     *
     * @return the title, empty where there is none
     */
    public Optional<String> title() {
        return first(MetadataField.TITLE, 0);
    }

    /**
     * Title of the covering notice.
     *
     * @return the title, empty where there is none
     */
    public Optional<String> noticeTitle() {
        return first(MetadataField.NOTICE_TITLE, 0);
    }

    /**
     * Document number of the notice.
     *
     * @return the number, empty where there is none
     */
    public Optional<String> documentNumber() {
        return first(MetadataField.DOCUMENT_NUMBER, 0);
    }

    /**
     * Who issued it.
     *
     * @return their names
     */
    public List<String> issuers() {
        return metadata(MetadataField.ISSUER);
    }

    /**
     * When it was issued.
     *
     * @return the date, empty where there is none
     */
    public Optional<String> issueDate() {
        return first(MetadataField.ISSUE_DATE, 0);
    }

    /**
     * The time it is for.
     *
     * @return first and last date or year
     */
    public Period period() {
        return use((raw, plan) ->
                new Period(Text.string(raw.kepu_plan_period_start(plan)), Text.string(raw.kepu_plan_period_end(plan))));
    }

    /**
     * Whom the notice is addressed to.
     *
     * @return their names
     */
    public List<String> recipients() {
        return metadata(MetadataField.RECIPIENT);
    }

    /**
     * Documents it is based on.
     *
     * @return the documents, in the order of the notice
     */
    public List<Basis> basis() {
        int field = MetadataField.BASIS.number();
        return new Items<>(number((raw, plan) -> raw.kepu_plan_metadata_count(plan, field)), index -> use((raw, plan) ->
                new Basis(Text.string(raw.kepu_plan_metadata(plan, field, index)),
                        Text.string(raw.kepu_plan_basis_number(plan, index)))));
    }

    /**
     * The region it is for.
     *
     * @return the region
     */
    public Region region() {
        return use(Region::new);
    }

    /**
     * All nodes, without those of annexes.
     *
     * @return the nodes, in document order
     */
    public List<Node> nodes() {
        return parts(Raw::kepu_plan_node_count, Raw::kepu_plan_node_at, Node::new);
    }

    /**
     * The top-level nodes.
     *
     * @return the nodes, in document order
     */
    public List<Node> roots() {
        return parts(Raw::kepu_plan_root_count, Raw::kepu_plan_root_at, Node::new);
    }

    /**
     * All nodes, those of annexes last.
     *
     * @return the nodes, in document order
     */
    public Stream<Node> walk() {
        return Stream.concat(roots().stream(), annexes().stream().flatMap(annex -> annex.roots().stream())).flatMap(Node::walk);
    }

    /**
     * The units.
     *
     * @return the units
     */
    public List<Unit> units() {
        return parts(Raw::kepu_plan_unit_count, Raw::kepu_plan_unit_at, Unit::new);
    }

    /**
     * All assignments.
     *
     * @return the assignments, in document order
     */
    public List<Assignment> assignments() {
        return parts(Raw::kepu_plan_assignment_count, Raw::kepu_plan_assignment_at, Assignment::new);
    }

    /**
     * All indicators.
     *
     * @return the indicators, in document order
     */
    public List<Indicator> indicators() {
        return parts(Raw::kepu_plan_indicator_count, Raw::kepu_plan_indicator_at, Indicator::new);
    }

    /**
     * What those changed who looked the plan over, oldest first.
     *
     * @return the changes
     */
    public List<Change> changes() {
        return parts(Raw::kepu_plan_change_count, Raw::kepu_plan_change_at, Change::new);
    }

    /**
     * The steps of the timetable.
     *
     * @return the steps
     */
    public List<Phase> phases() {
        return parts(Raw::kepu_plan_phase_count, Raw::kepu_plan_phase_at, Phase::new);
    }

    /**
     * The annexes.
     *
     * @return the annexes
     */
    public List<Annex> annexes() {
        return parts(Raw::kepu_plan_annex_count, Raw::kepu_plan_annex_at, Annex::new);
    }

    /**
     * The node with an id.
     *
     * @param id the id
     * @return the node, empty where there is none
     */
    public Optional<Node> node(String id) {
        byte[] bytes = Text.utf8(id);
        return part((raw, plan) -> raw.kepu_plan_node_by_id(plan, bytes), Node::new);
    }

    /**
     * Nodes that a path stands for. Paths may repeat; one without #2 finds the repeated ones, too.
     *
     * @param path the path
     * @return the nodes
     */
    public List<Node> nodesByPath(String path) {
        byte[] bytes = Text.utf8(path);
        return found((raw, plan, out) -> raw.kepu_plan_nodes_by_path(plan, bytes, out), Node::new);
    }

    /**
     * The unit with an id.
     *
     * @param id the id
     * @return the unit, empty where there is none
     */
    public Optional<Unit> unit(String id) {
        byte[] bytes = Text.utf8(id);
        return part((raw, plan) -> raw.kepu_plan_unit_by_id(plan, bytes), Unit::new);
    }

    /**
     * Units with a name: as written, canonical, or an alias.
     *
     * @param name the name
     * @return the units
     */
    public List<Unit> unitsByName(String name) {
        byte[] bytes = Text.utf8(name);
        return found((raw, plan, out) -> raw.kepu_plan_units_by_name(plan, bytes, out), Unit::new);
    }

    private <T> Optional<T> part(ToLong reader, Made<T> made) {
        long found = number(reader);
        return found == 0 ? Optional.empty() : Optional.of(made.of(this, found));
    }

    private <T> List<T> parts(ToLong count, ToLongAt at, Made<T> made) {
        return new Items<>(number(count), index -> made.of(this, number(at, index)));
    }

    private interface Search {
        long of(Raw raw, long plan, long[] out);
    }

    private <T> List<T> found(Search search, Made<T> made) {
        return use((raw, plan) -> {
            long[] addresses = new long[(int) search.of(raw, plan, null)];
            search.of(raw, plan, addresses);
            List<T> parts = new ArrayList<>(addresses.length);
            for (long address : addresses) {
                parts.add(made.of(this, address));
            }
            return parts;
        });
    }

    /**
     * Whether another object stands for the same plan: the plan of a {@link Matrix} may be one.
     *
     * @param other the other
     * @return true where it does; not where it is another plan with the same content
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Plan && ((Plan) other).key == key;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        try {
            return "Plan " + title().orElseGet(() -> uid().orElse(""));
        } catch (IllegalStateException closed) {
            return "Plan, closed";
        }
    }
}
