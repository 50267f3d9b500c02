"""A town to which hostile strings have been done: imported, coded by hand on the pages of staff, worded, put in a pack."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from ei_collect.answering.response import Quotable
from ei_collect.coding.candidates import candidate_id
from ei_collect.coding.coding import OpenText, Scale, Stance
from ei_collect.config import Config
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.importing import import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.database import open_database
from ei_collect.store.members import set_password
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.surveys import publish_yaml
from tests.coded import joins, read_codebook
from tests.exchange import write_rows
from tests.journeys.hostile import by_candidate, codebook, key_of, spoken, survey, titled
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague

STAFF = "/staff/bristol"
EMAIL = "asha@example.org"
HUB = ("hub", Stance.ENABLER, Scale.CITY)
LONGEST_PLACE = 300
CODED = "coded"
PER_TEXT = 200  # a page shows so many codings of a text and not many more


@dataclass(frozen=True)
class Scene:
    """The town and who works there; `folder` is for files."""

    installation: Installation
    app: Flask
    project: Project
    version: PublishedVersion
    colleague: Colleague
    strings: list[str]
    folder: Path

    @property
    def said(self) -> list[str]:
        """The strings that say anything."""
        return spoken(self.strings)

    @property
    def groups(self) -> list[list[str]]:
        """The strings by the candidate behind which they stand."""
        return by_candidate(self.said)

    @property
    def texts(self) -> list[tuple[OpenText, list[str]]]:
        """The texts that were coded, each with the strings that it holds line by line."""
        with self.installation.database.reading() as connection:
            found = {text.source_row: text for text in all_texts(connection, self.project.scope)}
        chunks = [self.said[start : start + PER_TEXT] for start in range(0, len(self.said), PER_TEXT)]
        return [(found[f"{CODED} {number}"], chunk) for number, chunk in enumerate(chunks)]

    def candidate(self, key: tuple[str, Stance, Scale]) -> str:
        """The address of a candidate."""
        return f"{STAFF}/candidates/{candidate_id(self.project.id, key)}"

    def file(self, name: str) -> bytes:
        """A file of the newest pack, as the list of packs leads to it."""
        listed = self.colleague.opens(f"{STAFF}/packs").text
        address = re.search(rf'href="({STAFF}/packs/\w+/{re.escape(name)})"', listed)
        assert address
        content: bytes = self.colleague.opens(address[1]).data
        return content


@contextmanager
def hostile_town(config: Config, strings: list[str], folder: Path) -> Iterator[Scene]:
    """The town with everything done to it, and its app."""
    app = create_app(config)
    app.testing = True
    with closing(open_database(config.database_url)) as database, closing(app.extensions[KEY].database):
        scene = _settled(Installation(config, database), app, strings, folder)
        _import(scene)
        _code(scene)
        _word(scene)
        page = scene.colleague.opens(f"{STAFF}/packs")
        assert scene.colleague.sends(f"{STAFF}/packs", page).status_code == 303
        yield scene


def _settled(installation: Installation, app: Flask, strings: list[str], folder: Path) -> Scene:
    project = add_project(installation, NewProject("bristol", "Everyday Bristol", ("en",), EMAIL, demonstration=True))
    ship_wards(installation)
    use_codebook(installation, project.scope, read_codebook(codebook(len(by_candidate(spoken(strings))))))
    version = publish_yaml(installation, project, survey("hostile"))
    researcher = joins(installation, project, EMAIL, MemberRole.RESEARCHER)
    with installation.database.writing() as connection:
        set_password(connection, researcher.id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    assert colleague.signs_in(EMAIL).status_code == 302
    return Scene(installation, app, project, version, colleague, strings, folder)


def _import(scene: Scene) -> None:
    """A row for each string, as long words, short words and id; and a few rows with many of them."""
    rows = [[f"{number} {string}", string, string] for number, string in enumerate(scene.said)]
    for start in range(0, len(scene.said), PER_TEXT):
        rows.append([f"{CODED} {start // PER_TEXT}", "\n".join(scene.said[start : start + PER_TEXT]), ""])
    path = write_rows(scene.folder / "rows.csv", ["id", "l0", "s0"], *rows)
    report = import_responses(
        scene.installation, scene.project, scene.version, path, {}, quotable=Quotable.ALREADY_PUBLISHED
    )
    assert (report.imported, report.findings) == (len(rows), ())


def _code(scene: Scene) -> None:
    """Each string marked in its text and coded twice, with itself as memo and as the place spoken of.

    The second coding names the place for a few strings only: opposite experiences of a place take many pages.
    """
    numbers = {string: number for number, group in enumerate(scene.groups) for string in group}
    page = scene.colleague.opens(f"{STAFF}/packs")
    for text, strings in scene.texts:
        start = 0
        for string in strings:
            place = {"place_kind": "place", "place_name": string[:LONGEST_PLACE]}
            mark = {"words": string, "memo": string, "start": str(start), "stop": str(start + len(string))}
            for key, where in ((key_of(numbers[string]), place), (HUB, {} if numbers[string] % 20 else place)):
                coded = dict(zip(("code", "stance", "scale"), key, strict=True))
                sent = {"place_kind": "none", **mark, **where, **coded}
                answer = scene.colleague.sends(f"{STAFF}/coding/{text.id}", page, **sent)
                assert answer.status_code == 302, (string, answer.text)
            start += len(string) + 1


def _word(scene: Scene) -> None:
    """Every candidate worded with the strings behind it."""
    page = scene.colleague.opens(scene.candidate(HUB))
    for number, group in enumerate(scene.groups):
        answer = scene.colleague.sends(scene.candidate(key_of(number)), page, title=titled(group))
        assert answer.status_code == 302, (group, answer.text)
