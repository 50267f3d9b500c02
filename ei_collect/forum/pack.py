"""The forum's pack as one frozen value, already fit to be printed: nobody need look again at what of it may be seen.

How it is put together is in `assemble`, what may be printed in `quoting`; it is rendered by `page`, `pdf` and `flat`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from ei_collect.analysis.who_answered import AnswerGroup
from ei_collect.coding.coding import Scale, Stance
from ei_collect.forum.photo import ForumPhoto

QUOTES_SHOWN = 4
"""At most so many quotes of a candidate stand on its page; the rest is counted there, and kept in full in the JSON."""

OPPOSITES_SHOWN = 4
"""At most so many enablers and barriers of one place stand side by side."""

UNCONFIRMED = "draft: suggested codes, not yet confirmed by a person"
HAS_SYNTHETIC = "contains synthetic answers, made up to try the program: no person said them"
ALSO_PUBLISHED = "includes words published before, which were imported"


@dataclass(frozen=True)
class LanguageFact:
    """A language in which people could answer: the titles of surveys that a speaker had checked, and of drafts."""

    name: str
    checked: tuple[str, ...]
    drafts: tuple[str, ...]

    @property
    def told(self) -> str:
        """The language and how far its translation can be relied on."""
        if self.checked and self.drafts:
            state = f"checked by a speaker: {', '.join(self.checked)}; draft translation: {', '.join(self.drafts)}"
        elif self.checked or self.drafts:
            state = "checked by a speaker" if self.checked else "draft translation"
        else:
            state = "in which the questions were written"
        return f"{self.name} ({state})"


@dataclass(frozen=True)
class ProjectFacts:
    """The project as the pack presents it. `surveys` are titles; below `staff_url` its candidates open for staff."""

    slug: str
    name: str
    wave: str
    contact: str
    starts_on: date | None
    ends_on: date | None
    surveys: tuple[str, ...]
    staff_url: str
    languages: tuple[LanguageFact, ...] = ()


@dataclass(frozen=True)
class Excerpt:
    """Words behind a candidate. Withheld ones say why and carry no words, language, place or source.

    `attribution` is one trait at most, in words, or empty; `place` is given only where it is that trait. `mark` says in
    words that somebody else wrote or interpreted; where it is given it is the one trait.
    """

    id: str
    text: str | None
    language: str | None
    place: str | None
    source: str | None
    attribution: str
    withheld: str | None
    synthetic: bool
    confirmed: bool
    mark: str = ""


@dataclass(frozen=True)
class ForumCandidate:
    """An enabler or barrier as the forum sees it. `wards` may be named; `wards_note` says why others are not."""

    id: str
    stance: Stance
    dimensions: tuple[str, ...]
    code: str
    code_name: str
    scale: Scale
    title: str
    status: str
    people: str
    wards: tuple[str, ...]
    wards_note: str
    policy_sphere: str
    cross_cutting: str | None
    synthetic: bool
    excerpts: tuple[Excerpt, ...]

    @property
    def only_synthetic(self) -> bool:
        """Whether no person stands behind it."""
        return all(excerpt.synthetic for excerpt in self.excerpts)

    @property
    def printable(self) -> tuple[Excerpt, ...]:
        """The excerpts whose words may be printed."""
        return tuple(excerpt for excerpt in self.excerpts if excerpt.text is not None)

    @property
    def quotes(self) -> tuple[Excerpt, ...]:
        """The excerpts that are printed on its page."""
        return self.printable[:QUOTES_SHOWN]

    @property
    def more(self) -> int:
        """How many printable excerpts are not printed on its page."""
        return len(self.printable) - len(self.quotes)

    @property
    def reasons_to_withhold(self) -> tuple[str, ...]:
        """Why some of its excerpts are not printed, each reason once; which they are stands in the data."""
        return tuple(dict.fromkeys(excerpt.withheld for excerpt in self.excerpts if excerpt.withheld))


@dataclass(frozen=True)
class DimensionSide:
    """The enablers or the barriers of a dimension: those told in full here, and those told under an earlier one."""

    stance: Stance
    candidates: tuple[ForumCandidate, ...]
    also: tuple[ForumCandidate, ...]

    @property
    def by_title(self) -> Mapping[str, tuple[ForumCandidate, ...]]:
        """All of them under their titles: those that differ in scale alone share one until a researcher words them."""
        every = self.candidates + self.also
        return {each.title: tuple(entry for entry in every if entry.title == each.title) for each in every}


@dataclass(frozen=True)
class DimensionPart:
    """One dimension with its enablers and its barriers, in this order. No code: what is in no dimension yet."""

    code: str
    name: str
    definition: str
    sides: tuple[DimensionSide, DimensionSide]


@dataclass(frozen=True)
class Issue:
    """A cross-cutting issue and the candidates that touch on it."""

    code: str
    name: str
    candidates: tuple[ForumCandidate, ...]


@dataclass(frozen=True)
class Side:
    """A candidate on one side of an opposition, with its excerpts about that place; none has an attribution there."""

    candidate: ForumCandidate
    excerpts: tuple[Excerpt, ...]

    @property
    def quote(self) -> Excerpt | None:
        """The one excerpt printed for this side, where any may be."""
        return next((excerpt for excerpt in self.excerpts if excerpt.text is not None), None)


@dataclass(frozen=True)
class OppositePlace:
    """Opposite experiences of one place, side by side, never netted. `place` is its name, empty where not for print."""

    place: str
    enablers: tuple[Side, ...]
    barriers: tuple[Side, ...]

    @property
    def rows(self) -> tuple[tuple[Side | None, Side | None], ...]:
        """An enabler and a barrier a row, None where one side has fewer. They have nothing in common but the place."""
        return tuple(zip_longest(self.enablers, self.barriers))[:OPPOSITES_SHOWN]

    @property
    def more(self) -> int:
        """How many are not in the rows."""
        return sum(len(side[OPPOSITES_SHOWN:]) for side in (self.enablers, self.barriers))


@dataclass(frozen=True)
class ForumPack:
    """All that the community forum works from. `candidates` has each once, in the codebook's order; none is ranked.

    `opposites_untold` counts places that may not be named and of which no words of both sides may be printed.
    """

    project: ProjectFacts
    built_on: date
    groups: tuple[AnswerGroup, ...]
    dimensions: tuple[DimensionPart, ...]
    issues: tuple[Issue, ...]
    opposites: tuple[OppositePlace, ...]
    opposites_untold: int
    candidates: tuple[ForumCandidate, ...]
    draft: bool
    synthetic: bool
    published_before: bool
    photos: tuple[ForumPhoto, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What every page has to say about this pack."""
        told = ((self.draft, UNCONFIRMED), (self.synthetic, HAS_SYNTHETIC), (self.published_before, ALSO_PUBLISHED))
        return tuple(words for holds, words in told if holds)


@dataclass(frozen=True)
class KeptPack:
    """A pack that was built: who asked for it (a user's id, or nobody) and whether suggestions were let in.

    It was withdrawn, and has no files any more, where somebody took back what was in it.
    """

    id: str
    built_on: date
    built_by: str | None
    with_suggestions: bool
    withdrawn_on: date | None = None
