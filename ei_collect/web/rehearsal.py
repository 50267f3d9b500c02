"""Invented respondents who visit the real app, page by page, so that a demonstration shows what people would see."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from flask.testing import FlaskClient

from ei_collect.analysis.who_answered import Origin, Trait
from ei_collect.answering.synthetic import Phrases, fill_in, load_phrases
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.demonstration import Demonstration
from ei_collect.operations.installation import Installation
from ei_collect.store.places import wards_of
from ei_collect.store.tallies import tally_responses
from ei_collect.survey.definition import PublishedVersion, Section
from ei_collect.web.app import create_app
from ei_collect.web.resident import SYNTHETIC

RESPONDENTS = {"city": 60, "neighbourhood": 24, "day-in-my-life": 16}
Besides: TypeAlias = Callable[[Section, str, str], dict[str, list[str]]]
LANGUAGE_WEIGHTS = {"en": 6, "ar": 2, "so": 2, "pl": 2}


@dataclass(frozen=True)
class Town:
    """What invented respondents draw on."""

    phrases: dict[str, Phrases]
    wards: tuple[str, ...]


def town_of(installation: Installation, demonstration: Demonstration) -> Town:
    """What those of the demonstration draw on."""
    with installation.database.reading() as connection:
        wards = tuple(ward.code for ward in wards_of(connection, demonstration.project.place_set))
    folder = installation.config.surveys / "demonstration"
    return Town({path.stem: load_phrases(path) for path in sorted(folder.glob("*.yaml"))}, wards)


def rehearse(installation: Installation, demonstration: Demonstration) -> int:
    """Let the respondents who have not answered yet visit the app; how many did."""
    with installation.database.reading() as connection:
        there = {
            tally.value: tally.people
            for tally in tally_responses(connection, demonstration.project.scope)
            if (tally.origin, tally.trait) == (Origin.SYNTHETIC, Trait.SURVEY)
        }
    town = town_of(installation, demonstration)
    client = create_app(installation.config).test_client
    answered = 0
    for version in demonstration.versions:
        for number in range(there.get(version.survey.slug, 0), RESPONDENTS.get(version.survey.slug, 0)):
            _visit(client(), version, town, Random(f"{version.survey.slug} {number}"))
            answered += 1
    return answered


def _visit(client: FlaskClient, version: PublishedVersion, town: Town, random: Random) -> None:
    """One respondent, in one of the languages."""
    spoken = [language for language in LANGUAGE_WEIGHTS if language in version.languages and language in town.phrases]
    language = random.choices(spoken, weights=[LANGUAGE_WEIGHTS[code] for code in spoken])[0]
    answer(client, version, town, language, random)


def answer(
    client: FlaskClient,
    version: PublishedVersion,
    town: Town,
    language: str,
    random: Random,
    *,
    besides: Besides | None = None,
) -> None:
    """One respondent, from the first page to the receipt. `besides` gives what else they put into a section's form.

    It is given the address of the section and their code.
    """
    survey = version.survey
    address = f"/{language}/s/{survey.slug}"
    first = f"{address}/{survey.sections[0].code}?agree={RESEARCH}"
    page = client.get(first, environ_overrides={SYNTHETIC: "yes"})
    key = page.get_data(as_text=True).split('name="key" value="', 1)[1].split('"', 1)[0]
    for section in survey.sections:
        form = fill_in(survey, section, town.phrases[language], town.wards, random)
        there = f"{address}/{section.code}"
        own = besides(section, there, key) if besides else {}
        sent = {**form, **own, "key": key, "agree": RESEARCH}
        client.post(there, data=sent, environ_overrides={SYNTHETIC: "yes"})
    helped = random.choices(["none", "read_aloud", "scribe", "interpreter"], weights=[8, 1, 1, 1])[0]
    client.post(f"{address}/send", data={"key": key, "help": helped}, environ_overrides={SYNTHETIC: "yes"})
