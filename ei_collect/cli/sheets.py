"""`ei-collect sheets ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.cli.sheet_scan import register_scan
from ei_collect.errors import NotFoundError
from ei_collect.operations.asking import asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.sheets import MOST_AT_ONCE, make_sheets
from ei_collect.operations.sitting import sitting_named


def register(commands: Commands) -> None:
    """Declare the verbs of `sheets`."""
    verbs = group(commands, "sheets", "paper forms, each for one person, to be keyed afterwards")
    make = command(verbs, "make", "print sheets of a survey into a PDF, for one or both sides of A4", _make)
    make.add_argument("--survey", required=True, metavar="SLUG")
    make.add_argument("--language", metavar="CODE", help="to print in (the survey's own)")
    make.add_argument("--count", type=int, default=1, metavar="NUMBER", help=f"how many, at most {MOST_AT_ONCE} (1)")
    make.add_argument("--to", required=True, type=Path, metavar="FILE.pdf")
    make.add_argument("--large-print", action="store_true", help="in large letters, with larger boxes")
    make.add_argument("--sitting", metavar="CODE", help="the sitting that they are for")
    make.add_argument("--batch", default="", help="a name for sheets that are keyed together (today's date)")
    make.add_argument("--project", metavar="SLUG", help="refuse a survey of any other project")
    register_scan(verbs)


def _make(arguments: argparse.Namespace, installation: Installation) -> int:
    asked = asking(installation, arguments.survey)
    scope = asked.project.scope
    if arguments.project not in {None, asked.project.slug}:
        where, mend = f"survey {arguments.survey}", f"It belongs to {asked.project.slug}."
        raise NotFoundError.of("survey-elsewhere", f"is not in {arguments.project}", where=where, mend=mend)
    sitting = sitting_named(installation, scope, arguments.sitting) if arguments.sitting else None
    made = make_sheets(
        installation,
        scope,
        asked.version,
        arguments.language or asked.survey.language,
        count=arguments.count,
        large_print=arguments.large_print,
        sitting_id=sitting.id if sitting else None,
        batch=arguments.batch,
    )
    arguments.to.write_bytes(made.pdf)
    number = len(made.sheets)
    print(f"{arguments.to}: {number} {'sheet' if number == 1 else 'sheets'}, batch {made.sheets[0].batch}")
    return 0
