package kepu;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cases of tests/conformance by the Java package; README.md there says what the operations do and print. Runs in the
 * project's folder; arguments: the file for the results, and numbers of cases where not all are to be run.
 */
final class Conformance extends Scores {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    /** What an operation does with its words, of which a missing one is null. */
    private interface Operation {
        void run(Conformance s, List<String> words) throws IOException;
    }

    private static final Map<String, Operation> OPERATIONS = new HashMap<>();

    private Path folder;
    private LoadOptions limits = new LoadOptions();
    private byte[] made;
    private String digest;
    private Plan plan;
    private Findings findings;
    private Matrix matrix;
    private Notice notice;
    private Builder builder;
    private Regions regions;
    private Data data;
    private Rollup rollup;
    private Progress progress;
    private Scheme scheme;
    private SchemeBuilder schemeBuilder;
    private Inputs inputs;
    private Score score;
    private Explanation explanation;
    private List<Consumer<Printer>> kept = new ArrayList<>();

    // ---- files and reading ----

    private static <E extends Enum<E>> E member(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void take(Plan loaded) {
        plan = loaded;
        findings = loaded.findings();
    }

    private void take(Score made) {
        score = made;
        findings = made.findings();
    }

    private void counts(Findings refused) {
        findings = refused;
        line("  units: " + inputs.unitCount() + ", figures: " + inputs.count());
    }

    private static Map<String, String> cells(List<String> words) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            cells.put(words.get(i), words.get(i + 1));
        }
        return cells;
    }

    private void take(Notice read) {
        notice = read;
        plan = read.plan();
        findings = read.findings();
    }

    private void take(Regions read) {
        regions = read;
        findings = read.findings();
    }

    private void added(Findings refused) {
        findings = refused;
        plain("rows", data.count());
    }

    private static JudgeOptions judging(List<String> words) {
        List<String> w = new ArrayList<>(words);
        w.addAll(Collections.nCopies(6 - w.size(), null));
        return new JudgeOptions().date(w.get(0)).path(w.get(1) == null ? PathKind.LINEAR : member(PathKind.class, w.get(1)))
                .green(decimal(w.get(2))).yellow(decimal(w.get(3))).tolerance(decimal(w.get(4))).exact(w.get(5) != null);
    }

    private static NoticeOptions uid(String uid) {
        return uid == null ? null : new NoticeOptions().uid(uid);
    }

    static {
        OPERATIONS.put("limit", (s, w) -> s.limits = s.limits.limit(member(Limit.class, w.get(0)), Long.parseLong(w.get(1))));
        OPERATIONS.put("load", (s, w) -> s.take(Plan.load(Paths.get(w.get(0)), s.limits)));
        OPERATIONS.put("load-saved", (s, w) -> s.take(Plan.load(s.folder.resolve(w.get(0)), s.limits)));
        OPERATIONS.put("load-bytes", (s, w) -> {
            Path path = Paths.get(w.get(0));
            s.take(Plan.load(Files.readAllBytes(path), path.getFileName().toString(), s.limits));
        });
        OPERATIONS.put("load-text", (s, w) -> s.take(Plan.load(utf8(w.get(0)), w.get(1), s.limits)));
        OPERATIONS.put("load-made", (s, w) -> s.take(Plan.load(s.made, null, s.limits)));
        OPERATIONS.put("load-json", (s, w) -> s.take(Plan.fromJson(utf8(w.get(0)))));
        OPERATIONS.put("make", (s, w) -> s.made = s.plan.toBytes(member(Format.class, w.get(0))));
        OPERATIONS.put("json", (s, w) -> s.made = s.plan.toJson());
        OPERATIONS.put("facts", (s, w) -> s.made = s.plan.toFacts());
        OPERATIONS.put("csv", (s, w) -> s.made = s.matrix.toCsv(!w.isEmpty()));
        OPERATIONS.put("html", (s, w) -> s.made = s.plan.toHtml(member(Language.class, w.get(0))));
        OPERATIONS.put("notice-html", (s, w) -> s.made = s.notice.toHtml(member(Language.class, w.get(0))));
        OPERATIONS.put("print", (s, w) -> s.lines().forEach(line -> s.line("| " + escaped(line, false))));
        OPERATIONS.put("print-lines-with", (s, w) -> s.lines().filter(line -> line.contains(w.get(0)))
                .forEach(line -> s.line("| " + escaped(line, false))));
        OPERATIONS.put("save", (s, w) -> s.plan.save(s.folder.resolve(w.get(0)), new SaveOptions()
                .format(member(Format.class, w.get(1))).expected("digest".equals(w.get(2)) ? s.digest : w.get(2))));
        OPERATIONS.put("digest", (s, w) -> {
            s.digest = Kepu.digest(s.folder.resolve(w.get(0)));
            s.line("  " + s.digest);
        });
        OPERATIONS.put("write", (s, w) -> Kepu.save(s.folder.resolve(w.get(0)), utf8(w.get(1))));
        OPERATIONS.put("plan", (s, w) -> s.plan(s.plan));
        OPERATIONS.put("paragraphs", (s, w) -> s.paragraphs(s.plan));
        OPERATIONS.put("walk", (s, w) -> s.all(s.plan));
        OPERATIONS.put("show", (s, w) -> s.parts(s.plan, w));
        OPERATIONS.put("quotes", (s, w) -> s.quotes(s.plan.node(w.get(0)).get(), w.get(1)));
        OPERATIONS.put("find", (s, w) -> s.find(w.get(0), w.get(1)));
        OPERATIONS.put("findings", (s, w) -> s.findings(s.findings));
        OPERATIONS.put("check", (s, w) -> s.findings(s.plan.check()));
        OPERATIONS.put("import", (s, w) -> s.take(Notice.read(Paths.get(w.get(0)), uid(w.get(1)))));
        OPERATIONS.put("import-text", (s, w) -> s.take(Notice.read(utf8(w.get(0)), w.get(1), uid(w.get(2)))));
        OPERATIONS.put("segments", (s, w) -> s.notice.segments().forEach(segment -> s.line("  " + segment.kind().number() + " "
                + numbers(segment.span()) + segment.node().map(node -> " " + node.id()).orElse(""))));
        OPERATIONS.put("matrix", (s, w) -> s.matrix = s.plan.matrix(!w.isEmpty()));
        OPERATIONS.put("select", (s, w) -> s.matrix = s.matrix.select(
                w.get(0) == null ? null : ids(w.get(0)).map(id -> s.plan.node(id).get()).collect(Collectors.toList()),
                w.get(1) == null ? null : ids(w.get(1)).map(id -> s.plan.unit(id).get()).collect(Collectors.toList())));
        OPERATIONS.put("table", (s, w) -> s.table(s.matrix));
        OPERATIONS.put("date", (s, w) -> {
            DateRange date = DateRange.parse(w.get(0));
            s.line("  " + date.precision().number() + " " + (date.first() + " " + date.last()).replace("-", ""));
        });
        OPERATIONS.put("decimal", (s, w) -> {
            BigDecimal number = Kepu.parseDecimal(w.get(0));
            s.line("  " + number.unscaledValue() + " " + number.scale() + " " + Kepu.formatDecimal(number));
        });
        OPERATIONS.put("version", (s, w) -> {
            s.line("  " + Kepu.version());
            Kepu.components().forEach((name, version) -> {
                if (name.equals("libxml2") || name.equals("zlib")) {
                    s.yes(name, version.isPresent());
                }
            });
        });
    }

    private static Stream<String> ids(String words) {
        return Arrays.stream(words.split(" "));
    }

    private Stream<String> lines() {
        return Arrays.stream(new String(made, StandardCharsets.UTF_8).split("\n", -1));
    }

    private void quotes(Node node, String field) {
        Optional<Provenance> proof = field.equals("title") ? node.titleProvenance() : field.equals("text") ? node.textProvenance()
                : field.equals("due") ? node.dueProvenance() : node.provenance();
        proof.get().quotes().forEach(words -> line("  " + quoted(words)));
    }

    private void find(String what, String text) {
        List<? extends Part> found = what.equals("path") ? plan.nodesByPath(text) : what.equals("name") ? plan.unitsByName(text)
                : (what.equals("node") ? plan.node(text) : plan.unit(text)).map(Collections::<Part>singletonList)
                        .orElse(Collections.emptyList());
        line("  " + (found.isEmpty() ? "none" : found.stream().map(Part::id).collect(Collectors.joining(" "))));
    }

    // ---- the builder ----

    private static BigDecimal decimal(String text) {
        return text == null ? null : Kepu.parseDecimal(text);
    }

    private static MetadataField field(String word) {
        return member(MetadataField.class, word);
    }

    private static int index(String word) {
        return Integer.parseInt(word);
    }

    static {
        OPERATIONS.put("new-builder", (s, w) -> s.builder = new Builder());
        OPERATIONS.put("change", (s, w) -> s.builder = new Builder(s.plan));
        OPERATIONS.put("add-node", (s, w) ->
                s.line("  " + s.builder.addNode(w.get(0), member(Kind.class, w.get(1)), w.get(2), w.get(3))));
        OPERATIONS.put("add-unit", (s, w) -> s.line("  " + s.builder.addUnit(w.get(0), w.get(1).equals("group"))));
        OPERATIONS.put("add-assignment", (s, w) ->
                s.line("  " + s.builder.addAssignment(w.get(0), w.get(1), member(Role.class, w.get(2)))));
        OPERATIONS.put("add-indicator", (s, w) ->
                s.line("  " + s.builder.addIndicator(w.get(0), w.get(1), w.get(2), member(Comparison.class, w.get(3)))));
        OPERATIONS.put("add-value", (s, w) -> s.builder.addValue(w.get(0), member(ValueKind.class, w.get(1)), w.get(2),
                decimal(w.get(3)), decimal(w.get(4))));
        OPERATIONS.put("add-phase", (s, w) -> s.line("  " + s.builder.addPhase(w.get(0), w.get(1), w.get(2), w.get(3))));
        OPERATIONS.put("add-annex", (s, w) -> s.line("  " + s.builder.addAnnex(w.get(0), w.get(1))));
        OPERATIONS.put("add-metadata", (s, w) -> s.builder.addMetadata(field(w.get(0)), w.get(1), w.get(2)));
        OPERATIONS.put("set-metadata", (s, w) -> s.builder.setMetadata(field(w.get(0)), index(w.get(1)), w.get(2), w.get(3)));
        OPERATIONS.put("move-metadata", (s, w) -> s.builder.moveMetadata(field(w.get(0)), index(w.get(1)), index(w.get(2))));
        OPERATIONS.put("remove-metadata", (s, w) -> s.builder.removeMetadata(field(w.get(0)), index(w.get(1))));
        OPERATIONS.put("add-paragraph", (s, w) -> s.builder.addParagraph(w.get(0), Long.parseLong(w.get(1))));
        OPERATIONS.put("set", (s, w) -> s.builder.set(w.get(0), w.get(1), w.get(2)));
        OPERATIONS.put("set-value", (s, w) -> s.builder.setValue(w.get(0), index(w.get(1)), w.get(2), w.get(3)));
        OPERATIONS.put("move-value", (s, w) -> s.builder.moveValue(w.get(0), index(w.get(1)), index(w.get(2))));
        OPERATIONS.put("remove-value", (s, w) -> s.builder.removeValue(w.get(0), index(w.get(1))));
        OPERATIONS.put("move", (s, w) -> s.builder.move(w.get(0), w.get(1), w.get(2)));
        OPERATIONS.put("remove", (s, w) -> s.builder.remove(w.get(0), w.size() > 1 && w.get(1) != null));
        OPERATIONS.put("add-span", (s, w) ->
                s.builder.addSpan(w.get(0), w.get(1), new Span(index(w.get(2)), index(w.get(3)), index(w.get(4)))));
        OPERATIONS.put("set-check", (s, w) ->
                s.builder.setCheck(w.get(0), w.get(1), member(Check.class, w.get(2)), w.get(3), w.get(4)));
        OPERATIONS.put("remove-provenance", (s, w) -> s.builder.removeProvenance(w.get(0), w.get(1)));
        OPERATIONS.put("reviewer", (s, w) -> s.builder.setReviewer(w.get(0), w.get(1)));
        OPERATIONS.put("confirm", (s, w) -> s.builder.confirm(w.get(0), w.get(1)));
        OPERATIONS.put("undo", (s, w) -> s.builder.undo(w.get(0)));
        OPERATIONS.put("set-fact", (s, w) -> s.builder.setFact(w.get(0), w.get(1), w.get(2)));
        OPERATIONS.put("changes", (s, w) -> s.changes(s.plan));
        OPERATIONS.put("doubts", (s, w) -> s.findings(s.plan.doubts()));
        OPERATIONS.put("doubts-csv", (s, w) ->
                s.made = s.plan.doubtsToCsv(member(Language.class, w.get(0)), w.size() > 1));
        OPERATIONS.put("doubts-json", (s, w) -> s.made = s.plan.doubtsToJson(member(Language.class, w.get(0))));
        OPERATIONS.put("onto", (s, w) -> s.take(Notice.read(utf8(w.get(0))).plan().onto(s.plan)));
        OPERATIONS.put("regions", (s, w) -> s.take(Regions.fromCsv(w.get(0))));
        OPERATIONS.put("regions-file", (s, w) -> s.take(Regions.fromCsv(s.folder.resolve(w.get(0)))));
        OPERATIONS.put("tree", (s, w) -> s.regions(s.regions));
        OPERATIONS.put("find-region", (s, w) -> s.line("  " + s.regions.find(w.get(0)).map(TreeRegion::code).orElse("none")));
        OPERATIONS.put("rollup", (s, w) -> s.rollup = new Rollup(s.regions,
                RollupRule.of(w.isEmpty() ? 0 : Integer.parseInt(w.get(0)))));
        OPERATIONS.put("roll-in", (s, w) -> s.findings = s.rollup.add(utf8(w.get(0)), w.size() > 1 ? w.get(1) : null));
        OPERATIONS.put("roll-in-file", (s, w) -> s.findings = s.rollup.add(s.folder.resolve(w.get(0))));
        OPERATIONS.put("roll-in-plan", (s, w) -> s.findings = s.rollup.add(s.plan));
        OPERATIONS.put("roll-in-data", (s, w) -> s.findings = s.rollup.add(s.data));
        OPERATIONS.put("totals", (s, w) -> s.totals(s.rollup));
        OPERATIONS.put("find-rolled", (s, w) -> s.line("  " + s.rollup.find(w.get(0)).map(Rolled::name).orElse("none")));
        OPERATIONS.put("rollup-csv", (s, w) -> s.made = s.rollup.toCsv(w.get(0), w.get(1), w.size() > 2));
        OPERATIONS.put("rollup-json", (s, w) -> s.made = s.rollup.toJson(w.get(0), w.get(1)));
        OPERATIONS.put("scheme", (s, w) -> s.scheme = Scheme.load(utf8(w.get(0))));
        OPERATIONS.put("scheme-file", (s, w) -> s.scheme = Scheme.load(s.folder.resolve(w.get(0))));
        OPERATIONS.put("save-scheme", (s, w) -> s.scheme.save(s.folder.resolve(w.get(0))));
        OPERATIONS.put("scheme-xml", (s, w) -> s.made = s.scheme.toXml());
        OPERATIONS.put("scheme-json", (s, w) -> s.made = s.scheme.toJson());
        OPERATIONS.put("check-scheme", (s, w) -> s.findings = w.isEmpty() ? s.scheme.check() : s.scheme.check(s.inputs));
        OPERATIONS.put("elements", (s, w) -> s.elements(s.scheme));
        OPERATIONS.put("find-element", (s, w) ->
                s.line("  " + s.scheme.find(w.get(0)).map(found -> String.valueOf(found.index())).orElse("none")));
        OPERATIONS.put("new-scheme", (s, w) -> s.schemeBuilder = new SchemeBuilder());
        OPERATIONS.put("add-element", (s, w) -> s.line("  " + (w.get(0) == null ? s.schemeBuilder.add(w.get(1))
                : s.schemeBuilder.add(index(w.get(0)), w.get(1)))));
        OPERATIONS.put("set-element", (s, w) -> s.schemeBuilder.set(index(w.get(0)), w.get(1), w.get(2)));
        OPERATIONS.put("finish-scheme", (s, w) -> s.scheme = s.schemeBuilder.finish());
        OPERATIONS.put("inputs", (s, w) -> s.inputs = new Inputs(s.scheme));
        OPERATIONS.put("input-unit", (s, w) -> s.inputs.addUnit(w.get(0), w.get(1), w.get(2), w.get(3)));
        OPERATIONS.put("units-csv", (s, w) -> s.counts(s.inputs.addUnitsCsv(w.get(0))));
        OPERATIONS.put("units-csv-file", (s, w) -> s.counts(s.inputs.addUnitsCsv(s.folder.resolve(w.get(0)))));
        OPERATIONS.put("inputs-csv", (s, w) -> s.counts(s.inputs.addCsv(w.get(0))));
        OPERATIONS.put("inputs-csv-file", (s, w) -> s.counts(s.inputs.addCsv(s.folder.resolve(w.get(0)))));
        OPERATIONS.put("input", (s, w) -> s.counts(s.inputs.add(cells(w))));
        OPERATIONS.put("inputs-rollup", (s, w) -> s.counts(s.inputs.add(s.rollup, w.isEmpty() ? null : w.get(0))));
        OPERATIONS.put("inputs-progress", (s, w) -> s.counts(s.inputs.add(s.progress, w.get(0))));
        OPERATIONS.put("score", (s, w) -> s.take(s.inputs.score(w.isEmpty() ? null : w.get(0))));
        OPERATIONS.put("scored", (s, w) -> s.scored(s.score));
        OPERATIONS.put("find-scored", (s, w) ->
                s.line("  " + s.score.find(w.get(0)).map(found -> String.valueOf(found.row())).orElse("none")));
        OPERATIONS.put("score-csv", (s, w) -> s.made = s.score.toCsv(!w.isEmpty()));
        OPERATIONS.put("score-json", (s, w) -> s.made = s.score.toJson());
        OPERATIONS.put("explain", (s, w) -> s.explanation = s.score.units().get(index(w.get(0))).explain());
        OPERATIONS.put("lines", (s, w) -> s.lines(s.explanation));
        OPERATIONS.put("explanation-text", (s, w) ->
                s.made = utf8(s.explanation.toText(member(Language.class, w.get(0)), index(w.get(1)))));
        OPERATIONS.put("explanation-json", (s, w) -> s.made = s.explanation.toJson());
        OPERATIONS.put("explanation-html", (s, w) -> s.made = utf8(s.explanation.toHtml(member(Language.class, w.get(0)))));
        OPERATIONS.put("need", (s, w) -> s.line("  " + s.score.units().get(index(w.get(0)))
                .need(w.get(1), member(Need.class, w.get(2))).map(Kepu::formatDecimal).orElse("none")));
        OPERATIONS.put("data", (s, w) -> s.data = w.isEmpty() ? new Data(s.plan) : new Data());
        OPERATIONS.put("add-csv", (s, w) -> s.added(s.data.addCsv(w.get(0))));
        OPERATIONS.put("add-csv-file", (s, w) -> s.added(s.data.addCsv(s.folder.resolve(w.get(0)))));
        OPERATIONS.put("figures", (s, w) -> s.data.forEach(s::figure));
        OPERATIONS.put("progress", (s, w) -> s.progress = s.plan.progress(s.data, judging(w)));
        OPERATIONS.put("rows", (s, w) -> s.progress(s.progress));
        OPERATIONS.put("progress-csv", (s, w) -> s.made = s.progress.toCsv(!w.isEmpty()));
        OPERATIONS.put("progress-json", (s, w) -> s.made = s.progress.toJson());
        OPERATIONS.put("finish", (s, w) -> s.take(s.builder.finish()));
    }

    // ---- lifetimes and misuse ----

    static {
        OPERATIONS.put("keep", (s, w) -> s.kept.add(s.keep(w)));
        OPERATIONS.put("drop", (s, w) -> s.drop());
        OPERATIONS.put("kept", (s, w) -> s.kept.forEach(thing -> thing.accept(s)));
        OPERATIONS.put("collect", (s, w) -> s.collect(index(w.get(0))));
        OPERATIONS.put("forget", (s, w) -> s.forget());
        OPERATIONS.put("close", (s, w) -> s.closing(w.get(0)).close());
        OPERATIONS.put("threads", (s, w) -> s.threads(index(w.get(0)), OPERATIONS.get(w.get(1))));
        OPERATIONS.put("race", (s, w) -> s.race());
        OPERATIONS.put("foreign-part", (s, w) -> s.foreignPart());
        OPERATIONS.put("wrong-handle", (s, w) -> s.wrongHandle());
    }

    private static void node(Printer out, Node node) {
        out.node(node);
        out.text("plan", node.plan().uid());
        out.words("unit-names", node.assignments().stream().map(each -> quoted(each.unit().name())));
    }

    private Consumer<Printer> keep(List<String> words) {
        Matrix matrix = this.matrix;
        Findings findings = this.findings;
        switch (words.get(0)) {
            case "node":
                Node node = plan.node(words.get(1)).get();
                return out -> node(out, node);
            case "units":
                List<Unit> units = plan.units();
                return out -> out.ids(String.valueOf(units.size()), units);
            case "matrix":
                return out -> out.table(matrix);
            case "findings":
                return out -> out.findings(findings);
            case "regions":
                Regions regions = this.regions;
                return out -> ((Figures) out).regions(regions);
            case "progress":
                Progress progress = this.progress;
                return out -> ((Figures) out).progress(progress);
            case "scheme":
                Scheme scheme = this.scheme;
                return out -> ((Scores) out).elements(scheme);
            case "score":
                Score score = this.score;
                return out -> ((Scores) out).scored(score);
            case "explanation":
                Explanation explanation = this.explanation;
                return out -> out.text("why", Optional.of(explanation.lines().get(0).text(Language.ZH)));
            default:
                List<Segment> segments = notice.segments();
                return out -> out.words(String.valueOf(segments.size()), segments.stream().map(each -> each.kind().number()));
        }
    }

    private void drop() {
        plan = null;
        findings = null;
        matrix = null;
        notice = null;
        builder = null;
        regions = null;
        data = null;
        progress = null;
        scheme = null;
        schemeBuilder = null;
        inputs = null;
        score = null;
        explanation = null;
        for (int i = 0; i < 20; i++) { // what was released would be written over
            System.gc();
            Notice.read(Paths.get("examples/data/qinghe-2022.txt"));
        }
    }

    /** Collects until there are as few as wanted, for a while, and twice more, in case it takes too many. */
    private void collect(int wanted) {
        for (int turn = 0; turn < 500 && Cleaner.watched() > wanted; turn++) {
            System.gc();
            pause();
        }
        for (int turn = 0; turn < 2; turn++) {
            System.gc();
            pause();
        }
        line("  plans: " + Cleaner.watched());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was kept goes, as part of a ring that only a collector finds. */
    private void forget() {
        List<Object> ring = new ArrayList<>(kept);
        ring.add(ring);
        kept = new ArrayList<>();
    }

    private Closing closing(String what) {
        switch (what) {
            case "plan":
                return plan;
            case "matrix":
                return matrix;
            case "regions":
                return regions;
            case "data":
                return data;
            case "progress":
                return progress;
            case "scheme":
                return scheme;
            case "scheme-builder":
                return schemeBuilder;
            case "inputs":
                return inputs;
            case "score":
                return score;
            case "explanation":
                return explanation;
            case "notice":
                return notice;
            default:
                return builder;
        }
    }

    /** The same in many threads at once; printed once, for it is the same. */
    private void threads(int number, Operation operation) {
        List<String> given = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(number);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
            start.countDown();
            for (int i = 0; i < 10; i++) {
                Conformance twin = new Conformance();
                twin.plan = plan;
                twin.matrix = matrix;
                twin.regions = regions;
                twin.progress = progress;
                try {
                    start.await();
                    operation.run(twin, Collections.emptyList());
                } catch (IOException | InterruptedException | RuntimeException failure) {
                    twin.line(failure.toString());
                }
                given.add(twin.out.toString());
            }
        })).limit(number).collect(Collectors.toList());
        threads.forEach(Thread::start);
        threads.forEach(Conformance::join);
        boolean same = given.size() == 10 * number && given.stream().distinct().count() == 1;
        out.append(same ? given.get(0) : "  the threads have read different things\n");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ended) {
            throw new IllegalThreadStateException("interrupted");
        }
    }

    /** One builder in two threads: each call goes through or is refused. */
    private void race() {
        AtomicInteger added = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
            for (int i = 0; i < 2000; i++) {
                try {
                    builder.addUnit("某单位", false);
                    added.incrementAndGet();
                } catch (IllegalStateException busy) {
                    refused.incrementAndGet();
                }
            }
        })).limit(2).collect(Collectors.toList());
        threads.forEach(Thread::start);
        threads.forEach(Conformance::join);
        int units = builder.finish().units().size();
        line("  calls: " + (added.get() + refused.get()) + ", units that are not as many as calls that went through: "
                + (units - added.get()));
    }

    private void foreignPart() {
        Plan other = Plan.load(plan.toBytes(Format.XML));
        line(matrix.rowOf(other.nodes().get(0)).isPresent() ? "  a row" : "  none");
        line(matrix.columnOf(other.units().get(0)).isPresent() ? "  a column" : "  none");
        matrix.select(Collections.singletonList(other.nodes().get(0)), null);
    }

    /** What the compiler lets through: null, casts that lie, handles of the raw layer. */
    private void wrongHandle() {
        Raw raw = Library.raw();
        Builder wrong = new Builder();
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<Node> units = (List) plan.units();
        Map<String, Runnable> attempts = new HashMap<>();
        attempts.put("a builder of no plan", () -> new Builder(null));
        attempts.put("the row of nothing", () -> plan.matrix().rowOf(null));
        attempts.put("a selection of units as nodes", () -> plan.matrix().select(units, null));
        attempts.put("a matrix of a builder", () -> wrong.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_matrix_new(address, 0, outputs))));
        attempts.put("JSON of a builder", () -> wrong.use((own, address) ->
                Call.outputs(raw, 2, outputs -> raw.kepu_plan_to_json(address, outputs))));
        attempts.put("a plan finished", () -> plan.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_builder_finish(address, outputs))));
        attempts.put("progress of a builder", () -> wrong.use((own, address) ->
                Call.outputs(raw, 1, new JudgeOptions().judging(raw, address, 0))));
        attempts.put("progress by a builder", () -> wrong.use((own, address) ->
                Call.outputs(raw, 1, plan.use((same, of) -> new JudgeOptions().judging(raw, of, address)))));
        attempts.put("figures of nothing", () -> new Data(null));
        attempts.put("inputs of nothing", () -> new Inputs(null));
        attempts.put("inputs of a plan", () -> plan.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_inputs_new(address, outputs))));
        attempts.put("a score of a builder", () -> wrong.use((own, address) ->
                Call.outputs(raw, 2, outputs -> raw.kepu_score_new(address, null, outputs))));
        attempts.put("an explanation of a plan", () -> plan.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_explanation_new(address, 0, outputs))));
        attempts.put("a builder finished that makes no scheme", () -> wrong.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_scheme_builder_finish(address, outputs))));
        attempts.put("a scheme of a plan", () -> plan.use((own, address) ->
                Call.outputs(raw, 2, outputs -> raw.kepu_scheme_to_xml(address, outputs))));
        attempts.put("a row for a plan", () -> plan.use((own, address) ->
                Call.outputs(raw, 1, outputs -> raw.kepu_data_add_csv(address, new byte[0], outputs))));
        attempts.put("a table of a plan", () -> plan.use((own, address) ->
                Call.outputs(raw, 2, outputs -> raw.kepu_matrix_to_csv(address, 0, outputs))));
        attempts.forEach((name, attempt) -> {
            try {
                attempt.run();
                line("  accepted: " + name);
            } catch (NullPointerException | ClassCastException refused) {
                // as it should be
            } catch (KepuException refused) {
                if (refused.code() != ErrorCode.BAD_HANDLE && refused.code() != ErrorCode.ARGUMENT) {
                    line("  " + name + ": " + refused);
                }
            }
        });
        line("  all others are refused");
    }

    // ---- cases ----

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line); word.find();) {
            words.add(word.group(2) == null ? unescaped(word.group(1)) : word.group(2).equals("-") ? null : word.group(2));
        }
        return words;
    }

    private static String unescaped(String text) {
        Matcher escape = ESCAPE.matcher(text);
        StringBuffer made = new StringBuffer();
        while (escape.find()) {
            char letter = escape.group(1).charAt(0);
            char meant = letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
            escape.appendReplacement(made, Matcher.quoteReplacement(String.valueOf(meant)));
        }
        return escape.appendTail(made).toString();
    }

    /** Pass, fail or skip, and why; between them a tab. */
    private String play(String name, String text) throws IOException {
        for (String line : text.split("\n")) {
            if (!line.startsWith("# ") && !line.startsWith("> ")) {
                continue;
            }
            line(line);
            if (line.startsWith("> ")) {
                List<String> words = words(line.substring(2));
                Operation operation = OPERATIONS.get(words.get(0));
                if (operation == null) {
                    return "skip\tthere is no operation " + words.get(0);
                }
                run(operation, words.subList(1, words.size()));
            }
        }
        if (out.toString().equals(text)) {
            return "pass\t";
        }
        String[] expected = text.split("\n");
        String[] given = out.toString().split("\n");
        int at = 0;
        while (at < expected.length && at < given.length && expected[at].equals(given[at])) {
            at++;
        }
        System.out.println(name + ":" + (at + 1) + ": expected\n" + (at < expected.length ? expected[at] : "") + "\nbut was given\n"
                + (at < given.length ? given[at] : ""));
        return "fail\tprints something else";
    }

    private void run(Operation operation, List<String> words) throws IOException {
        try {
            operation.run(this, words);
        } catch (KepuException error) {
            error(error, folder.toString());
        } catch (IllegalStateException misuse) {
            line("refused");
        }
    }

    private static String inFolder(String name, String text) throws IOException {
        Conformance state = new Conformance();
        state.folder = Files.createTempDirectory("kepu-conformance-");
        try {
            return state.play(name, text);
        } finally {
            clear(state.folder);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    public static void main(String[] arguments) throws IOException {
        List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
        List<Path> cases;
        try (Stream<Path> files = Files.list(Paths.get("tests", "conformance", "cases"))) {
            cases = files.filter(path -> path.toString().endsWith(".case")).sorted().collect(Collectors.toList());
        }
        StringBuilder results = new StringBuilder();
        int failed = 0;
        int played = 0;
        for (Path path : cases) {
            String name = path.getFileName().toString();
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            if (!wanted.isEmpty() && !wanted.contains(name.substring(0, 3))) {
                continue;
            }
            String outcome = inFolder(name, text);
            String feature = text.substring("# feature: ".length(), text.indexOf('\n'));
            results.append(name, 0, 3).append('\t').append(feature).append('\t').append(outcome).append('\n');
            failed += outcome.startsWith("fail") ? 1 : 0;
            played++;
        }
        if (wanted.isEmpty()) {
            Files.write(Paths.get(arguments[0]), utf8(results.toString()));
        }
        System.out.println("java: " + played + " cases, " + failed + " failed");
        System.exit(failed > 0 || played == 0 ? 1 : 0);
    }
}
