"""`ei-collect pack ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import build_pack, copy_pack
from ei_collect.operations.projects import project_named


def register(commands: Commands) -> None:
    """Declare the verbs of `pack`."""
    verbs = group(commands, "pack", "what the community forum works from")
    about = "build a pack: pack.html, pack.pdf, candidates.csv and pack.json"
    build = command(verbs, "build", about, _build, hands_out=True)
    build.add_argument("--project", required=True, help="the project's slug")
    build.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to put the files")
    build.add_argument(
        "--with-suggestions", action="store_true", help="a draft pack that lets in suggestions nobody has confirmed"
    )


def _build(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    built = build_pack(installation, project, with_suggestions=arguments.with_suggestions)
    arguments.mentioned = {"pack_id": built.id}
    for path in copy_pack(built, arguments.to):
        print(path)
    print(f"pack {built.id}: {len(built.pack.candidates)} candidates")
    for notice in built.pack.notices:
        print(f"please note: {notice}")
    return 0
