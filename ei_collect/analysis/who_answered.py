"""Who answered: one protected table for each trait, and what is missing, in plain sentences. `store/tallies.py` counts.

Residents' answers, words that had been published before and synthetic answers are never added up together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ei_collect.analysis.disclosure import HIDDEN, ProtectedCounts, protect
from ei_collect.answering.response import Device, Help

CHOSE_TO = "The people who answered chose to. No figure here represents all residents."


class Origin(StrEnum):
    """Where answers come from: residents, a publication whose words were imported, or nobody (made up for a trial)."""

    RESIDENTS = "residents"
    PUBLISHED = "published_before"
    SYNTHETIC = "synthetic"


class Trait(StrEnum):
    """What a table is about, by the name of its column in `responses`."""

    HOME_WARD = "home_ward"
    LANGUAGE = "language"
    DEVICE = "device"
    HELP = "help"
    SURVEY = "survey_slug"


@dataclass(frozen=True)
class Tally:
    """How many responses of one origin have one value of one trait; the value None where none was given."""

    origin: Origin
    trait: Trait
    value: str | None
    people: int


@dataclass(frozen=True)
class Names:
    """What codes are called, and so which of them are expected: wards, offered languages and surveys, code to name."""

    wards: Mapping[str, str]
    languages: Mapping[str, str]
    surveys: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One or several categories, and what may be shown of how many people are in it, or in each of them."""

    labels: tuple[str, ...]
    people: str


@dataclass(frozen=True)
class PeopleTable:
    """One trait, protected. Its total is the same in every table of a group."""

    trait: Trait
    caption: str
    rows: tuple[Row, ...]
    total: str


@dataclass(frozen=True)
class AnswerGroup:
    """The tables of one origin, with what is missing."""

    origin: Origin
    heading: str
    about: str
    total: str
    tables: tuple[PeopleTable, ...]
    missing: tuple[str, ...]


HEADINGS = {
    Origin.RESIDENTS: ("Residents who answered", "Each person is counted once for each survey that they answered."),
    Origin.PUBLISHED: (
        "Words published before",
        "These words had been published elsewhere and were imported. Their authors did not answer our surveys.",
    ),
    Origin.SYNTHETIC: (
        "Synthetic answers",
        "These were made up to try the program. No person stands behind any figure here.",
    ),
}
CAPTIONS = {
    Trait.HOME_WARD: "By home ward",
    Trait.LANGUAGE: "By language of the answers",
    Trait.DEVICE: "By device",
    Trait.HELP: "By help received",
    Trait.SURVEY: "By survey",
}
DEVICES = {
    Device.PHONE: "Phone",
    Device.TABLET: "Tablet",
    Device.COMPUTER: "Computer",
    Device.PAPER: "Paper",
    Device.UNKNOWN: "Not known",
}
HELPS = {
    Help.NONE: "None",
    Help.READ_ALOUD: "Read aloud",
    Help.SCRIBE: "Somebody wrote it down",
    Help.INTERPRETER: "Interpreter",
    Help.UNKNOWN: "Not known",
}
NO_WARD = "No ward given"
NONE_GIVEN = "Not given"


def who_answered(tallies: Iterable[Tally], names: Names) -> tuple[AnswerGroup, ...]:
    """The groups from which anything came, residents first and always."""
    counted: dict[Origin, dict[Trait, dict[str | None, int]]] = {origin: defaultdict(dict) for origin in Origin}
    for tally in tallies:
        counted[tally.origin][tally.trait][tally.value] = tally.people
    return tuple(
        _group(origin, traits, names) for origin, traits in counted.items() if traits or origin is Origin.RESIDENTS
    )


def _group(origin: Origin, traits: Mapping[Trait, Mapping[str | None, int]], names: Names) -> AnswerGroup:
    heading, about = HEADINGS[origin]
    shown = (Trait.SURVEY,) if origin is Origin.PUBLISHED else tuple(Trait)
    labels = _labels(names)
    protected = {trait: protect(_expected(trait, traits.get(trait, {}), labels[trait])) for trait in shown}
    return AnswerGroup(
        origin=origin,
        heading=heading,
        about=about,
        total=protected[Trait.SURVEY].total,
        tables=tuple(_table(trait, counts) for trait, counts in protected.items()) if traits else (),
        missing=_missing(protected, names) if Trait.HOME_WARD in protected else (),
    )


def _labels(names: Names) -> dict[Trait, Mapping[str, str]]:
    return {
        Trait.HOME_WARD: names.wards,
        Trait.LANGUAGE: names.languages,
        Trait.DEVICE: {device.value: label for device, label in DEVICES.items()},
        Trait.HELP: {help_.value: label for help_, label in HELPS.items()},
        Trait.SURVEY: names.surveys,
    }


def _expected(trait: Trait, counted: Mapping[str | None, int], labels: Mapping[str, str]) -> dict[str, int]:
    """Label to count: what is expected in its order, then what came besides, then how many gave none."""
    counts = dict.fromkeys(labels.values(), 0)
    for code, people in counted.items():
        if code is not None:
            label = labels.get(code, code)
            counts[label] = counts.get(label, 0) + people
    none_given = NO_WARD if trait is Trait.HOME_WARD else NONE_GIVEN
    if trait is Trait.HOME_WARD or None in counted:
        counts[none_given] = counted.get(None, 0)
    return counts


def _table(trait: Trait, counts: ProtectedCounts) -> PeopleTable:
    rows = [Row((label,), people) for label, people in counts.cells.items()]
    if trait is Trait.HOME_WARD:
        rows = _alike_together(counts.cells)
    return PeopleTable(trait, CAPTIONS[trait], tuple(rows), counts.total)


def _alike_together(cells: Mapping[str, str]) -> list[Row]:
    """A row for each ward with a figure; those of which nothing can be said share one, and so do the empty ones."""
    rows = [Row((label,), people) for label, people in cells.items() if people not in {*HIDDEN, "0"}]
    for words in (*sorted(HIDDEN), "0"):
        labels = tuple(label for label, people in cells.items() if people == words)
        if labels:
            rows.append(Row(labels, words))
    return rows


def _missing(protected: Mapping[Trait, ProtectedCounts], names: Names) -> tuple[str, ...]:
    """Sentences made from what the tables show, so that they cannot tell more than those."""
    wards, languages = protected[Trait.HOME_WARD], protected[Trait.LANGUAGE]
    if wards.total == "0":
        return ("No answers yet: from no ward, and in no language.",)
    return (
        *_sentence("ward", "Wards", "from", wards.cells, list(names.wards.values())),
        *_sentence("language", "Languages offered", "in", languages.cells, list(names.languages.values())),
    )


def _sentence(one: str, many: str, preposition: str, cells: Mapping[str, str], expected: Sequence[str]) -> list[str]:
    """One sentence about the categories expected, or none where none were."""
    empty = [label for label in expected if cells[label] == "0"]
    few = [label for label in expected if cells[label] in HIDDEN]
    if not expected:
        return []
    if len(few) + len(empty) == len(expected):
        return [f"No {one} has enough answers to be shown."]
    parts = [f"no answers {preposition} {', '.join(empty)}"] if empty else []
    parts += [f"none, or too few to show, {preposition} {', '.join(few)}"] if few else []
    return [f"{many}: {'; '.join(parts) or f'enough answers {preposition} each to be shown'}."]
