#!/usr/bin/env python3
"""The cases of tests/conformance by the Python package; README.md says what the operations do and print.

tests/conformance/test_python.py            run all, write the results for the table
tests/conformance/test_python.py NUMBER...  run some, and print what they gave where it is not what is expected
"""
import copy
import gc
import itertools
import os
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings" / "python" / "src"))
sys.dont_write_bytecode = True

import figures  # noqa: E402
import scores  # noqa: E402
import transcripts  # noqa: E402

import kepu  # noqa: E402
from kepu import _core  # noqa: E402

NOTICE = ROOT / "examples" / "data" / "qinghe-2022.txt"
FIELDS = ("title", "notice-title", "document-number", "issuer", "issue-date", "period", "recipient", "basis")
KEPT = []


def member(kind, word):
    """at-least of the Comparisons: kepu.Comparison.AT_LEAST."""
    return kind[word.replace("-", "_").upper()]


def quoted(text):
    return f'"{transcripts.escaped(text, True)}"'


class State:
    """What the operations of a case work on, and what they have printed."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.limits, self.made, self.digest = {}, b"", None
        self.plan = self.findings = self.matrix = self.notice = self.builder = self.regions = self.data = self.progress = self.rollup = None
        self.scheme = self.scheme_builder = self.inputs = self.score = self.explanation = None
        self.out = []

    # ---- printing ----

    def line(self, text):
        self.out.append(text)

    def text(self, key, text):
        if text is not None:
            self.line(f"  {key}: {quoted(text)}")

    def words(self, key, words):
        words = [str(word) for word in words]
        if words:
            self.line(f"  {key}: {' '.join(words)}")

    def code(self, key, number, token):
        if number or token is not None:
            self.line(f"  {key}: {int(number)}" + ("" if token is None else f" {quoted(token)}"))

    def place(self, thing):
        if thing.line or thing.column:
            self.line(f"  at: {thing.line or 0}:{thing.column or 0}")

    def number(self, key, number):
        if number is not None:
            self.line(f"  {key}: {kepu.format_decimal(number)}")

    def ids(self, key, parts):
        self.words(key, [part.id for part in parts if part is not None])

    def proof(self, key, proof):
        if proof is None:
            return
        facts = [f"{span.paragraph},{span.offset},{span.length}" for span in proof.spans]
        if proof.rule_token is not None:
            facts.append(f"rule {int(proof.rule)} {proof.rule_token}")
        facts += [f"finding {name}" for name in proof.findings]
        if proof.check_token is not None:
            facts.append(f"check {int(proof.check)} {proof.check_token}")
        facts += [f"{name} {quoted(text)}" for name, text in (("by", proof.by), ("when", proof.when)) if text is not None]
        self.line(f"  {key}: {'; '.join(facts)}")

    # ---- parts ----

    def head(self, plan):
        self.line("plan")
        self.text("uid", plan.uid)
        self.line(f"  revision: {plan.revision}")
        self.code("status", plan.status, plan.status_token)
        self.text("supersedes", plan.supersedes)
        self.text("superior", plan.superior)
        self.text("importer", plan.importer)
        self.text("source-digest", plan.source_digest)
        for number, name in enumerate(FIELDS, 1):
            for index, value in enumerate(plan.metadata(number)):
                self.text(f"{name}[{index}]", value)
                if name == "basis":
                    self.text(f"{name}[{index}]-number", plan.basis[index].number)
                self.proof(f"{name}[{index}]-read", plan.metadata_provenance(number, index))
        self.text("period-start", plan.period.start)
        self.text("period-end", plan.period.end)
        region = plan.region
        self.text("region-name", region.name)
        self.code("region-level", region.level, region.level_token)
        self.text("region-code", region.code)
        self.text("region-scheme", region.scheme)
        self.text("region-year", region.year)
        self.line(f"  paragraphs: {len(plan.paragraphs)}")
        for name in ("roots", "nodes", "units", "assignments", "indicators", "phases", "annexes"):
            self.ids(name, getattr(plan, name))

    def paragraphs(self, plan):
        for index, paragraph in enumerate(plan.paragraphs):
            self.line(f"paragraph {index}")
            if paragraph.line:
                self.line(f"  line: {paragraph.line}")
            self.text("text", paragraph.text)

    def begin(self, name, part):
        self.line(f"{name} {part.id}")
        self.place(part)

    def unit(self, unit):
        self.begin("unit", unit)
        self.text("name", unit.name)
        self.text("canonical", unit.canonical)
        self.words("aliases", map(quoted, unit.aliases))
        self.code("level", unit.level, unit.level_token)
        self.words("functions", unit.functions)
        self.line(f"  group: {'yes' if unit.is_group else 'no'}")
        self.ids("members", unit.members)
        self.text("from", unit.since)
        self.text("until", unit.until)
        self.ids("successor", [unit.successor])
        self.text("code", unit.code)
        self.text("role", unit.role)
        self.text("liaison", unit.liaison)
        self.ids("assignments", unit.assignments)
        self.proof("read", unit.provenance)

    def node(self, node):
        self.begin("node", node)
        self.code("kind", node.kind, node.kind_token)
        self.text("label", node.label)
        self.text("ordinal", node.ordinal)
        self.text("path", node.path)
        self.line(f"  level: {node.level}")
        self.text("title", node.title)
        self.proof("title-read", node.title_provenance)
        self.text("text", node.text)
        self.proof("text-read", node.text_provenance)
        self.text("due", node.due)
        self.text("due-date", node.due_date)
        self.line(f"  ongoing: {'yes' if node.ongoing else 'no'}")
        self.proof("due-read", node.due_provenance)
        self.text("deliverable", node.deliverable)
        self.ids("parent", [node.parent])
        self.ids("first-child", [below for below in itertools.islice(node.walk(), 1, 2) if below.parent == node])
        self.ids("next", [node.next])
        self.ids("previous", [node.previous])
        self.ids("children", node.children)
        self.ids("assignments", node.assignments)
        self.ids("indicators", node.indicators)
        self.ids("annex", [node.annex])
        self.proof("read", node.provenance)

    def assignment(self, assignment):
        self.begin("assignment", assignment)
        self.ids("node", [assignment.node])
        self.ids("unit", [assignment.unit])
        self.code("role", assignment.role, assignment.role_token)
        self.text("from", assignment.since)
        self.text("until", assignment.until)
        self.text("leader", assignment.leader)
        self.text("contact", assignment.contact)
        self.proof("read", assignment.provenance)

    def indicator(self, indicator):
        self.begin("indicator", indicator)
        self.ids("node", [indicator.node])
        self.text("name", indicator.name)
        self.text("unit", indicator.unit)
        self.code("comparison", indicator.comparison, indicator.comparison_token)
        self.code("every", indicator.every, indicator.every_token)
        self.text("per", indicator.per)
        self.code("counting", indicator.counting, indicator.counting_token)
        self.text("numerator", indicator.numerator)
        self.text("denominator", indicator.denominator)
        self.number("factor", indicator.factor)
        self.ids("weight", [indicator.weight])
        self.code("rollup", indicator.rollup, indicator.rollup_token)
        self.code("nature", indicator.nature, indicator.nature_token)
        self.proof("read", indicator.provenance)
        for index, value in enumerate(indicator.values):
            self.value(index, value)

    def value(self, index, value):
        self.line(f"value {index} of {value.indicator.id}")
        self.code("kind", value.kind, value.kind_token)
        self.text("time", value.time)
        self.number("low", value.low)
        self.number("high", value.high)
        self.text("low-text", value.low_text)
        self.text("high-text", value.high_text)
        self.text("quote", value.quote)
        self.text("region", value.region)
        self.code("status", value.status, value.status_token)
        self.text("source", value.source)
        self.proof("read", value.provenance)

    def phase(self, phase):
        self.begin("phase", phase)
        for name in ("label", "start", "end", "text"):
            self.text(name, getattr(phase, name))
        self.proof("read", phase.provenance)

    def annex(self, annex):
        self.begin("annex", annex)
        for name in ("label", "title", "text"):
            self.text(name, getattr(annex, name))
        self.ids("roots", annex.roots)
        self.proof("read", annex.provenance)

    def below(self, node):
        self.node(node)
        for child in node.children:
            self.below(child)

    def walk(self, wanted):
        """The parts with these ids; None: all."""
        plan = self.plan
        for name in ("unit", "node", "assignment", "indicator", "phase"):
            for part in getattr(plan, name + "s"):
                if wanted is None or part.id in wanted:
                    getattr(self, name)(part)
        for annex in plan.annexes:
            if wanted is None or annex.id in wanted:
                self.annex(annex)
            for node in annex.roots:
                if wanted is None:
                    self.below(node)
                elif node.id in wanted:
                    self.node(node)

    def changes(self, plan):
        for index, change in enumerate(plan.changes):
            self.line(f"change {index}")
            self.code("action", change.action, change.action_token)
            self.code("part", change.part, change.part_token)
            for name in ("id", "parent", "field", "was", "now", "by", "when"):
                self.text(name, getattr(change, name))

    # ---- findings, matrix ----

    def found(self, findings):
        counts = [findings.count_of(severity) for severity in (1, 2, 3)]
        self.line(f"findings: {len(findings)}; notes {counts[0]}, warnings {counts[1]}, errors {counts[2]}")
        for finding in findings:
            self.line(f"finding {finding.name}")
            self.line(f"  code: {int(finding.code)}")
            self.line(f"  severity: {int(finding.severity)}")
            self.text("subject", finding.subject)
            self.place(finding)
            if finding.span is not None:
                self.line("  span: " + ",".join(str(number) for number in finding.span))
            self.text("zh", finding.message(kepu.Language.ZH))
            self.text("en", finding.message(kepu.Language.EN))

    def table(self, matrix):
        self.line("matrix")
        self.text("plan", matrix.plan.uid)
        rows, columns = matrix.rows, matrix.columns
        self.line(f"  inherited: {'yes' if matrix.inherited else 'no'}")
        self.ids("rows", rows)
        self.ids("columns", columns)
        self.words("row-numbers", [matrix.row_of(row) for row in rows])
        self.words("column-numbers", [matrix.column_of(column) for column in columns])
        lead = kepu.Cell.LEAD | kepu.Cell.INHERITED_LEAD
        for index in range(len(rows)):
            self.words(f"row {index}", [int(matrix.cell(index, column)) for column in range(len(columns))])
            self.words(f"row {index} filled", [f"{column}={int(roles)}" for column, roles in matrix.row_cells(index)])
            self.words(f"row {index} entries", [entry.assignment.id for entry in matrix.row_entries(index)])
            self.words(f"row {index} tally", [matrix.row_tally(index), matrix.row_tally(index, lead)])
        for index in range(len(columns)):
            self.words(f"column {index} filled", [f"{row}={int(roles)}" for row, roles in matrix.column_cells(index)])
            self.words(f"column {index} tally", [matrix.column_tally(index), matrix.column_tally(index, lead)])
        sums = (kepu.Cell.ANY, lead, kepu.Cell.OWN, kepu.Cell.INHERITED)
        self.words("tally", [matrix.tally(roles) for roles in sums])
        for entry in matrix.entries:
            self.line(f"  entry: {entry.row} {entry.column} {'inherited' if entry.inherited else 'own'} {entry.assignment.id}")
        self.ids("idle", matrix.idle_units)
        self.ids("leaderless", matrix.leaderless)
        self.ids("unassigned", matrix.unassigned)

    def error(self, error):
        self.line(f"error {int(error.code)} {error.name}")
        self.text("file", error.file and error.file.replace(f"{self.folder}/", ""))
        self.place(error)
        if error.offset is not None:
            self.line(f"  offset: {error.offset}")
        self.text("path", error.path)
        self.text("zh", error.message(kepu.Language.ZH))
        self.text("en", error.message(kepu.Language.EN))


# ---- operations: files ----


def loaded(state, plan):
    state.plan, state.findings = plan, plan.findings


def do_limit(state, name, number):
    state.limits[member(kepu.Limit, name)] = int(number)


def do_load(state, path):
    loaded(state, kepu.load(path, limits=state.limits))


def do_load_bytes(state, path):
    loaded(state, kepu.Plan.loads((ROOT / path).read_bytes(), Path(path).name, limits=state.limits))


def do_load_text(state, text, name):
    loaded(state, kepu.Plan.loads(text.encode(), name, limits=state.limits))


def do_load_json(state, text):
    loaded(state, kepu.Plan.from_json(text, limits=state.limits))


def do_load_made(state):
    loaded(state, kepu.Plan.loads(state.made, None, limits=state.limits))


def do_load_saved(state, name):
    loaded(state, kepu.load(state.folder / name, limits=state.limits))


def do_make(state, form):
    state.made = state.plan.to_bytes(member(kepu.Format, form))


def do_json(state):
    state.made = state.plan.to_json()


def do_facts(state):
    state.made = state.plan.to_facts()


def do_csv(state, *bom):
    state.made = state.matrix.to_csv(bom=bool(bom))


def do_html(state, language):
    state.made = state.plan.to_html(language=member(kepu.Language, language))


def do_notice_html(state, language):
    state.made = state.plan.to_html(state.notice.findings, member(kepu.Language, language))


def do_print(state):
    do_print_lines_with(state, "")


def do_print_lines_with(state, words):
    for line in state.made.decode("utf-8").split("\n"):
        if words in line:
            state.line("| " + transcripts.escaped(line, False))


def do_save(state, name, form, expected):
    digest = state.digest if expected == "digest" else expected
    state.plan.save(state.folder / name, format=member(kepu.Format, form), expected=digest)


def do_digest(state, name):
    state.digest = kepu.file_digest(state.folder / name)
    state.line(f"  {state.digest}")


def do_write(state, name, text):
    kepu.save_bytes(state.folder / name, text.encode())


# ---- operations: reading ----


def do_plan(state):
    state.head(state.plan)


def do_paragraphs(state):
    state.paragraphs(state.plan)


def do_walk(state):
    state.head(state.plan)
    state.paragraphs(state.plan)
    state.walk(None)


def do_show(state, *ids):
    state.walk(ids)


def do_quotes(state, id, field):
    node = state.plan.node(id)
    proof = node.provenance if field == "read" else getattr(node, field + "_provenance")
    for words in proof.quotes:
        state.line(f"  {quoted(words)}")


def do_find(state, what, text):
    one = {"node": state.plan.node, "unit": state.plan.unit}.get(what)
    many = {"path": state.plan.nodes_by_path, "name": state.plan.units_by_name}.get(what)
    parts = many(text) if many else [one(text)]
    state.line("  " + (" ".join(part.id for part in parts if part is not None) or "none"))


def do_findings(state):
    state.found(state.findings)


def do_check(state):
    state.found(state.plan.check())


def do_import(state, path, uid):
    state.notice = kepu.import_notice(path, uid=uid)
    state.plan, state.findings = state.notice.plan, state.notice.findings


def do_import_text(state, text, name, uid):
    state.notice = kepu.import_notice(text.encode(), name, uid=uid)
    state.plan, state.findings = state.notice.plan, state.notice.findings


def do_segments(state):
    for kind, span, node in state.notice.segments:
        numbers = f"{span.paragraph},{span.offset},{span.length}"
        state.line(f"  {int(kind)} {numbers}" + ("" if node is None else f" {node.id}"))


def do_matrix(state, *inherited):
    state.matrix = state.plan.matrix(inherited=bool(inherited))


def do_select(state, nodes, units):
    rows = None if nodes is None else [state.plan.node(id) for id in nodes.split()]
    columns = None if units is None else [state.plan.unit(id) for id in units.split()]
    state.matrix = state.matrix.select(rows, columns)


def do_table(state):
    state.table(state.matrix)


def do_foreign_part(state):
    """A node and a unit of another plan, which is the same but for being another one."""
    other = kepu.Plan.loads(state.plan.to_bytes())
    state.line(f"  {'none' if state.matrix.row_of(other.nodes[0]) is None else 'a row'}")
    state.line(f"  {'none' if state.matrix.column_of(other.units[0]) is None else 'a column'}")
    state.matrix.select([other.nodes[0]], None)


def do_date(state, text):
    found = kepu.parse_date(text)
    state.line(f"  {int(found.precision)} {found.first:%Y%m%d} {found.last:%Y%m%d}")


def do_decimal(state, text):
    number = kepu.parse_decimal(text)
    sign, digits, exponent = number.as_tuple()
    coefficient = int("".join(map(str, digits))) * (-1 if sign else 1)
    state.line(f"  {coefficient} {-exponent} {kepu.format_decimal(number)}")


def do_version(state):
    state.line(f"  {kepu.library_version()}")
    for name, there in kepu.components().items():
        if name in ("libxml2", "zlib"):
            state.line(f"  {name}: {'yes' if there else 'no'}")


# ---- operations: the builder ----


def do_new_builder(state):
    state.builder = kepu.Builder()


def do_change(state):
    state.builder = state.plan.change()


def do_add_node(state, parent, kind, label, title):
    kind = member(kepu.Kind, kind)
    state.line(f"  {state.builder.add_node(kind, parent=parent, label=label, title=title)}")


def do_add_unit(state, name, group):
    state.line(f"  {state.builder.add_unit(name, group=group == 'group')}")


def do_add_assignment(state, node, unit, role):
    state.line(f"  {state.builder.add_assignment(node, unit, member(kepu.Role, role))}")


def do_add_indicator(state, node, name, unit, comparison):
    comparison = member(kepu.Comparison, comparison)
    state.line(f"  {state.builder.add_indicator(name, comparison, node=node, unit=unit)}")


def do_add_value(state, indicator, kind, time, low, high):
    ends = [None if text is None else kepu.parse_decimal(text) for text in (low, high)]
    state.builder.add_value(indicator, member(kepu.ValueKind, kind), time=time, low=ends[0], high=ends[1])


def do_add_phase(state, label, start, end, text):
    state.line(f"  {state.builder.add_phase(label=label, start=start, end=end, text=text)}")


def do_add_annex(state, label, title):
    state.line(f"  {state.builder.add_annex(label=label, title=title)}")


def do_add_metadata(state, field, text, number):
    state.builder.add_metadata(member(kepu.MetadataField, field), text, number=number)


def do_set_metadata(state, field, index, text, number):
    state.builder.set_metadata(member(kepu.MetadataField, field), int(index), text, number=number)


def do_move_metadata(state, field, index, to):
    state.builder.move_metadata(member(kepu.MetadataField, field), int(index), int(to))


def do_remove_metadata(state, field, index):
    state.builder.remove_metadata(member(kepu.MetadataField, field), int(index))


def do_add_paragraph(state, text, line):
    state.builder.add_paragraph(text, int(line))


def do_set(state, part, field, value):
    state.builder.set(part, field, value)


def do_set_value(state, indicator, index, field, value):
    state.builder.set_value(indicator, int(index), field, value)


def do_move_value(state, indicator, index, to):
    state.builder.move_value(indicator, int(index), int(to))


def do_remove_value(state, indicator, index):
    state.builder.remove_value(indicator, int(index))


def do_move(state, part, parent, before):
    state.builder.move(part, parent, before=before)


def do_remove(state, part, *references):
    state.builder.remove(part, references=bool(references))


def do_add_span(state, part, field, paragraph, offset, length):
    state.builder.add_span(part, kepu.Span(int(paragraph), int(offset), int(length)), field=field)


def do_set_check(state, part, field, looked, by, when):
    state.builder.set_check(part, member(kepu.Check, looked), by=by, when=when, field=field)


def do_remove_provenance(state, part, field):
    state.builder.remove_provenance(part, field=field)


def do_reviewer(state, by, when):
    state.builder.set_reviewer(by, when)


def do_confirm(state, part, field):
    state.builder.confirm(part, field=field)


def do_undo(state, part):
    state.builder.undo(part)


def do_set_fact(state, part, name, value):
    state.builder.set_fact(part, name, value)


def do_changes(state):
    state.changes(state.plan)


def do_doubts(state):
    state.found(state.plan.doubts())


def do_doubts_csv(state, language, *bom):
    state.made = state.plan.doubts().to_csv(state.plan, member(kepu.Language, language), bom=bool(bom))


def do_doubts_json(state, language):
    state.made = state.plan.doubts().to_json(state.plan, member(kepu.Language, language))


def do_onto(state, text):
    loaded(state, kepu.import_notice(text.encode()).plan.onto(state.plan))


def do_finish(state):
    state.plan = state.builder.finish()
    state.findings = state.plan.findings


# ---- operations: lifetimes and misuse ----


def do_keep(state, what, *id):
    things = {"node": lambda: state.plan.node(*id), "units": lambda: state.plan.units, "matrix": lambda: state.matrix,
              "findings": lambda: state.findings, "segments": lambda: state.notice.segments, "regions": lambda: state.regions,
              "progress": lambda: state.progress, "scheme": lambda: state.scheme, "score": lambda: state.score,
              "explanation": lambda: state.explanation}
    KEPT.append(things[what]())


def do_drop(state):
    """Let go of all but what is kept; what was released would be written over then."""
    state.plan = state.findings = state.matrix = state.notice = state.builder = state.regions = state.data = state.progress = state.rollup = None
    state.scheme = state.scheme_builder = state.inputs = state.score = state.explanation = None
    for _ in range(20):
        kepu.import_notice(NOTICE)


def do_kept(state):
    for thing in KEPT:
        if isinstance(thing, kepu.Node):
            state.node(thing)
            state.words("plan", [quoted(thing.plan.uid)])
            state.words("unit-names", [quoted(each.unit.name) for each in thing.assignments])
        elif isinstance(thing, kepu.Matrix):
            state.table(thing)
        elif isinstance(thing, kepu.Findings):
            state.found(thing)
        elif isinstance(thing, kepu.Regions):
            figures.say_regions(state, thing)
        elif isinstance(thing, kepu.Progress):
            figures.say_progress(state, thing)
        elif isinstance(thing, kepu.Scheme):
            scores.say_elements(state, thing)
        elif isinstance(thing, kepu.Score):
            scores.say_score(state, thing)
        elif isinstance(thing, kepu.Explanation):
            state.text("why", thing[0].text(kepu.Language.ZH))
        else:
            state.line(f"  {len(thing)}: {' '.join(str(getattr(each, 'id', int(getattr(each, 'kind', 0)))) for each in thing)}")


def do_collect(state, _):
    gc.collect()
    held = [thing for thing in gc.get_objects() if isinstance(thing, _core.Owned) and thing._release is _core.raw.kepu_plan_unref]
    state.line(f"  plans: {len(held)}")


def do_forget(state):
    """What was kept goes, as part of a ring that only a collector finds."""
    ring = list(KEPT)
    ring.append(ring)
    KEPT.clear()


def do_close(state, what):
    getattr(state, what.replace("-", "_")).close()


def do_threads(state, number, operation):
    """The same in many threads at once; printed once, for it is the same."""
    twins = [copy.copy(state) for _ in range(int(number))]
    start = threading.Barrier(len(twins))

    def work(twin):
        start.wait()
        for _ in range(10):
            twin.out = []
            operation_of(operation)(twin)

    workers = [threading.Thread(target=work, args=[twin]) for twin in twins]
    for twin, worker in zip(twins, workers):
        twin.out = []
        worker.start()
    for worker in workers:
        worker.join()
    same = all(twin.out == twins[0].out for twin in twins)
    state.out += twins[0].out if same else ["  the threads have read different things"]


def do_race(state):
    """One builder in two threads: each call goes through or is refused."""
    counts = [[0, 0], [0, 0]]

    def work(count):
        for _ in range(2000):
            try:
                state.builder.add_unit("某单位")
                count[0] += 1
            except kepu.BusyError:
                count[1] += 1

    workers = [threading.Thread(target=work, args=[count]) for count in counts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    added, refused = (sum(numbers) for numbers in zip(*counts))
    units = len(state.builder.finish().units)
    state.line(f"  calls: {added + refused}, units that are not as many as calls that went through: {units - added}")


SCHEME = "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'><yes-no/></criterion></scheme>"


def do_wrong_handle(state):
    """Each of the wrong kind."""
    tries = {"a matrix of a node": lambda: kepu.Matrix._made(state.plan.nodes[0], False),
             "a matrix of nothing": lambda: kepu.Matrix._made(None, False),
             "a builder of nothing": lambda: kepu.Builder.from_plan(None),
             "the row of nothing": lambda: state.plan.matrix().row_of(None),
             "a builder of a matrix": lambda: kepu.Builder.from_plan(state.plan.matrix()),
             "a page with a plan as findings": lambda: state.plan.to_html(state.plan),
             "a selection of units as nodes": lambda: state.plan.matrix().select(state.plan.units),
             "the row of a unit": lambda: state.plan.matrix().row_of(state.plan.units[0]),
             "figures of a node": lambda: kepu.Data(state.plan.nodes[0]),
             "progress by a matrix": lambda: state.plan.progress(state.plan.matrix()),
             "regions from nothing": kepu.Regions,
             "a progress from nothing": kepu.Progress,
             "inputs of a plan": lambda: kepu.Inputs(state.plan),
             "a check with a plan": lambda: kepu.Scheme.loads(SCHEME).check(state.plan),
             "figures of a plan that is not judged": lambda: kepu.Inputs(kepu.Scheme.loads(SCHEME)).add_progress(state.plan),
             "totals of a plan": lambda: kepu.Inputs(kepu.Scheme.loads(SCHEME)).add_rollup(state.plan),
             "a scheme from nothing": kepu.Scheme,
             "a score from nothing": kepu.Score,
             "an explanation from nothing": kepu.Explanation,
             "a node from nothing": kepu.Node,
             "a plan from nothing": kepu.Plan,
             "a plan of a number": lambda: kepu.Plan.loads(5),
             "an id that is a number": lambda: state.plan.node(5)}
    for name, attempt in tries.items():
        try:
            attempt()
        except TypeError:
            continue
        state.line(f"  accepted: {name}")
    state.line("  all others are refused")


def operation_of(word):
    name = "do_" + word.replace("-", "_")
    return globals().get(name) or getattr(figures, name, None) or getattr(scores, name, None)


def run(words, state):
    """False where Python has no such operation."""
    operation = operation_of(words[0])
    if operation is None:
        return False
    try:
        operation(state, *words[1:])
    except kepu.ClosedError:
        state.line("refused")
    except kepu.KepuError as error:
        state.error(error)
    return True


def play(text):
    """What the case prints now."""
    with tempfile.TemporaryDirectory(prefix="kepu-conformance-") as folder:
        state = State(folder)
        try:
            return transcripts.played(text, lambda words: run(words, state), state)
        finally:
            KEPT.clear()


if __name__ == "__main__":
    os.chdir(ROOT)
    transcripts.main("python", play)
