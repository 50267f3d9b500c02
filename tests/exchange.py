"""A small survey in English and Somali, and its publication, for tests of what comes in from tables and goes out to them."""

import csv
from datetime import date
from pathlib import Path

from ei_collect.language.text import Text
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.ids import new_id
from ei_collect.store.surveys import all_versions, claim_survey, insert_version
from ei_collect.survey.definition import (
    Choice,
    Kind,
    Measure,
    PublishedVersion,
    Question,
    Role,
    Row,
    Section,
    Survey,
)
from ei_collect.survey.document import digest, to_document


def says(english: str, somali: str) -> Text:
    """A wording in both languages."""
    return Text("en", {"en": english, "so": somali})


WARD = Question("ward", Kind.WARD, says("Which ward do you live in?", "Xaafaddee ayaad ku nooshahay?"))
BELONG = Question(
    "belong",
    Kind.SINGLE,
    says("Do you belong here?", "Halkan ma ka mid tahay?"),
    choices=(Choice("yes", says("Yes", "Haa")), Choice("no", says("No, not me", "Maya"))),
    prefer_not_to_say=True,
    dimensions=("social", "spatial"),
    level="neighbourhood",
    measures=Measure("belonging", "a public item"),
)
WHERE_TO = Question(
    "where_to",
    Kind.MULTIPLE,
    says("Where do you go?", "Xaggee baad tagtaa?"),
    choices=(
        Choice("park", says("Park; or garden", "Beerta")),
        Choice("shop", says("Shop", "Dukaanka")),
        Choice("none", says("Nowhere", "Meelna"), exclusive=True),
    ),
)
YEARS = Question("years", Kind.NUMBER, says("For how many years?", "Immisa sano?"), minimum=0, maximum=120)
WORDS = Question("caption", Kind.LONG_TEXT, says("Why?", "Waayo?"), required=True, max_length=20)
MAY_QUOTE = Question(
    "may_quote",
    Kind.SINGLE,
    says("May we quote you?", "Ma ku xigan karnaa?"),
    choices=(Choice("yes", says("Yes", "Haa")), Choice("no", says("No", "Maya"))),
)

WAYS = Question(
    "ways",
    Kind.MULTIPLE,
    says("How do you get around?", "Sideed u socotaa?"),
    choices=(Choice("foot", says("On foot", "Lug")), Choice("other", says("Another way", "Si kale"), other=True)),
)
OFTEN = Question(
    "often",
    Kind.GRID,
    says("Do you go there?", "Ma tagtaa?"),
    choices=BELONG.choices,
    rows=(Row("park", says("A park", "Beer")), Row("shop", says("A shop", "Dukaan"))),
)
FIRST = Question("first", Kind.RANKING, says("What first?", "Maxaa ugu horreeya?"), choices=WHERE_TO.choices[:2])
PLACE = Question(
    "place", Kind.PLACE, says("Where was it?", "Xaggee?"), choices=(Choice("online", says("Online", "Khadka")),)
)
WELCOME = Question("welcome", Kind.ZERO_TO_TEN, says("How welcome?", "Intee?"), low=says("Not", "Maya"))
SINCE = Question("since", Kind.DATE, says("Since when?", "Ilaa goorma?"))


def survey_of(*questions: Question, slug: str = "town") -> Survey:
    """A survey of one section with these questions; the ward is the home ward, may_quote the consent."""
    codes = {question.code for question in questions}
    roles = {Role.HOME_WARD: "ward", Role.QUOTE_CONSENT: "may_quote"}
    return Survey(
        slug=slug,
        language="en",
        title=says("Town", "Magaalo"),
        summary=says("A survey", "Sahan"),
        introduction=(says("Welcome", "Soo dhawoow"),),
        consent=(says("You may stop", "Waad joojin kartaa"),),
        thanks=says("Thanks", "Mahadsanid"),
        sections=(Section("all", says("All", "Dhammaan"), questions),),
        roles={role: code for role, code in roles.items() if code in codes},
    )


TOWN = survey_of(WARD, BELONG, WHERE_TO, YEARS, WORDS, MAY_QUOTE)


def publish_both(installation: Installation, project: Project, survey: Survey = TOWN) -> PublishedVersion:
    """The next version of a survey, complete in English and Somali."""
    document = to_document(survey)
    with installation.database.writing() as connection:
        claim_survey(connection, project.scope, survey.slug)
        number = len(all_versions(connection, project.scope, survey.slug)) + 1
        version = PublishedVersion(
            new_id("sv"), project.id, number, survey, ("en", "so"), f"{number}{digest(document)[1:]}"
        )
        insert_version(connection, version, document, date(2026, 3, 1))
    return version


def write_rows(path: Path, *rows: list[str]) -> Path:
    """A CSV file with these rows, the headings first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as any reader of CSV sees them."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
