package kepu;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a plan as the runner in Java prints them: every property, read by its own method. */
class Printer {
    final StringBuilder out = new StringBuilder();

    static String escaped(String text, boolean quotes) {
        String made = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
                .replace("\ufeff", "\\ufeff");
        return quotes ? made.replace("\"", "\\\"") : made;
    }

    static String quoted(String text) {
        return '"' + escaped(text, true) + '"';
    }

    static String numbers(Span span) {
        return span.paragraph() + "," + span.offset() + "," + span.length();
    }

    void line(String text) {
        out.append(text).append('\n');
    }

    void text(String key, Optional<String> text) {
        text.ifPresent(known -> line("  " + key + ": " + quoted(known)));
    }

    void plain(String key, Object value) {
        line("  " + key + ": " + value);
    }

    void code(String key, int number, Optional<String> token) {
        if (number != 0 || token.isPresent()) {
            plain(key, number + token.map(known -> " " + quoted(known)).orElse(""));
        }
    }

    void place(OptionalLong line, OptionalLong column) {
        if (line.isPresent() || column.isPresent()) {
            plain("at", line.orElse(0) + ":" + column.orElse(0));
        }
    }

    void yes(String key, boolean is) {
        plain(key, is ? "yes" : "no");
    }

    void words(String key, Stream<?> words) {
        String made = words.map(String::valueOf).collect(Collectors.joining(" "));
        if (!made.isEmpty()) {
            plain(key, made);
        }
    }

    void ids(String key, Collection<? extends Part> parts) {
        words(key, parts.stream().map(Part::id));
    }

    void id(String key, Optional<? extends Part> part) {
        part.ifPresent(known -> plain(key, known.id()));
    }

    void proof(String key, Optional<Provenance> known) {
        known.ifPresent(proof -> {
            List<String> facts = proof.spans().stream().map(Printer::numbers).collect(Collectors.toList());
            proof.ruleToken().ifPresent(rule -> facts.add("rule " + proof.rule().number() + " " + rule));
            proof.findings().forEach(name -> facts.add("finding " + name));
            proof.checkToken().ifPresent(check -> facts.add("check " + proof.check().number() + " " + check));
            proof.by().ifPresent(by -> facts.add("by " + quoted(by)));
            proof.when().ifPresent(when -> facts.add("when " + quoted(when)));
            plain(key, String.join("; ", facts));
        });
    }

    // ---- the plan ----

    void plan(Plan plan) {
        line("plan");
        text("uid", plan.uid());
        plain("revision", plan.revision());
        code("status", plan.status().number(), plan.statusToken());
        text("supersedes", plan.supersedes());
        text("superior", plan.superior());
        text("importer", plan.importer());
        text("source-digest", plan.sourceDigest());
        metadata(plan);
        text("period-start", plan.period().start());
        text("period-end", plan.period().end());
        Region region = plan.region();
        text("region-name", region.name());
        code("region-level", region.level().number(), region.levelToken());
        text("region-code", region.code());
        text("region-scheme", region.scheme());
        text("region-year", region.year());
        plain("paragraphs", plan.paragraphs().size());
        ids("roots", plan.roots());
        ids("nodes", plan.nodes());
        ids("units", plan.units());
        ids("assignments", plan.assignments());
        ids("indicators", plan.indicators());
        ids("phases", plan.phases());
        ids("annexes", plan.annexes());
    }

    private void metadata(Plan plan) {
        for (MetadataField field : EnumSet.complementOf(EnumSet.of(MetadataField.UNKNOWN))) {
            String name = field.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            List<String> values = plan.metadata(field);
            for (int index = 0; index < values.size(); index++) {
                String key = name + "[" + index + "]";
                text(key, Optional.of(values.get(index)));
                if (field == MetadataField.BASIS) {
                    text(key + "-number", plan.basis().get(index).number());
                }
                proof(key + "-read", plan.metadataProvenance(field, index));
            }
        }
    }

    void paragraphs(Plan plan) {
        int index = 0;
        for (Paragraph paragraph : plan.paragraphs()) {
            line("paragraph " + index++);
            paragraph.line().ifPresent(line -> plain("line", line));
            text("text", Optional.of(paragraph.text()));
        }
    }

    // ---- parts ----

    private void begin(String name, Part part) {
        line(name + " " + part.id());
        place(part.line(), part.column());
    }

