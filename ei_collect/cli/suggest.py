"""`ei-collect suggest`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command
from ei_collect.coding.loading import load_codebook
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named
from ei_collect.operations.suggesting import suggest


def register(commands: Commands) -> None:
    """Declare `suggest`."""
    verb = command(commands, "suggest", "suggest codes for a project's open answers; people decide on them", _suggest)
    verb.add_argument("--project", required=True, help="the project's slug")
    verb.add_argument("--codebook", type=Path, metavar="FILE", help="let the project use this codebook from now on")


def _suggest(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    if arguments.codebook:
        use_codebook(installation, project.scope, load_codebook(arguments.codebook))
    new = suggest(installation, project)
    print(f"{new} new {'suggestion' if new == 1 else 'suggestions'} in {project.slug}, for a person to take or reject")
    return 0
