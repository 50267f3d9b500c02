"""`ei-collect project ...`."""

import argparse
from datetime import date
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.operations.settings import load_settings
from ei_collect.projects.project import HelpLine


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
    add.add_argument("--ends", type=date.fromisoformat, help="YYYY-MM-DD, the last day for answers and changes")
    add.add_argument("--places", default="bristol", help="the set of wards; bristol is shipped")
    _add_trust(add)
    change = command(verbs, "set", "change facts of a project, by a YAML file that names those to change", _set)
    change.add_argument("slug")
    change.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE.yaml")


def _add_trust(add: argparse.ArgumentParser) -> None:
    """The options about what the first page tells people."""
    add.add_argument("--controller", default="", help="who is responsible for the data: name and address")
    add.add_argument("--minimum-age", type=int, default=16)
    add.add_argument(
        "--recall-until", type=date.fromisoformat, help="YYYY-MM-DD, from when printed copies cannot be called back"
    )
    add.add_argument(
        "--help-line",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "ADDRESS"),
        help="local help, again for each: a name and tel:..., https:... or words",
    )


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
            controller=arguments.controller,
            minimum_age=arguments.minimum_age,
            recall_until=arguments.recall_until,
            help_lines=tuple(HelpLine(name, address) for name, address in arguments.help_line),
        ),
    )
    arguments.mentioned = {"project": project.id}
    print(f"project {project.slug} is there ({project.id})")
    return 0


def _set(arguments: argparse.Namespace, installation: Installation) -> int:
    settings = load_settings(arguments.file)
    project = set_project(installation, arguments.slug, settings)
    print(f"project {project.slug} is changed: {', '.join(settings)}")
    return 0
