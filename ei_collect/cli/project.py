"""`ei-collect project ...`."""

import argparse
from datetime import date

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project


def register(commands: Commands) -> None:
    """Declare the verbs of `project`."""
    verbs = group(commands, "project", "a town's or a partner's round of listening")
    add = command(verbs, "add", "make a project", _add)
    add.add_argument("slug")
    add.add_argument("--name", required=True)
    add.add_argument("--languages", default="en", help="codes with commas between, such as en,ar,so,pl")
    add.add_argument("--contact", required=True, help="how a respondent reaches the team")
    add.add_argument("--wave", default="1")
    add.add_argument("--starts", type=date.fromisoformat, help="YYYY-MM-DD")
    add.add_argument("--ends", type=date.fromisoformat, help="YYYY-MM-DD")
    add.add_argument("--places", default="bristol", help="the set of wards; bristol is shipped")


def _add(arguments: argparse.Namespace, installation: Installation) -> int:
    project = add_project(
        installation,
        NewProject(
            slug=arguments.slug,
            name=arguments.name,
            languages=tuple(code.strip() for code in arguments.languages.split(",") if code.strip()),
            contact=arguments.contact,
            wave=arguments.wave,
            starts_on=arguments.starts,
            ends_on=arguments.ends,
            place_set=arguments.places,
        ),
    )
    print(f"project {project.slug} is there ({project.id})")
    return 0
