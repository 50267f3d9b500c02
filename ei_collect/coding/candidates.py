"""Candidates for the forum: codings gathered by code, stance and scale; opposite experiences of a place side by side.

Nothing is netted or ranked here, and who may see which evidence is decided elsewhere (`analysis`, `forum`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from ei_collect.coding.codebook import Code, Codebook
from ei_collect.coding.coding import (
    Coding,
    IdentityCheck,
    OpenText,
    PlaceSpokenOf,
    Scale,
    Span,
    Stance,
    Suggestion,
)
from ei_collect.coding.spans import derived_id, excerpt_id, overlap, words_in

CandidateKey: TypeAlias = tuple[str, Stance, Scale]
"""Code, stance and scale: what makes two codings evidence of the same candidate."""

TITLES = {Stance.ENABLER: "what helps", Stance.BARRIER: "what gets in the way"}


class CandidateStatus(StrEnum):
    """Suggested: rests on no person's coding. Confirmed: on one at least. Proposed: worded by a researcher too."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class Worded:
    """A researcher's plain wording of a candidate, as it is kept."""

    id: str
    code: str
    stance: Stance
    scale: Scale
    title: str

    @property
    def key(self) -> CandidateKey:
        """The candidate that this words."""
        return self.code, self.stance, self.scale


@dataclass(frozen=True)
class Evidence:
    """One excerpt behind a candidate. Not confirmed: only a machine suggested it."""

    excerpt_id: str
    text: OpenText
    span: Span
    place: PlaceSpokenOf
    dimensions: tuple[str, ...]
    confirmed: bool
    identity_check: IdentityCheck = IdentityCheck.UNCHECKED

    @property
    def words(self) -> str:
        """The very characters of the excerpt."""
        return words_in(self.text.body, self.span)


@dataclass(frozen=True)
class Candidate:
    """An enabler or barrier proposed to the forum.

    `policy_sphere`, `sector` and `cross_cutting` are codes of the codebook's lists.
    """

    id: str
    code: str
    stance: Stance
    scale: Scale
    title: str
    dimensions: tuple[str, ...]
    policy_sphere: str | None
    sector: str | None
    cross_cutting: str | None
    sensitive: bool
    evidence: tuple[Evidence, ...]
    status: CandidateStatus

    @property
    def people(self) -> int:
        """How many responses stand behind it: never printed as it is, see `analysis/disclosure.py`."""
        return len({piece.text.response_id for piece in self.evidence})

    @property
    def synthetic(self) -> bool:
        """Whether any of its evidence was invented for a demonstration."""
        return any(piece.text.synthetic for piece in self.evidence)


@dataclass(frozen=True)
class Opposites:
    """What helps and what gets in the way at one place, each piece with the candidate that it is evidence of."""

    place: PlaceSpokenOf
    enablers: tuple[tuple[Candidate, Evidence], ...]
    barriers: tuple[tuple[Candidate, Evidence], ...]


def candidate_id(project_id: str, key: CandidateKey) -> str:
    """The identifier of a candidate, the same in every rebuild; its row takes it over when it is worded."""
    return derived_id("ca", project_id, *key)


def propose(
    coded: Iterable[Coding | Suggestion],
    texts: Mapping[str, OpenText],
    codebook: Codebook,
    wordings: Sequence[Worded],
    project_id: str,
) -> tuple[Candidate, ...]:
    """Every candidate behind which something stands, by the codebook's order; enablers first, the wide scale first.

    `texts` is by id. A suggestion counts for nothing where a person has coded overlapping words with its code.
    What is coded neither way, or with a code or on a text that is not given, makes no candidate.
    """
    pieces: dict[CandidateKey, list[Evidence]] = defaultdict(list)
    for entry in _without_doubles(coded):
        code, text = codebook.code(entry.code), texts.get(entry.text_id)
        if code and text and entry.stance in TITLES:
            pieces[(entry.code, entry.stance, entry.scale)].append(_evidence(entry, text, code))
    titles = {worded.key: worded for worded in wordings}
    return tuple(
        _candidate(
            code,
            (code.code, stance, scale),
            pieces[code.code, stance, scale],
            order=[entry.code for entry in codebook.dimensions],
            worded=titles.get((code.code, stance, scale)),
            project_id=project_id,
        )
        for code in codebook.codes
        for stance in TITLES
        for scale in (Scale.CITY, Scale.NEIGHBOURHOOD, Scale.HOME_OR_STREET, Scale.NOT_CLEAR)
        if (code.code, stance, scale) in pieces
    )