    void unit(Unit unit) {
        begin("unit", unit);
        text("name", Optional.of(unit.name()));
        text("canonical", unit.canonical());
        words("aliases", unit.aliases().stream().map(Printer::quoted));
        code("level", unit.level().number(), unit.levelToken());
        words("functions", unit.functions().stream());
        yes("group", unit.isGroup());
        ids("members", unit.members());
        text("from", unit.from());
        text("until", unit.until());
        id("successor", unit.successor());
        text("code", unit.code());
        text("role", unit.role());
        text("liaison", unit.liaison());
        ids("assignments", unit.assignments());
        proof("read", unit.provenance());
    }

    void node(Node node) {
        begin("node", node);
        code("kind", node.kind().number(), node.kindToken());
        text("label", node.label());
        text("ordinal", node.ordinal());
        text("path", Optional.of(node.path()));
        plain("level", node.level());
        text("title", node.title());
        proof("title-read", node.titleProvenance());
        text("text", node.text());
        proof("text-read", node.textProvenance());
        text("due", node.due());
        text("due-date", node.dueDate());
        yes("ongoing", node.isOngoing());
        proof("due-read", node.dueProvenance());
        text("deliverable", node.deliverable());
        id("parent", node.parent());
        id("first-child", node.firstChild());
        id("next", node.next());
        id("previous", node.previous());
        ids("children", node.children());
        ids("assignments", node.assignments());
        ids("indicators", node.indicators());
        id("annex", node.annex());
        proof("read", node.provenance());
    }

    void assignment(Assignment assignment) {
        begin("assignment", assignment);
        plain("node", assignment.node().id());
        plain("unit", assignment.unit().id());
        code("role", assignment.role().number(), assignment.roleToken());
        text("from", assignment.from());
        text("until", assignment.until());
        text("leader", assignment.leader());
        text("contact", assignment.contact());
        proof("read", assignment.provenance());
    }

    void indicator(Indicator indicator) {
        begin("indicator", indicator);
        id("node", indicator.node());
        text("name", indicator.name());
        text("unit", indicator.unit());
        code("comparison", indicator.comparison().number(), indicator.comparisonToken());
        code("every", indicator.every().number(), indicator.everyToken());
        text("per", indicator.per());
        code("counting", indicator.counting().number(), indicator.countingToken());
        text("numerator", indicator.numerator());
        text("denominator", indicator.denominator());
        indicator.factor().ifPresent(factor -> plain("factor", Kepu.formatDecimal(factor)));
        id("weight", indicator.weight());
        code("rollup", indicator.rollup().number(), indicator.rollupToken());
        code("nature", indicator.nature().number(), indicator.natureToken());
        proof("read", indicator.provenance());
        int index = 0;
        for (Value value : indicator.values()) {
            value(index++, value);
        }
    }

    private void value(int index, Value value) {
        line("value " + index + " of " + value.indicator().id());
        code("kind", value.kind().number(), value.kindToken());
        text("time", value.time());
        value.low().ifPresent(low -> plain("low", Kepu.formatDecimal(low)));
        value.high().ifPresent(high -> plain("high", Kepu.formatDecimal(high)));
        text("low-text", value.lowText());
        text("high-text", value.highText());
        text("quote", value.quote());
        text("region", value.region());
        code("status", value.status().number(), value.statusToken());
        text("source", value.source());
        proof("read", value.provenance());
    }

    void phase(Phase phase) {
        begin("phase", phase);
        text("label", phase.label());
        text("start", phase.start());
        text("end", phase.end());
        text("text", phase.text());
        proof("read", phase.provenance());
    }

    void annex(Annex annex) {
        begin("annex", annex);
        text("label", annex.label());
        text("title", annex.title());
        text("text", annex.text());
        ids("roots", annex.roots());
        proof("read", annex.provenance());
    }

    // ---- walking ----

    private void below(Node node) {
        node(node);
        node.children().forEach(this::below);
    }

