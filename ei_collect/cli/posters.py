"""`ei-collect posters ...`."""

import argparse
from datetime import date
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.errors import InputError
from ei_collect.operations.asking import asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.placing import all_places, places_named, whole_wards
from ei_collect.operations.postering import Batch, make_posters
from ei_collect.operations.printing import Form, print_posters
from ei_collect.places.place import Place
from ei_collect.places.poster import address_of
from ei_collect.places.printing import Paper
from ei_collect.projects.project import Project


def register(commands: Commands) -> None:
    """Declare the verbs of `posters`."""
    verbs = group(commands, "posters", "printed codes that lead to a survey, each in one place")
    make = command(verbs, "make", "make posters and print them into a folder; a second time the same ones", _make)
    make.add_argument("--survey", required=True, metavar="SLUG")
    where = make.add_mutually_exclusive_group(required=True)
    where.add_argument("--place", action="append", metavar="CODE", help="a place; again for each")
    where.add_argument("--places", action="store_true", help="one for each place of the project that is in use")
    where.add_argument("--wards", action="store_true", help="one for each ward of the town")
    make.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to put the files")
    make.add_argument("--batch", help="a name for posters made at once, by which they are told apart (today's date)")
    make.add_argument(
        "--language", action="append", metavar="CODE", help="to print in, the first one largest; again for each"
    )
    make.add_argument("--paper", action="append", choices=[*Paper], help="what to print on, again for each (a4)")
    make.add_argument("--format", action="append", choices=[*Form], help="kind of file, again for each (pdf)")
    make.add_argument("--from", dest="starts", type=date.fromisoformat, metavar="DAY", help="YYYY-MM-DD (today)")
    make.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="YYYY-MM-DD, the last day")


def _make(arguments: argparse.Namespace, installation: Installation) -> int:
    asked = asking(installation, arguments.survey)
    languages = tuple(dict.fromkeys(arguments.language or [asked.survey.language]))
    starts = arguments.starts or today()
    batch = Batch(arguments.survey, arguments.batch or today().isoformat(), languages, starts, arguments.until)
    posters = make_posters(installation, asked.project, batch, _where(arguments, installation, asked.project))
    papers = [Paper(each) for each in dict.fromkeys(arguments.paper or [Paper.A4])]
    forms = [Form(each) for each in dict.fromkeys(arguments.format or [Form.PDF])]
    for path in print_posters(installation, posters, papers, forms, arguments.to):
        print(path)
    for poster in posters:
        print(f"{poster.latest.place.code}: {address_of(installation.config.base_url, poster.code)}")
    print(f"batch {batch.name}: {len(posters)} posters")
    return 0


def _where(arguments: argparse.Namespace, installation: Installation, project: Project) -> tuple[Place, ...]:
    if arguments.wards:
        return whole_wards(installation, project)
    if arguments.place:
        return places_named(installation, project, tuple(dict.fromkeys(arguments.place)))
    there = [place for place in all_places(installation, project) if place.is_active(arguments.starts or today())]
    if not there:
        mend = "Import them: ei-collect places import."
        raise InputError.of("places-none", "has no places in use", where=f"project {project.slug}", mend=mend)
    return tuple(there)
