"""``python -m kepu``: a notice to a plan file, a plan's outline, its matrix. The command ``kepu`` does more."""

from __future__ import annotations

import argparse
import sys
from typing import List, Optional

from . import KepuError, Language, Role, __version__, import_notice, library_version, load, save_bytes

_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPANT)


def _import(options: argparse.Namespace) -> None:
    with import_notice(options.file, uid=options.uid) as notice:
        for finding in notice.findings:
            place = f"{finding.line}: " if finding.line else ""
            print(f"{options.file}:{place}{finding.message(options.lang)}", file=sys.stderr)
        if options.output:
            notice.plan.save(options.output)
        else:
            sys.stdout.buffer.write(notice.plan.to_bytes())


def _show(options: argparse.Namespace) -> None:
    plan = load(options.file)
    print(plan.title or plan.uid or "")
    for node in plan.nodes:
        print("  " * (node.level - 1) + " ".join(filter(None, (node.path, node.title))))
        for role in _ROLES:
            names = [assignment.unit.name for assignment in node.assignments if assignment.role is role]
            if names:
                print("  " * node.level + f"{role.name.lower()}: " + "、".join(names))


def _matrix(options: argparse.Namespace) -> None:
    table = load(options.file).matrix(inherited=options.inherited).to_csv(bom=options.bom)
    if options.output:
        save_bytes(options.output, table)
    else:
        sys.stdout.buffer.write(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kepu", description="Plans for science literacy.")
    parser.add_argument("--version", action="version", version=f"kepu {__version__}, libkepu {library_version()}")
    parser.add_argument("--lang", choices=("zh", "en"), default="en", help="language of messages")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("import", help="read a notice and write the plan")
    command.add_argument("file", help="the notice, plain text")
    command.add_argument("-o", "--output", help="the plan file; without it the plan goes to standard output")
    command.add_argument("--uid", help="uid of the plan")
    command.set_defaults(run=_import)

    command = commands.add_parser("show", help="print a plan's outline with its units")
    command.add_argument("file", help="the plan file")
    command.set_defaults(run=_show)

    command = commands.add_parser("matrix", help="print who answers for what, as CSV")
    command.add_argument("file", help="the plan file")
    command.add_argument("-o", "--output", help="the CSV file")
    command.add_argument("--inherited", action="store_true", help="what a section says holds for what stands under it")
    command.add_argument("--bom", action="store_true", help="begin with a byte order mark, for spreadsheets")
    command.set_defaults(run=_matrix)
    return parser


def main(arguments: Optional[List[str]] = None) -> int:
    """Run a command; 1 where the library says no."""
    options = _parser().parse_args(arguments)
    options.lang = Language.ZH if options.lang == "zh" else Language.EN
    try:
        options.run(options)
    except KepuError as error:
        place = ":".join(str(part) for part in (error.file or options.file, error.line, error.column) if part)
        print(f"{place}: {error.message(options.lang)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # nobody reads any more, and nobody wants to hear of it
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
