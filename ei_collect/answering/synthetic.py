"""Invented respondents for the demonstration: what they would type into a section's form.

Nothing here is an answer of anybody; whatever is made of it is marked as synthetic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from ei_collect.survey.definition import Kind, Question, Role, Section, Survey

SKIPS = 0.15
PREFERS_NOT = 0.08


@dataclass(frozen=True)
class Phrases:
    """Invented answers in one language: stance asked for, then dimension, to sentences."""

    language: str
    places: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Sequence[str]]]


def load_phrases(path: Path) -> Phrases:
    """Read one file of `surveys/demonstration/`; the program's own, so its form is taken for granted."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Phrases(document["language"], tuple(document["places"]), document["answers"])


def fill_in(
    survey: Survey, section: Section, phrases: Phrases, wards: Sequence[str], random: Random
) -> dict[str, list[str]]:
    """A filled-in form of one section: field name to values, as a browser would send it."""
    quoting = survey.roles.get(Role.QUOTE_CONSENT)
    form: dict[str, list[str]] = {}
    for question in section.questions:
        never_skipped = question.required or question.code == quoting
        if question.prefer_not_to_say and random.random() < PREFERS_NOT:
            form[f"q_{question.code}_pnts"] = ["1"]
        elif never_skipped or random.random() >= SKIPS:
            form[f"q_{question.code}"] = _values(question, phrases, wards, random)
    return form


def _values(question: Question, phrases: Phrases, wards: Sequence[str], random: Random) -> list[str]:
    match question.kind:
        case Kind.SINGLE | Kind.AGREEMENT:
            return [random.choice(question.choices).code]
        case Kind.MULTIPLE:
            shared = [choice.code for choice in question.choices if not choice.exclusive]
            return random.sample(shared, k=min(len(shared), random.randint(1, 3)))
        case Kind.NUMBER:
            return [str(random.randint(question.minimum or 0, question.maximum or 100))]
        case Kind.WARD:
            return [random.choice(wards)]
        case Kind.SHORT_TEXT:
            return [random.choice(phrases.places)]
        case Kind.LONG_TEXT:
            return [_sentence(question, phrases, random)]


def _sentence(question: Question, phrases: Phrases, random: Random) -> str:
    by_dimension = phrases.answers.get(question.asks_for or "") or random.choice(list(phrases.answers.values()))
    asked = [dimension for dimension in question.dimensions if dimension in by_dimension] or sorted(by_dimension)
    return random.choice(by_dimension[random.choice(asked)]).format(place=random.choice(phrases.places))
