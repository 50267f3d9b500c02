"""`ei-collect responses ...`."""

import argparse
import sys
from pathlib import Path

from ei_collect.answering.columns import Fact
from ei_collect.answering.response import Quotable
from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.asking import asking
from ei_collect.operations.exporting import Format, export_codings, export_notes, export_responses
from ei_collect.operations.importing import ImportReport, import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_of_survey

GROUNDS = {basis.value.replace("_", "-"): basis for basis in Quotable}


def register(commands: Commands) -> None:
    """Declare the verbs of `responses`."""
    verbs = group(commands, "responses", "answers on their way in and out")
    _register_import(command(verbs, "import", "take in answers that were collected elsewhere", _import))
    _register_export(command(verbs, "export", "write answers or codings for analysis", _export, hands_out=True))


def _register_import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="FILE.csv", help="UTF-8, with a row of headings")
    verb.add_argument("--survey", required=True, metavar="SLUG")
    verb.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="COLUMN=QUESTION",
        help=f"which question, or which of {', '.join(Fact)}, a column is; one for each, none for those called so",
    )
    verb.add_argument(
        "--quotable",
        choices=sorted(GROUNDS),
        default=Quotable.NEVER.value,
        help="on what ground the words may be quoted (%(default)s)",
    )
    verb.add_argument("--synthetic", action="store_true", help="nobody gave these answers; mark them so")
    verb.add_argument("--dry-run", action="store_true", help="check everything and write nothing")


def _register_export(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--survey", required=True, metavar="SLUG")
    verb.add_argument("--format", choices=[*Format], default=Format.CSV.value)
    verb.add_argument("--to", type=Path, required=True, metavar="FILE")
    verb.add_argument("--language", help="of the wordings, such as so; the survey's own where not given")
    verb.add_argument("--labels", action="store_true", help="answers as wordings instead of codes")
    instead = verb.add_mutually_exclusive_group()
    instead.add_argument("--codings", action="store_true", help="the long table of coded excerpts instead")
    instead.add_argument("--notes", action="store_true", help="what interviewers noted instead")


def _pair(given: str) -> tuple[str, str]:
    heading, equals, target = given.rpartition("=")
    if not equals or not heading or not target:
        raise argparse.ArgumentTypeError(f"{given!r} is not COLUMN=QUESTION")
    return heading, target


def _import(arguments: argparse.Namespace, installation: Installation) -> int:
    asked = asking(installation, arguments.survey)
    report = import_responses(
        installation,
        asked.project,
        asked.version,
        arguments.file,
        dict(arguments.map),
        quotable=GROUNDS[arguments.quotable],
        synthetic=arguments.synthetic,
        dry_run=arguments.dry_run,
    )
    for finding in report.findings:
        print(f"ei-collect: {finding}", file=sys.stderr)
    _say(report)
    return 1 if report.findings else 0


def _say(report: ImportReport) -> None:
    print(
        f"rows: {report.imported} imported, {report.unchanged} as before, {report.conflicts} changed since, "
        f"{report.faulty} not usable"
    )
    if report.not_taken:
        print(f"columns not taken: {', '.join(report.not_taken)}")
    if report.dry_run:
        print("dry run: nothing was written")


def _export(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_of_survey(installation, arguments.survey)
    chosen = Format(arguments.format)
    if arguments.codings:
        done = export_codings(installation, project, arguments.survey, arguments.to, format=chosen)
    elif arguments.notes:
        done = export_notes(installation, project, arguments.survey, arguments.to, format=chosen)
    else:
        done = export_responses(
            installation,
            project,
            arguments.survey,
            arguments.to,
            format=chosen,
            language=arguments.language,
            labels=arguments.labels,
        )
    print(f"{done.rows} rows in {', '.join(map(str, done.files))}")
    return 0
