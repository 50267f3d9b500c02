"""The places that the crawler visits: the demonstration, a survey with every kind of question in every language, a round
that is over, one that is not a demonstration, and installations with nothing in them, or that are damaged."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from string import ascii_letters
from textwrap import dedent

from flask import Flask

from ei_collect.config import read_config
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.demonstration import STAFF, Demonstration, set_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import grant
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.members import find_login
from ei_collect.store.migration import upgrade
from ei_collect.store.places import put_postcodes
from ei_collect.survey.definition import Survey
from ei_collect.survey.loading import load_survey
from ei_collect.web.app import create_app
from tests.answering import every_kind
from tests.answering.surveys import DAY, publish_yaml
from tests.conftest import HOME, SECRET
from tests.pictures import PNG
from tests.sounds import MP3

EVERYTHING, OVER, QUIET, PICTURED = every_kind.SLUG, "over", "quiet", "pictured"
"""Surveys: with every kind of question; of a round that is over; in English only, of a project that is no demonstration; the
same with a picture and a reading."""

POSTCODE, WARD = "BS1 1AA", "E05010885"
SHORT = """
    slug: {slug}
    language: en
    title: A short survey
    summary: One question.
    introduction: [Hello.]
    consent: [You can stop.]
    thanks: Thank you.
    roles: {{}}
    sections:
      - code: one
        title: One question
        questions:
          - {{code: why, kind: long_text, label: "What helps?"}}
"""


@dataclass(frozen=True)
class CrawledTown:
    """The app with everything in it, one with nothing in it, and one whose database is damaged."""

    app: Flask
    empty: Flask
    broken: Flask
    installation: Installation
    demonstration: Demonstration
    everything: Project
    survey: Survey


@contextmanager
def crawled_town(folder: Path) -> Iterator[CrawledTown]:
    """A town in a fresh folder, on SQLite: a page is the same whatever keeps its answers."""
    with (
        closing(_app(folder / "town")) as town,
        closing(_app(folder / "empty")) as empty,
        closing(_app(folder / "broken")) as broken,
    ):
        with broken.installation.database.writing() as connection:
            connection.exec_driver_sql("DROP TABLE projects")
        installation = town.installation
        demonstration = set_up(installation)
        everything = _project(installation, "everything", tuple(LANGUAGES), demonstration=True)
        survey = publish_yaml(
            installation, everything, every_kind.EVERY_KIND, languages=tuple(LANGUAGES), translate=as_long_in
        ).survey
        grant(installation, everything.scope, researcher_of(installation), MemberRole.RESEARCHER)
        over = _project(installation, OVER, tuple(LANGUAGES), demonstration=True, ends_on=date(2020, 1, 31))
        publish_yaml(installation, over, SHORT.format(slug=OVER), languages=tuple(LANGUAGES), translate=as_long_in)
        quiet = _project(installation, QUIET, ("en",))
        publish_pictured(folder / "surveys", installation, quiet)
        publish_yaml(installation, quiet, DAY.replace("slug: day", f"slug: {QUIET}"))
        with installation.database.writing() as connection:
            put_postcodes(connection, "bristol", {POSTCODE.replace(" ", ""): WARD})
        yield CrawledTown(town.app, empty.app, broken.app, installation, demonstration, everything, survey)


def publish_pictured(surveys: Path, installation: Installation, project: Project) -> None:
    """A survey whose question has a picture and a reading, which are files beside it."""
    media = surveys / "media" / PICTURED
    (media / "en").mkdir(parents=True)
    (media / "park.png").write_bytes(PNG)
    (media / "en" / "why.mp3").write_bytes(MP3)
    picture = 'What helps?", picture: {file: park.png, alt: A park}}'
    path = surveys / f"{PICTURED}.yaml"
    path.write_text(dedent(SHORT.format(slug=PICTURED)).replace('What helps?"}', picture), encoding="utf-8")
    there = replace(installation, config=replace(installation.config, surveys=surveys))
    publish(there, project.scope, load_survey(path))


def researcher_of(installation: Installation) -> User:
    """The demonstration's."""
    email = next(email for email, (_, role) in STAFF.items() if role is MemberRole.RESEARCHER)
    with installation.database.reading() as connection:
        login = find_login(connection, email)
    assert login is not None
    return login[0]


def as_long_in(words: str, language: str) -> str:
    """Words of a language, as many as `words` has: they mean nothing together, and look as its pages do."""
    known = _words_of(language)
    start = len(words)  # another place in the catalogue for most wordings
    return " ".join(known[(start + number) % len(known)] for number in range(len(words.split())))


@cache
def _words_of(language: str) -> tuple[str, ...]:
    """The words of the interface's catalogue that have no placeholder in them; the language's name where it has none."""
    entries = read_catalogue(HOME / "translations", language, INTERFACE).entries.values()
    own_name = LANGUAGES[language].own_name
    foreign = set("%/" if any(letter in ascii_letters for letter in own_name) else f"%/{ascii_letters}")
    words = [word for entry in entries for text in entry.translations for word in text.split()]
    return tuple(word for word in words if not foreign & set(word)) or (own_name,)


@dataclass(frozen=True)
class _Opened:
    app: Flask
    installation: Installation

    def close(self) -> None:
        self.installation.database.close()


def _app(folder: Path) -> _Opened:
    config = read_config({"EI_DATA": str(folder), "EI_SECRET_KEY": SECRET, "EI_METRICS": "1"})
    app = create_app(config)
    installation: Installation = app.extensions["ei_collect"]
    upgrade(installation.database)
    return _Opened(app, installation)


def _project(
    installation: Installation,
    slug: str,
    languages: tuple[str, ...],
    *,
    demonstration: bool = False,
    ends_on: date | None = None,
) -> Project:
    new = NewProject(
        slug, f"Everyday {slug}", languages, "team@example.org", ends_on=ends_on, demonstration=demonstration
    )
    return add_project(installation, new)
