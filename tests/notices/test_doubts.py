#!/usr/bin/env python3
"""Where a damaged notice is read wrongly, a finding says so, and few findings lie on what is right.

Each notice at hand is damaged in one place and read again, many times over (damage.py). A fact of the undamaged reading that is
missing or wrong afterwards, and one that is new, is an error; a finding on its node tells of it, or on the nearest node above
that is still there where the node itself is lost. What was right and lies on an undamaged node shall not lie under a finding.

test_doubts.py [--tuning] [--list KIND]    one kind after the other; --tuning: only those the rules were made for; --list: the errors of
KIND that no finding tells of
Needs the library (KEPU_LIBRARY).
"""
import collections
import json
import os
import random
import sys
import unicodedata
from pathlib import Path

if os.environ.get("KEPU_SANITIZED"):
    print("skipped: Python does not load a library with sanitizers")
    sys.exit(77)
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "bindings" / "python" / "src")]
sys.dont_write_bytecode = True
import damage
import kepu
from test_variants import notices

EDITS = 3  # of each kind in each notice
TOLD = 0.90  # of all errors together, as DISTURBED of all facts
TOLD_HELD_OUT = 0.85  # of those of the kinds held out: many change a letter of a title or a quotation and nothing else
DISTURBED = 0.10
LEAST_KINDS, LEAST_OF_KIND, LEAST_ERRORS = 10, 30, 500


class Fact:
    """What was read of a node (None: of the notice as a whole), and where."""

    def __init__(self, node, value, spans):
        self.node, self.value, self.spans = node, value, spans


class Reading:
    """A notice's facts with their places in the clean text: the paragraphs, one line each."""

    def __init__(self, content):
        notice = kepu.import_notice(content)
        plan = json.loads(notice.plan.to_json())
        lines = [paragraph["text"] for paragraph in plan["source"]["paragraphs"]]
        self.text = "\n".join(lines)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.nodes, self.places, self.facts = {}, {}, []  # id -> parent's id; id -> place of the label
        self.units = {unit["id"]: unit for unit in plan.get("units", [])}
        self.walk(plan.get("nodes", []), None)
        self.read_whole(plan)
        self.findings = [(finding.subject if finding.subject in self.nodes else None, self.span(finding.span)) for finding in notice.findings]
        self.whole = collections.Counter(str(finding) for finding in notice.findings if finding.subject not in self.nodes)
        self.messages = [(finding.name, finding.subject, str(finding)) for finding in notice.findings]
        self.told = {subject for subject, _ in self.findings}

    def span(self, span):
        return (self.starts[span[0]] + span[1], self.starts[span[0]] + span[1] + span[2]) if span else None

    def spans(self, *provenances):
        return [self.span(span) for proof in provenances if proof for span in proof.get("spans", [])]

    def add(self, node, proofs, *value):
        self.facts.append(Fact(node, value, self.spans(*proofs)))

    def walk(self, nodes, parent):
        for node in nodes:
            self.nodes[node["id"]] = parent
            self.places[node["id"]] = self.spans(node["provenance"])[0][0]
            proofs = node["provenance"], node["title_provenance"]
            self.add(node["id"], proofs, "node", node["label"], node.get("title"), node["kind"])
            for given in node.get("assignments", []):
                unit = self.units[given["unit"]]
                self.add(node["id"], [given["provenance"]], "assignment", given["role"], unit["name"], unit.get("canonical"),
                         tuple(unit.get("functions", [])), unit.get("level"))
            for one in node.get("indicators", []):
                value = one["values"][0]
                self.add(node["id"], [one["provenance"]], "indicator", value["quote"], one.get("comparison"), value.get("low"),
                         value.get("high"), one.get("unit"), value.get("time"), one.get("every"), one.get("per"))
            self.walk(node.get("nodes", []), node["id"])

    def read_whole(self, plan):
        for field, entries in plan.get("metadata", {}).items():
            for entry in entries if isinstance(entries, list) else [entries]:
                proof = entry.pop("provenance", None)
                spans = self.spans(proof)
                node = self.node_at(spans[0][0]) if field == "basis" and spans else None  # the superior plan, named in an item
                self.add(node, [proof], field, json.dumps(entry, ensure_ascii=False))
        for phase in plan.get("phases", []):
            spans = self.spans(phase["provenance"])
            self.facts.append(Fact(self.node_at(spans[0][0]), ("phase", phase.get("label"), phase["start"], phase["end"], phase["text"]), spans))

    def node_at(self, place):
        before = [(start, ident) for ident, start in self.places.items() if start <= place]
        return max(before)[1] if before else None


def is_solid(character):
    return not character.isspace() and unicodedata.category(character) != "Cf"  # the reading drops both


