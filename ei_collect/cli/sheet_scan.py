"""`ei-collect sheets scan FILE...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named
from ei_collect.operations.scans import SAID, BroughtIn, Outcome, bring_in


def register_scan(verbs: Commands) -> None:
    """Declare `sheets scan`."""
    scan = command(verbs, "scan", "read scans and photos of sheets, for whoever keys them", _scan)
    scan.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF, JPEG, PNG, HEIC or WebP")
    scan.add_argument("--project", required=True, metavar="SLUG", help="whose sheets they are")


def _scan(arguments: argparse.Namespace, installation: Installation) -> int:
    scope = project_named(installation, arguments.project).scope
    told = []
    for page in bring_in(installation, scope, ((str(path), path) for path in arguments.files)):
        print(_line(page), flush=True)
        told.append(page)
    print(f"{sum(page.scan_id is not None for page in told)} pages kept, {sum(map(_doubted, told))} boxes in doubt")
    return int(any(page.outcome is Outcome.REFUSED for page in told))


def _line(page: BroughtIn) -> str:
    if page.refused:
        return f"{page.file}: refused, it {page.refused.what} [{page.refused.code}] {page.refused.mend}"
    reading = page.reading
    named = f"sheet {shown_sheet_code(reading.code)} page {reading.page}, " if reading and reading.code else ""
    boxes = f", {page.boxes} boxes, {_doubted(page)} in doubt" if page.outcome is Outcome.READ else ""
    return f"{page.file} page {page.number}: {named}{SAID[page.outcome]}{boxes}"


def _doubted(page: BroughtIn) -> int:
    return page.boxes - page.sure
