"""A town with something behind every address: surveys, answers in every state, texts, codings, a pack, and its staff."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from random import Random

from flask import Flask
from sqlalchemy import String, select

from ei_collect.answering.receipts import ALPHABET, normalise
from ei_collect.coding.coding import PlaceSpokenOf, Scale, Stance
from ei_collect.coding.spans import whole
from ei_collect.config import Config
from ei_collect.errors import InputError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.coding import apply_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import build_pack
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.suggesting import suggest
from ei_collect.operations.throttling import Throttle
from ei_collect.store import tables
from ei_collect.store.database import open_database
from ei_collect.store.members import set_password
from ei_collect.store.places import put_postcodes
from ei_collect.store.texts import find_text
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from ei_collect.web.proving import THROTTLE
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import publish_yaml
from tests.coded import Town, settle
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague

OFFERED = ("en", "ar", "so", "pl")
KNOWN_AT_MOST = 40
SAID = (
    "The bus number 7 never arrives.",
    "I feel safe; people are friendly.",
    "\u202eThe police\u202c are <b>late</b>",
)
CODES = 6
"""How many respondents' codes are in use at once."""


@dataclass
class FuzzedTown:
    """The app, and what can stand in its addresses: the name of a part to the values that lead somewhere."""

    app: Flask
    installation: Installation
    town: Town
    version: PublishedVersion
    session: str
    token: str
    codes: list[str]
    known: dict[str, list[str]] = field(default_factory=dict)

    def stay_signed_in(self) -> None:
        """Sign in again where one of the requests has ended the session."""
        client = self.app.test_client()
        client.set_cookie("staff", self.session)
        if Colleague(client).opens("/staff/").status_code != 200:
            self.app.extensions[THROTTLE] = Throttle()  # whatever was mistaken until now
            _sign_in(self)

    def look_around(self) -> None:
        """Learn the ids that are there now: some are gone since the last time, and others are new."""
        with self.installation.database.reading() as connection:
            for name, table in IDS.items():
                rows = connection.scalars(select(table.c.id.cast(String)).order_by(table.c.id).limit(KNOWN_AT_MOST))
                self.known[f"{name}_id"] = list(rows)


IDS = {
    "text": tables.texts,
    "suggestion": tables.suggestions,
    "coding": tables.codings,
    "excerpt": tables.excerpts,
    "pack": tables.packs,
    "recording": tables.recordings,
}


def fresh_code(random: Random) -> str:
    """A respondent's code that this chance gives, other than `mint`, of which nobody can tell what it gives."""
    while True:
        body = "".join(random.choice(ALPHABET) for _ in range(15))
        for check in ALPHABET:
            try:
                return normalise(body + check)
            except InputError:
                continue


@contextmanager
def fuzzed_town(config: Config, random: Random) -> Iterator[FuzzedTown]:
    """The town over a fresh database. Its app answers faults as it would in service: with a page, not with a trace."""
    app = create_app(replace(config, translations=config.data))
    with closing(open_database(config.database_url)) as database, closing(app.extensions[KEY].database):
        installation = Installation(config, database)
        project = add_project(
            installation, NewProject("bristol", "Everyday Bristol", OFFERED, "team@example.org", demonstration=True)
        )
        town = settle(installation, project)
        version = publish_yaml(installation, project, EVERY_KIND, languages=OFFERED)
        _settle_staff(town)
        made = FuzzedTown(app, installation, town, version, "", "", [fresh_code(random) for _ in range(CODES)])
        _sign_in(made)
        made.known = _addresses(made)
        made.look_around()
        yield made


def _settle_staff(town: Town) -> None:
    """Words, codings of them, suggestions, a pack; and a password for the researcher."""
    installation, scope = town.installation, town.project.scope
    for said in SAID * 3:
        text_id = town.hears(said, place="the library")
        with installation.database.reading() as connection:
            text = find_text(connection, scope, text_id)
        assert text
        apply_code(
            installation,
            scope,
            town.researcher,
            text_id,
            span=whole(text.body),
            code="buses",
            stance=Stance.BARRIER,
            scale=Scale.CITY,
            dimensions=("spatial",),
            place=PlaceSpokenOf(),
            memo="",
        )
    suggest(installation, town.project)
    build_pack(installation, town.project)
    with installation.database.writing() as connection:
        set_password(connection, town.researcher.id, PASSWORD_HASH)
        put_postcodes(connection, "bristol", {"BS11AA": "E05010885"})


def _sign_in(made: FuzzedTown) -> None:
    colleague = Colleague(made.app.test_client())
    assert colleague.signs_in(made.town.researcher.email).status_code == 302
    token = re.search(r'name="csrf_token" value="([^"]+)"', colleague.opens("/staff/bristol/packs").text)
    cookie = colleague.client.get_cookie("staff")  # only now does the session know of the token
    assert cookie
    assert token
    made.session, made.token = cookie.value, token[1]


def _addresses(made: FuzzedTown) -> dict[str, list[str]]:
    sections = [section.code for section in made.version.survey.sections]
    client = made.app.test_client()
    client.set_cookie("staff", made.session)
    candidates = re.findall(r"/candidates/(\w+)", Colleague(client).opens("/staff/bristol/candidates").text)
    return {
        "lang": [*OFFERED * 80, *LANGUAGES],
        "slug": ["every-kind"] * 20 + ["day"] * 2 + ["nowhere"],
        "code": [
            *sections * 25,
            "the_place",
            "check",
            "send",
            "thanks",
            "consent",
            "change",
            "leave",
            "later",
            "voice",
        ],
        "project": ["bristol"] * 12 + ["elsewhere"],
        "candidate_id": candidates[:KNOWN_AT_MOST],
        "name": ["pack.html", "candidates.csv", "pack.json", "pack.pdf"],
        "ending": ["csv", "xlsx"],
        "filename": ["ward.js", "coding.js", "resident.css", "leave.js"],
    }