    /** The parts whose ids are wanted; null: all. */
    void parts(Plan plan, Collection<String> wanted) {
        Predicate<Part> is = part -> wanted == null || wanted.contains(part.id());
        plan.units().stream().filter(is).forEach(this::unit);
        plan.nodes().stream().filter(is).forEach(this::node);
        plan.assignments().stream().filter(is).forEach(this::assignment);
        plan.indicators().stream().filter(is).forEach(this::indicator);
        plan.phases().stream().filter(is).forEach(this::phase);
        for (Annex annex : plan.annexes()) {
            if (is.test(annex)) {
                annex(annex);
            }
            if (wanted == null) {
                annex.roots().forEach(this::below);
            } else {
                annex.roots().stream().filter(is).forEach(this::node);
            }
        }
    }

    void all(Plan plan) {
        plan(plan);
        paragraphs(plan);
        parts(plan, null);
    }

    // ---- findings, matrix, errors ----

    void changes(Plan plan) {
        int index = 0;
        for (Change change : plan.changes()) {
            line("change " + index++);
            code("action", change.action().number(), Optional.of(change.actionToken()));
            code("part", change.part().number(), change.partToken());
            text("id", change.id());
            text("parent", change.parent());
            text("field", change.field());
            text("was", change.was());
            text("now", change.now());
            text("by", change.by());
            text("when", change.when());
        }
    }

    void findings(Findings findings) {
        line("findings: " + findings.size() + "; notes " + findings.count(Severity.NOTE) + ", warnings "
                + findings.count(Severity.WARNING) + ", errors " + findings.count(Severity.ERROR));
        for (Finding finding : findings) {
            line("finding " + finding.name());
            plain("code", finding.code().number());
            plain("severity", finding.severity().number());
            text("subject", finding.subject());
            place(finding.line(), finding.column());
            finding.span().ifPresent(span -> plain("span", numbers(span)));
            text("zh", Optional.of(finding.message(Language.ZH)));
            text("en", Optional.of(finding.message(Language.EN)));
        }
    }

    private static int bits(Set<Cell> roles) {
        return roles.stream().mapToInt(Cell::bit).sum();
    }

    private static Stream<String> filled(Map<Integer, Set<Cell>> cells) {
        return cells.entrySet().stream().map(cell -> cell.getKey() + "=" + bits(cell.getValue()));
    }

    private static <T> Stream<String> each(List<T> items, Function<T, Object> write) {
        return items.stream().map(item -> String.valueOf(write.apply(item)));
    }

    void table(Matrix matrix) {
        line("matrix");
        text("plan", matrix.plan().uid());
        yes("inherited", matrix.isInherited());
        List<Node> rows = matrix.rows();
        List<Unit> columns = matrix.columns();
        ids("rows", rows);
        ids("columns", columns);
        words("row-numbers", each(rows, node -> matrix.rowOf(node).getAsInt()));
        words("column-numbers", each(columns, unit -> matrix.columnOf(unit).getAsInt()));
        Set<Cell> lead = EnumSet.of(Cell.LEAD, Cell.INHERITED_LEAD);
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            words("row " + row, each(columns, unit -> bits(matrix.cell(rows.get(at), unit))));
            words("row " + row + " filled", filled(matrix.rowCells(row)));
            words("row " + row + " entries", matrix.rowEntries(row).stream().map(entry -> entry.assignment().id()));
            plain("row " + row + " tally", matrix.rowTally(row, Cell.ANY) + " " + matrix.rowTally(row, lead));
        }
        for (int column = 0; column < columns.size(); column++) {
            words("column " + column + " filled", filled(matrix.columnCells(column)));
            plain("column " + column + " tally", matrix.columnTally(column, Cell.ANY) + " " + matrix.columnTally(column, lead));
        }
        words("tally", each(Arrays.asList(Cell.ANY, lead, Cell.OWN, Cell.INHERITED), matrix::tally));
        matrix.entries().forEach(entry -> line("  entry: " + entry.row() + " " + entry.column()
                + (entry.isInherited() ? " inherited " : " own ") + entry.assignment().id()));
        ids("idle", matrix.idleUnits());
        ids("leaderless", matrix.leaderless());
        ids("unassigned", matrix.unassigned());
    }

    void error(KepuException error, String folder) {
        line("error " + error.code().number() + " " + error.name());
        text("file", error.file().map(file -> file.startsWith(folder + "/") ? file.substring(folder.length() + 1) : file));
        place(error.line(), error.column());
        error.offset().ifPresent(offset -> plain("offset", offset));
        text("path", error.path());
        text("zh", Optional.of(error.message(Language.ZH)));
        text("en", Optional.of(error.message(Language.EN)));
    }
}
