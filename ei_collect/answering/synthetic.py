"""Invented respondents for the demonstration: what they would type into a section's form.

Nothing here is an answer of anybody; whatever is made of it is marked as synthetic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from ei_collect.answering.form import field_name
from ei_collect.answering.kinds.numbers import TO_TEN
from ei_collect.answering.kinds.wording import words_part
from ei_collect.survey.definition import Kind, Question, Role, Section, Survey

SKIPS = 0.15
PREFERS_NOT = 0.08
DOES_NOT_KNOW = 0.05
IN_OWN_WORDS = 0.3


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
        elif question.dont_know and random.random() < DOES_NOT_KNOW:
            form[f"q_{question.code}_dk"] = ["1"]
        elif never_skipped or random.random() >= SKIPS:
            typed = _typed(question, phrases, wards, random)
            form |= {field_name(question, part): values for part, values in typed.items()}
    return form


def _typed(question: Question, phrases: Phrases, wards: Sequence[str], random: Random) -> dict[str, list[str]]:
    """What one person types, by part of the question."""
    match question.kind:
        case Kind.GRID:
            rows = random.sample(question.rows, k=random.randint(1, len(question.rows)))
            answered = question.rows if question.required else rows
            return {row.code: [random.choice(question.choices).code] for row in answered}
        case Kind.RANKING:
            ranked = random.sample(question.choices, k=random.randint(1, len(question.choices)))
            return {choice.code: [str(place)] for place, choice in enumerate(ranked, start=1)}
        case Kind.DATE:
            parts = {"year": random.randint(1990, 2025), "month": random.randint(1, 12), "day": random.randint(1, 28)}
            return {part: [str(number)] for part, number in list(parts.items())[: random.randint(1, 3)]}
        case Kind.PHOTO:
            return {}  # nobody invents pictures
        case Kind.PLACE if random.random() < IN_OWN_WORDS:
            return {words_part(question): [random.choice(phrases.places)]}
    values = _values(question, phrases, wards, random)
    taken = [choice for choice in question.choices if choice.other and choice.code in values]
    beside = {words_part(question): [random.choice(phrases.places)]} if taken else {}
    return {"": values, **beside}


def _values(question: Question, phrases: Phrases, wards: Sequence[str], random: Random) -> list[str]:
    """What stands in the main field."""
    match question.kind:
        case Kind.MULTIPLE:
            shared = [choice.code for choice in question.choices if not choice.exclusive]
            return random.sample(shared, k=min(len(shared), random.randint(1, 3)))
        case Kind.NUMBER:
            return [str(random.randint(question.minimum or 0, question.maximum or 100))]
        case Kind.ZERO_TO_TEN:
            return [str(random.choice(TO_TEN))]
        case Kind.WARD | Kind.PLACE:
            return [random.choice([*wards, *(choice.code for choice in question.choices)])]
        case Kind.SHORT_TEXT:
            return [random.choice(phrases.places)]
        case Kind.LONG_TEXT | Kind.VOICE:
            return [_sentence(question, phrases, random)]
        case _:
            return [random.choice(question.choices).code]


def _sentence(question: Question, phrases: Phrases, random: Random) -> str:
    by_dimension = phrases.answers.get(question.asks_for or "") or random.choice(list(phrases.answers.values()))
    asked = [dimension for dimension in question.dimensions if dimension in by_dimension] or sorted(by_dimension)
    return random.choice(by_dimension[random.choice(asked)]).format(place=random.choice(phrases.places))
