"""People who answer the survey with a question of every kind, and what must be kept of it."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import func, select

from ei_collect.answering.form import Form, cleaned, read_form
from ei_collect.answering.response import Response, Value
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.store.tables import metadata
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml
from tests.web.visits import Visitor

START = f"/en/s/{SLUG}"
SECTIONS = tuple(FILLED_IN)


@dataclass(frozen=True)
class Scene:
    """The app with that survey published."""

    installation: Installation
    project: Project
    version: PublishedVersion
    app: Flask

    def person(self, *, cookies: bool = True) -> Visitor:
        """Somebody with a browser of their own."""
        return Visitor(self.app.test_client(use_cookies=cookies))

    def kept(self) -> list[Response]:
        """Every response to it."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, SLUG))

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.installation.database.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }

    def everything(self) -> str:
        """All that stands in the tables, as one text."""
        with self.installation.database.reading() as connection:
            return str([connection.execute(select(table)).all() for table in metadata.sorted_tables])


@contextmanager
def scene_of(
    installation: Installation, project: Project, languages: tuple[str, ...] = ("en", "ar", "so")
) -> Iterator[Scene]:
    """That survey in these languages, without catalogues: the words of the interface are the source's."""
    ship_wards(installation)
    version = publish_yaml(installation, project, EVERY_KIND, languages=languages)
    app = create_app(replace(installation.config, translations=installation.config.data))
    app.testing = True
    with closing(app.extensions[KEY].database):
        yield Scene(installation, project, version, app)


def answers(person: Visitor, section: str, form: Form | None = None) -> Visitor:
    """Fill in the page of this section, without pressing anything."""
    assert at(person) == section
    typed = FILLED_IN[section] if form is None else form
    return person.fills_in(**{f"field_{name}": list(values) for name, values in typed.items()})


def answers_all(person: Visitor, changes: Mapping[str, Form] = {}) -> Visitor:
    """From the start page to the page where everything is checked; `changes` are other forms, by section."""
    person.begins(SLUG)
    for section in SECTIONS:
        answers(person, section, {**FILLED_IN[section], **changes.get(section, {})}).presses()
    assert at(person) == "send"
    return person


def at(person: Visitor) -> str:
    """Where the form on the page leads: the code of its section, or `send`. The address may be that of the one before."""
    return person.form_leads_to.rpartition("/")[2]


def expects_typed(person: Visitor, section: str) -> None:
    """See that the page of a section holds everything that was filled in there."""
    assert at(person) == section
    on_page = {name: values for name, values in person.form().items() if name in FILLED_IN[section]}
    assert {name: [value.replace("\r\n", "\n") for value in values] for name, values in on_page.items()} == {
        name: values for name, values in FILLED_IN[section].items() if name in on_page
    }
    assert set(on_page) == set(FILLED_IN[section])


def code_of(person: Visitor) -> str:
    """The code that the browser remembers."""
    cookie = person.client.get_cookie(f"ei_{SLUG}")
    assert cookie
    return str(cookie.value)


def opens_with(person: Visitor, code: str, language: str = "en") -> Visitor:
    """Type a code as somebody who wrote it down types it."""
    return person.opens(f"/{language}/r").fills_in(field_code=code.lower().replace("-", " ")).presses()


def said(version: PublishedVersion, changes: Mapping[str, Form] = {}) -> dict[str, Value]:
    """What the filled-in forms say, question by question, where other forms stand in `changes`."""
    found: dict[str, Value] = {}
    for section in version.survey.sections:
        form = cleaned({**FILLED_IN[section.code], **changes.get(section.code, {})}, section.questions)
        reading = read_form(section.questions, form, "en", {})
        assert reading.findings == ()
        found |= {code: answer.value for code, answer in reading.answers.items()}
    return found


def values(response: Response) -> dict[str, Value]:
    """What a response says, question by question."""
    return {code: answer.value for code, answer in response.submission.answers.items()}
