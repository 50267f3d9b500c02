"""`ei-collect photos export` and `photos sheet`."""

import argparse
import sys
from pathlib import Path

from ei_collect.answering.photographs import Showing
from ei_collect.cli.command import Commands, command
from ei_collect.forum.photo_sheet import MOST_A_PAGE
from ei_collect.operations.installation import Installation
from ei_collect.operations.photo_exporting import export_photos
from ei_collect.operations.photo_showing import photo_sheet
from ei_collect.operations.projects import project_named
from ei_collect.operations.tables import in_place_of


def register_exports(verbs: Commands) -> None:
    """Declare what takes photos away."""
    export = command(verbs, "export", "write photos as a ZIP with a table and a contact sheet", _export, hands_out=True)
    export.add_argument("--project", required=True, help="the project's slug")
    export.add_argument(
        "--showing",
        required=True,
        choices=[*Showing],
        help="for whom: every photo for research; for the others what its maker and staff allow",
    )
    export.add_argument("--to", required=True, type=Path, metavar="FILE.zip")
    sheet = command(verbs, "sheet", "print the photos for the forum, as PDF", _sheet, hands_out=True)
    sheet.add_argument("--project", required=True, help="the project's slug")
    sheet.add_argument("--per-page", type=int, default=2, choices=range(1, MOST_A_PAGE + 1), help="(%(default)s)")
    sheet.add_argument("--to", required=True, type=Path, metavar="FILE.pdf")


def _export(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    export = export_photos(installation, project, Showing(arguments.showing), arguments.to)
    for finding in export.findings:
        print(f"ei-collect: {finding}", file=sys.stderr)
    made_up = f", of them {export.synthetic} synthetic" if export.synthetic else ""
    print(f"{arguments.to}: {export.photos} {'photo' if export.photos == 1 else 'photos'}{made_up}")
    return 1 if export.findings else 0


def _sheet(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    content = photo_sheet(installation, project, arguments.per_page)
    with in_place_of(arguments.to) as part:
        part.write_bytes(content)
    print(arguments.to)
    return 0
