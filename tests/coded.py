"""A small codebook, texts to code with it, and a project in which people have said something: for tests of coding."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

from ei_collect.answering.response import Answer, Missing, Quotable, Submission, Words
from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import Coding, OpenText, PlaceSpokenOf, Scale, Span, Stance
from ei_collect.coding.loading import load_codebook
from ei_collect.coding.spans import excerpt_id, whole
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.ids import new_id
from ei_collect.store.members import add_role, insert_user
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml

CODEBOOK = """
    language: en
    version: "1"
    dimensions:
      - {code: social, name: Social, definition: Being with others.}
      - {code: spatial, name: Spatial}
    policy_spheres:
      - {code: transport, name: Transport}
    sectors: []
    cross_cutting_issues:
      - {code: racism, name: Racism}
    stance_cues:
      en: {enabler: [feel safe, friendly, love], barrier: [don't feel safe, not friendly, never arrives, afraid, late$]}
      ar: {enabler: [أشعر بالأمان], barrier: [لا أشعر بالأمان, أخاف]}
      pl: {enabler: [lubię], barrier: [nie lubię, spóźnia]}
    codes:
      - code: buses
        name: Buses
        definition: Getting about by bus.
        use_when: The passage speaks of a bus.
        not_when: It is about walking.
        dimensions: [spatial]
        policy_sphere: transport
        cues: {en: [bus$, buses, bus number], ar: [حافلة], pl: [autobus], so: [baska]}
      - code: people
        name: People
        definition: How people treat one another.
        use_when: The passage speaks of people.
        not_when: It is about officials.
        dimensions: [social, spatial]
        cues: {en: [people, neighbour, friendly people]}
      - code: police
        name: Police
        definition: The police.
        use_when: The passage speaks of the police.
        not_when: It is about other staff.
        dimensions: [social]
        sensitive: true
        cues: {en: [police]}
"""


def read_codebook(written: str = CODEBOOK) -> Codebook:
    """The codebook that stands inline."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.yaml"
        path.write_text(dedent(written), encoding="utf-8")
        return load_codebook(path)


def text(body: str, number: int = 1, **facts: Any) -> OpenText:
    """A text with this body, by the author with this number, with `facts` instead of the usual ones."""
    usual = {
        "id": f"tx_{number}",
        "response_id": f"rs_{number}",
        "survey_slug": "day",
        "question": "caption",
        "language": "en",
        "quotable": "never",
        "home_ward": None,
        "place_name": "",
        "place_ward": None,
        "source_row": None,
        "synthetic": False,
    }
    return OpenText(body=body, **{**usual, **facts})


def coding(of: OpenText, code: str = "buses", **facts: Any) -> Coding:
    """A coding of a text, of all of it and as a barrier in the city unless `facts` say otherwise."""
    span: Span = facts.pop("span", whole(of.body))
    usual = {
        "id": f"co_{of.id}_{code}",
        "stance": Stance.BARRIER,
        "scale": Scale.CITY,
        "dimensions": ("spatial",),
        "place": PlaceSpokenOf(),
        "memo": "",
        "coder": "Asha",
        "coded_on": date(2026, 11, 22),
    }
    merged = {**usual, **facts}
    return Coding(excerpt_id=excerpt_id(of.id, span), text_id=of.id, span=span, code=code, **merged)


@dataclass(frozen=True)
class Town:
    """A project with Bristol's wards, the survey of a place, a codebook and a researcher."""

    installation: Installation
    project: Project
    version: PublishedVersion
    researcher: User
    numbers: "count[int]"

    def hears(
        self, body: str, *, language: str = "en", quotable: Quotable = Quotable.CONSENTED, place: str = "", **facts: Any
    ) -> str:
        """Somebody says something about a place, with `facts` of the submission; the id of the text."""
        answers = {
            "place": Answer(Words(place) if place else Missing.SKIPPED, language),
            "place_ward": Answer(Missing.SKIPPED, language),
            "caption": Answer(Words(body), language),
        }
        said = Submission(self.version.id, self.version.survey.slug, answers, language, quotable=quotable, **facts)
        key = f"key {next(self.numbers)}"
        kept = keep(self.installation, self.project.scope, self.version, said, key)
        with self.installation.database.reading() as connection:
            return next(
                text.id for text in all_texts(connection, self.project.scope) if text.response_id == kept.response_id
            )


def settle(installation: Installation, project: Project) -> Town:
    """A town in which nobody has said anything yet."""
    ship_wards(installation)
    version = publish_yaml(installation, project, DAY, languages=("en", "ar", "pl", "so"))
    use_codebook(installation, project.scope, read_codebook())
    researcher = joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)
    return Town(installation, project, version, researcher, count(1))


def joins(installation: Installation, project: Project, email: str, role: MemberRole) -> User:
    """A member of a project, with whose password nobody can sign in."""
    user = User(new_id("us"), email, email.partition("@")[0].capitalize())
    with installation.database.writing() as connection:
        insert_user(connection, user, "no hash")
        add_role(connection, project.scope, user.id, role)
    return user