def opposites(candidates: Sequence[Candidate]) -> tuple[Opposites, ...]:
    """For each ward or named place of which both sorts of experience are told, all pieces of both, never netted."""
    found: dict[tuple[str, str], tuple[PlaceSpokenOf, dict[Stance, list[tuple[Candidate, Evidence]]]]] = {}
    for candidate in candidates:
        for piece in candidate.evidence:
            for key, place in _places(piece.place):
                sides = found.setdefault(key, (place, {stance: [] for stance in TITLES}))[1]
                sides[candidate.stance].append((candidate, piece))
    return tuple(
        Opposites(place, tuple(sides[Stance.ENABLER]), tuple(sides[Stance.BARRIER]))
        for _, (place, sides) in sorted(found.items())
        if all(sides.values())
    )


def _without_doubles(coded: Iterable[Coding | Suggestion]) -> list[Coding | Suggestion]:
    entries = list(coded)
    confirmed: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Coding):
            confirmed[entry.text_id, entry.code].append(entry.span)
    return [
        entry
        for entry in entries
        if isinstance(entry, Coding)
        or not any(overlap(entry.span, span) for span in confirmed[entry.text_id, entry.code])
    ]


def _evidence(entry: Coding | Suggestion, text: OpenText, code: Code) -> Evidence:
    if isinstance(entry, Coding):
        return Evidence(entry.excerpt_id, text, entry.span, entry.place, entry.dimensions, True, entry.identity_check)
    return Evidence(excerpt_id(text.id, entry.span), text, entry.span, entry.place, code.dimensions, False)


def _candidate(
    code: Code,
    key: CandidateKey,
    pieces: Sequence[Evidence],
    *,
    order: Sequence[str],
    worded: Worded | None,
    project_id: str,
) -> Candidate:
    evidence = _each_excerpt_once(pieces)
    told = {dimension for piece in evidence for dimension in piece.dimensions}
    return Candidate(
        id=worded.id if worded else candidate_id(project_id, key),
        code=code.code,
        stance=key[1],
        scale=key[2],
        title=worded.title if worded else f"{code.name}: {TITLES[key[1]]}",
        dimensions=tuple(each for each in dict.fromkeys((*code.dimensions, *order)) if each in told),
        policy_sphere=code.policy_sphere,
        sector=code.sector,
        cross_cutting=code.cross_cutting,
        sensitive=code.sensitive,
        evidence=evidence,
        status=_status(evidence, worded),
    )


def _status(evidence: Sequence[Evidence], worded: Worded | None) -> CandidateStatus:
    if not any(piece.confirmed for piece in evidence):
        return CandidateStatus.SUGGESTED
    return CandidateStatus.PROPOSED if worded else CandidateStatus.CONFIRMED


def _each_excerpt_once(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Two coders who agree about an excerpt make one piece of evidence, with the dimensions that either saw."""
    merged: dict[str, Evidence] = {}
    for piece in pieces:
        before = merged.get(piece.excerpt_id)
        if before is None:
            merged[piece.excerpt_id] = piece
            continue
        place = before.place if before.place.wards or before.place.name else piece.place
        both = tuple(dict.fromkeys((*before.dimensions, *piece.dimensions)))
        merged[piece.excerpt_id] = replace(
            before, place=place, dimensions=both, confirmed=before.confirmed or piece.confirmed
        )
    return tuple(sorted(merged.values(), key=lambda piece: (piece.text.id, piece.span.start, piece.span.stop)))


def _places(place: PlaceSpokenOf) -> Iterable[tuple[tuple[str, str], PlaceSpokenOf]]:
    """Each place that is spoken of, under what makes two mentions the same place."""
    for ward in place.wards:
        yield ("ward", ward), replace(place, wards=(ward,), name="")
    if name := " ".join(place.name.casefold().split()):
        yield ("place", name), place