class Pair:
    """A reading before and after one edit; nodes are told apart by where their labels stand."""

    def __init__(self, before, text, edit):
        start, end, new = edit
        self.before, self.after = before, Reading((text[:start] + new + text[end:]).encode("utf-8"))
        solid = [place for place, character in enumerate(before.text) if is_solid(character)] + [len(before.text)]
        ahead, gone = (sum(map(is_solid, piece)) for piece in (text[:start], text[start:end]))
        self.head, self.tail = solid[min(ahead, len(solid) - 1)], solid[min(ahead + gone, len(solid) - 1)]
        self.replaced = bool(new.strip()) and gone > 0
        places = {place: ident for ident, place in self.after.places.items()}
        self.now = {ident: places.get(self.moved(place)) for ident, place in before.places.items()}
        self.damaged = {self.now.get(before.node_at(self.head)), self.after.node_at(self.head)}

    def moved(self, place):
        if place < self.head or (place == self.head and self.replaced):
            return place
        return place + len(self.after.text) - len(self.before.text) if place >= self.tail else None

    def level(self, node):
        """Which node a fact of before is told of: where its own is lost, the nearest above."""
        while node is not None and self.now[node] is None:
            node = self.before.nodes[node]
        return None if node is None else self.now[node]

    def errors(self):
        """(node in the reading afterwards, what is wrong) of each fact that is missing, wrong or new."""
        then, now = collections.defaultdict(list), collections.defaultdict(list)
        parents = lambda reading, node: reading.nodes.get(node)
        for fact in self.before.facts:
            lost = fact.node is not None and self.now[fact.node] is None
            parent = parents(self.before, fact.node)
            above = self.now.get(parent, "lost") if fact.value[0] == "node" and parent else None
            then["lost", fact.node if lost else None, self.level(fact.node)].append((*fact.value, above)) if lost else \
                then["kept", None, self.level(fact.node)].append((*fact.value, above))
        for fact in self.after.facts:
            parent = parents(self.after, fact.node)
            now["kept", None, fact.node].append((*fact.value, parent if fact.value[0] == "node" else None))
        found = []
        for key in {**then, **now}:
            missing = list((collections.Counter(then.get(key, [])) - collections.Counter(now.get(key, []))).elements())
            extra = list((collections.Counter(now.get(key, [])) - collections.Counter(then.get(key, []))).elements())
            for name in {value[0] for value in missing + extra}:
                gone, new = ([value for value in side if value[0] == name] for side in (missing, extra))
                longer = gone if len(gone) >= len(new) else new
                found += [(key[2], value, new if longer is gone else gone) for value in longer]
        return found

    def tells(self, node):
        """Whether a finding tells of the node; of the notice as a whole one that was not there before."""
        return node in self.after.told if node is not None else bool(self.after.whole - self.before.whole)

    def right(self):
        """Spans of the facts that are the same as before and lie on nodes that the edit has not touched."""
        then = collections.Counter((self.level(fact.node), fact.value) for fact in self.before.facts)
        return [fact.spans for fact in self.after.facts if fact.node not in self.damaged and then[fact.node, fact.value] > 0]

    def disturbed(self, spans):
        return any(start < last and first < end for start, end in spans for _, place in self.after.findings if place
                   for first, last in [place])


def tally(kind, readings, show):
    """[errors, told of, right facts, disturbed] over seeded edits of one kind"""
    counts = [0, 0, 0, 0]
    for stem, (text, before) in readings.items():
        edits = [(start, end, new) for start, end, new in kind(text) if text[start:end] != new]
        for start, end, new in random.Random(f"{stem} {kind.__name__}").sample(edits, min(EDITS, len(edits))):
            pair = Pair(before, text, (start, end, new))
            errors, right = pair.errors(), pair.right()
            told = [pair.tells(node) for node, *_ in errors]
            counts = [a + b for a, b in zip(counts, (len(errors), sum(told), len(right), sum(map(pair.disturbed, right))))]
            if show and not all(told):
                print(f"\n{stem}: {text[max(0, start - 40):start]}[{text[start:end]}|{new}]{text[end:end + 40]}".replace("\n", "⏎"))
                for (node, value, other), known in zip(errors, told):
                    print("   told " if known else "   ---- ", node, value, other[:1] if not known else "")
    return counts


def share(counts):
    errors, told, right, disturbed = counts
    return f"{errors:5} errors, told of {told / max(errors, 1):.3f}, right facts under findings {disturbed / max(right, 1):.3f}"


def faults(name, counts):
    errors, told, right, disturbed = counts
    least = TOLD_HELD_OUT if name == "held out" else TOLD
    if told < least * errors:
        yield f"{name}: {told / errors:.4f} of the errors are told of, at least {least} must be"
    if disturbed > DISTURBED * right:
        yield f"{name}: {disturbed / right:.4f} of the right facts lie under findings, at most {DISTURBED} may"


def main():
    shown = sys.argv[sys.argv.index("--list") + 1] if "--list" in sys.argv else None
    groups = {"tuning": damage.TUNING} if "--tuning" in sys.argv else {"tuning": damage.TUNING, "held out": damage.HELD_OUT}
    readings = {stem: (text, Reading(text.encode("utf-8"))) for stem, text in notices().items()}
    totals, large = {group: [0, 0, 0, 0] for group in groups}, collections.Counter()
    for group, kinds in groups.items():
        for kind in kinds:
            if shown and kind.__name__ != shown:
                continue
            counts = tally(kind, readings, shown)
            print(f"{group:8} {kind.__name__:22} {share(counts)}", flush=True)
            totals[group] = [a + b for a, b in zip(totals[group], counts)]
            large[group] += counts[0] >= LEAST_OF_KIND
    totals["all"] = [sum(column) for column in zip(*totals.values())]
    for group, counts in totals.items():
        print(f"{group:8} {share(counts)}")
    if shown or "held out" not in groups:
        return
    failed = [fault for group, counts in totals.items() for fault in faults(group, counts)]
    if totals["all"][0] < LEAST_ERRORS or sum(large.values()) < LEAST_KINDS or large["tuning"] > large["held out"]:
        failed.append(f"{totals['all'][0]} errors, kinds with {LEAST_OF_KIND} or more: {dict(large)}: not enough to tell")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
