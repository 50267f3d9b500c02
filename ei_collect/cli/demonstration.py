"""`ei-collect demo`: the whole job with invented respondents, each of whom visits the real app, page by page."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ei_collect.answering.response import Quotable
from ei_collect.cli.command import Commands, command
from ei_collect.cli.serving import serve
from ei_collect.operations.demonstration import Demonstration, hang_posters, set_up
from ei_collect.operations.demonstration_interviews import hold_interviews
from ei_collect.operations.importing import import_responses
from ei_collect.operations.installation import Installation, opened
from ei_collect.operations.packs import build_pack
from ei_collect.operations.suggesting import suggest
from ei_collect.places.poster import Poster, address_of
from ei_collect.store.migration import upgrade
from ei_collect.store.packs import packs_of
from ei_collect.web.rehearsal import rehearse
from ei_collect.web.rehearsal_photos import rehearse_photos

CAPTIONS_SURVEY = "day-in-my-life"


def register(commands: Commands) -> None:
    """Declare `demo`."""
    demo = command(commands, "demo", "the whole job, with invented respondents", _demo, logged=False)
    what = demo.add_mutually_exclusive_group(required=True)
    what.add_argument("--prepare", action="store_true", help="load the demonstration into EI_DATA, once")
    what.add_argument("--serve", action="store_true", help="the same, and then serve it")
    what.add_argument("--captions", type=Path, help="a CSV file of captions already published; with --to")
    demo.add_argument("--to", type=Path, help="the folder for the pack; the database is a scratch one")


def _demo(arguments: argparse.Namespace, installation: Installation) -> int:
    if arguments.prepare or arguments.serve:
        _prepare(installation)
        return serve(installation) if arguments.serve else 0
    with _scratch(installation) as scratch:
        return _whole_job(scratch, arguments.captions, arguments.to or Path("out"))


def _prepare(installation: Installation) -> None:
    upgrade(installation.database)
    demonstration = set_up(installation)
    rehearse(installation, demonstration)
    hold_interviews(installation, demonstration)
    posters = hang_posters(installation, demonstration)
    rehearse_photos(installation, demonstration)
    with installation.database.reading() as connection:
        built = packs_of(connection, demonstration.project.scope)
    if not built:
        suggest(installation, demonstration.project)
        build_pack(installation, demonstration.project, with_suggestions=True)
    _say_what_to_open(installation, demonstration, posters[0])


def _whole_job(installation: Installation, captions: Path, folder: Path) -> int:
    demonstration = set_up(installation)
    project = demonstration.project
    version = next(version for version in demonstration.versions if version.survey.slug == CAPTIONS_SURVEY)
    report = import_responses(installation, project, version, captions, {}, quotable=Quotable.ALREADY_PUBLISHED)
    for finding in report.findings:
        print(finding)
    answered = rehearse(installation, demonstration)
    suggested = suggest(installation, project)
    pack = build_pack(installation, project, with_suggestions=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in pack.files.items():
        shutil.copy(file, folder / name)
    print(
        f"{answered} synthetic respondents answered, {report.imported} captions imported, {suggested} codes suggested."
    )
    print(f"The pack is in {folder}: draft: suggested codes, not yet confirmed by a person.")
    return 1 if report.findings else 0


@contextmanager
def _scratch(installation: Installation) -> Iterator[Installation]:
    """An installation in a folder of its own, gone on leaving."""
    with tempfile.TemporaryDirectory(prefix="ei-collect-demo-") as folder:
        data = Path(folder)
        config = replace(installation.config, data=data, database_url=f"sqlite:///{data / 'ei_collect.sqlite'}")
        with opened(config) as scratch:
            upgrade(scratch.database)
            yield scratch


def _say_what_to_open(installation: Installation, demonstration: Demonstration, poster: Poster) -> None:
    base = installation.config.base_url
    slug = demonstration.project.slug
    print("The demonstration is loaded. Its answers are synthetic: nobody gave them. Once it is served, open")
    print(f"  as a resident:     {base}/")
    print(f"  as a resident who reads Arabic:  {base}/ar/s/city")
    print(f"  as somebody who scans a poster:  {address_of(base, poster.code)}")
    print(f"  as a partner:      {base}/staff/{slug}/sittings")
    print(f"  as an interviewer:  {base}/staff/{slug}/interviews")
    print(f"  as a researcher:   {base}/staff/{slug}/coding")
    print(f"  as who decides about photos:  {base}/staff/{slug}/photos")
    print(f"  as who hangs posters:  {base}/staff/{slug}/posters")
    print(f"  as a facilitator:  {base}/staff/{slug}/packs")
    print(f"The staff's passwords are in {demonstration.accounts}")
