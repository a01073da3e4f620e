"""The cases as files: how they are read, played, compared and counted by the runner in Python and by the table."""
import difflib
import os
import re
import sys
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
RESULTS = Path(os.environ.get("KEPU_BUILD", HERE.parents[1] / "build")) / "conformance"
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\ufeff": "\\ufeff"}
MEANT = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", '"': '"'}


class Missing(Exception):
    """An operation that a language does not have."""


class Case:
    """A file NUMBER-NAME.case: what it is about in its head, then operations with what they print."""

    def __init__(self, path):
        self.number, self.name = path.stem.split("-", 1)
        self.text = path.read_text(encoding="utf-8")
        self.feature = re.match(r"# feature: (.*)\n", self.text).group(1)


def cases():
    return [Case(path) for path in sorted(CASES.glob("*.case"))]


def escaped(text, in_quotes):
    made = "".join(ESCAPES.get(letter, letter) for letter in text)
    return made.replace('"', '\\"') if in_quotes else made


def words_of(line):
    """Words stand between blanks; a text stands in quotes, - is none."""
    words = []
    for text, bare in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line):
        if bare:
            words.append(None if bare == "-" else bare)
        else:
            words.append(re.sub(r"\\(.)", lambda m: MEANT[m.group(1)], text))
    return words


def played(text, run, state):
    """The case with what its operations print now."""
    for line in text.splitlines():
        if line.startswith("# "):
            state.line(line)
        elif line.startswith("> "):
            state.line(line)
            words = words_of(line[2:])
            if not run(words):
                raise Missing(words[0])
    return "".join(f"{line}\n" for line in state.out)


def outcome(case, play, write):
    """pass, fail or skip, and why."""
    try:
        given = play(case.text)
    except Missing as missing:
        return "skip", f"there is no operation {missing}"
    except Exception:  # a case that cannot be played to its end has failed, the others go on
        traceback.print_exc()
        return "fail", "ends in an exception"
    if given == case.text:
        return "pass", ""
    if write:
        (CASES / f"{case.number}-{case.name}.case").write_text(given, encoding="utf-8")
        return "pass", ""
    sys.stdout.writelines(difflib.unified_diff(case.text.splitlines(True), given.splitlines(True), f"{case.name}: expected", "given"))
    return "fail", "prints something else"


def main(language, play):
    """Run all cases, or those that are named; --write puts what they print into their files, to be looked over."""
    write, wanted = "--write" in sys.argv, {word for word in sys.argv[1:] if word.isdigit()}
    path = RESULTS / f"{language}.tsv"
    path.unlink(missing_ok=True)
    results = [(case, *outcome(case, play, write)) for case in cases() if not wanted or case.number in wanted]
    if not wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text("".join(f"{case.number}\t{case.feature}\t{result}\t{why}\n" for case, result, why in results), encoding="utf-8")
        fresh.replace(path)
    failed = [case.number for case, result, _ in results if result == "fail"]
    print(f"{language}: {len(results)} cases, {sum(result == 'skip' for _, result, _ in results)} skipped, {len(failed)} failed")
    sys.exit(1 if failed or not results else 0)
