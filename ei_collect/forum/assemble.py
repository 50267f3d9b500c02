"""Putting the pack together from candidates, tables and the codebook. Nothing is loaded, counted or rendered here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from ei_collect.analysis.who_answered import AnswerGroup, Origin
from ei_collect.coding.candidates import Candidate, Evidence, Opposites
from ei_collect.coding.codebook import Codebook, Lens
from ei_collect.coding.coding import PlaceSpokenOf, Stance
from ei_collect.forum import quoting
from ei_collect.forum.pack import (
    DimensionPart,
    DimensionSide,
    Excerpt,
    ForumCandidate,
    ForumPack,
    Issue,
    OppositePlace,
    ProjectFacts,
    Side,
)
from ei_collect.forum.photo import ForumPhoto
from ei_collect.forum.quoting import Reader

UNPLACED = Lens("", "Not yet placed in a dimension", "What nobody has yet placed in one of the dimensions.")
TWO_TRAITS = "printed with its candidate, where no place stands beside it"


Piece: TypeAlias = tuple[Candidate, Evidence]
"""One piece of evidence with the candidate that it stands behind."""


@dataclass(frozen=True)
class Material:
    """What a pack is made from."""

    project: ProjectFacts
    built_on: date
    groups: tuple[AnswerGroup, ...]
    candidates: Sequence[Candidate]
    opposites: Sequence[Opposites]
    codebook: Codebook
    reader: Reader
    photos: tuple[ForumPhoto, ...] = ()


def assemble(material: Material) -> ForumPack:
    """The pack, fit to be printed. Candidates keep the order in which they are given."""
    material = replace(material, reader=replace(material.reader, sensitive=_sensitive_texts(material.candidates)))
    candidates = tuple(_candidate(candidate, material) for candidate in material.candidates)
    by_id = {candidate.id: candidate for candidate in candidates}
    origins = {group.origin for group in material.groups if group.total != "0"}
    opposites = tuple(_opposite_places(material, by_id))
    told = tuple(place for place in opposites if place.enablers and place.barriers)
    return ForumPack(
        project=material.project,
        built_on=material.built_on,
        groups=material.groups,
        dimensions=_dimensions(candidates, material.codebook.dimensions),
        issues=_issues(material, by_id),
        opposites=told,
        opposites_untold=len(opposites) - len(told),
        candidates=candidates,
        draft=any(not excerpt.confirmed for candidate in candidates for excerpt in candidate.excerpts),
        synthetic=Origin.SYNTHETIC in origins or _has_synthetic(candidates, material.photos),
        published_before=Origin.PUBLISHED in origins,
        photos=material.photos,
    )


def _has_synthetic(candidates: Iterable[ForumCandidate], photos: Iterable[ForumPhoto]) -> bool:
    return any(candidate.synthetic for candidate in candidates) or any(photo.synthetic for photo in photos)


def _sensitive_texts(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(piece.text.id for each in candidates if each.sensitive for piece in each.evidence)


def _candidate(candidate: Candidate, material: Material) -> ForumCandidate:
    reader, codebook = material.reader, material.codebook
    code = codebook.code(candidate.code)
    shown = quoting.wards_shown(candidate, reader)
    return ForumCandidate(
        id=candidate.id,
        stance=candidate.stance,
        dimensions=candidate.dimensions,
        code=candidate.code,
        code_name=code.name if code else candidate.code,
        scale=candidate.scale,
        title=candidate.title,
        status=candidate.status.value,
        people=quoting.people_in_words(candidate),
        wards=tuple(reader.wards[ward] for ward in shown),
        wards_note=quoting.wards_note(candidate, shown),
        policy_sphere=_name(codebook.policy_spheres, candidate.policy_sphere),
        cross_cutting=candidate.cross_cutting,
        synthetic=any(piece.text.synthetic for piece in candidate.evidence),
        excerpts=tuple(quoting.excerpt_of(piece, candidate, reader) for piece in candidate.evidence),
    )


def _name(lenses: Iterable[Lens], code: str | None) -> str:
    return next((lens.name for lens in lenses if lens.code == code), "")


def _dimensions(candidates: Sequence[ForumCandidate], lenses: Sequence[Lens]) -> tuple[DimensionPart, ...]:
    """A part for each dimension; and one for candidates in none, where there are such."""
    parts = [_dimension(lens, candidates) for lens in lenses]
    homeless = _dimension(UNPLACED, candidates)
    return tuple([*parts, homeless] if any(side.candidates for side in homeless.sides) else parts)


def _dimension(lens: Lens, candidates: Sequence[ForumCandidate]) -> DimensionPart:
    enablers, barriers = (_side(lens, stance, candidates) for stance in (Stance.ENABLER, Stance.BARRIER))
    return DimensionPart(lens.code, lens.name, lens.definition, (enablers, barriers))


def _side(lens: Lens, stance: Stance, candidates: Sequence[ForumCandidate]) -> DimensionSide:
    of_stance = [candidate for candidate in candidates if candidate.stance is stance]
    return DimensionSide(
        stance,
        tuple(candidate for candidate in of_stance if (candidate.dimensions or ("",))[0] == lens.code),
        tuple(candidate for candidate in of_stance if lens.code in candidate.dimensions[1:]),
    )


def _issues(material: Material, by_id: Mapping[str, ForumCandidate]) -> tuple[Issue, ...]:
    """Every cross-cutting issue of the codebook, those without a candidate as well: that is for the forum to judge."""
    return tuple(
        Issue(
            lens.code,
            lens.name,
            tuple(candidate for candidate in by_id.values() if candidate.cross_cutting == lens.code),
        )
        for lens in material.codebook.cross_cutting_issues
    )


def _opposite_places(material: Material, by_id: Mapping[str, ForumCandidate]) -> Iterable[OppositePlace]:
    """Opposite experiences of one place: named with the candidates that may stand with its name, or else not named.

    Nothing about a sensitive subject is placed. Words that name a place do not stand beside others at a place that is
    not named: they would tell where it is.
    """
    for found in material.opposites:
        name = _place_name(found.place, material.reader)
        sides = [[entry for entry in side if not entry[0].sensitive] for side in (found.enablers, found.barriers)]
        named = [[entry for entry in side if _may_stand_at(name, entry[0], side)] for side in sides]
        unnamed = [[entry for entry in side if not quoting.names_it(entry[1], name)] for side in sides]
        place, (enablers, barriers) = (name, named) if name and all(named) else ("", unnamed)
        yield OppositePlace(
            place,
            _sides(enablers, place, by_id, material.reader),
            _sides(barriers, place, by_id, material.reader),
        )


def _place_name(place: PlaceSpokenOf, reader: Reader) -> str:
    return place.name or ", ".join(reader.wards[ward] for ward in place.wards if ward in reader.wards)


def _may_stand_at(name: str, candidate: Candidate, side: Sequence[Piece]) -> bool:
    """Whether a candidate may be told under the name of this place."""
    return quoting.may_be_named(name, [piece for other, piece in side if other.id == candidate.id])


def _sides(
    entries: Sequence[Piece], place: str, by_id: Mapping[str, ForumCandidate], reader: Reader
) -> tuple[Side, ...]:
    """Each candidate of one side with its excerpts about the place; where that has no name, only those with words."""
    excerpts: dict[str, list[Excerpt]] = {}
    for candidate, piece in entries:
        whole = next(excerpt for excerpt in by_id[candidate.id].excerpts if excerpt.id == piece.excerpt_id)
        excerpts.setdefault(candidate.id, []).append(_without_second_trait(whole, piece, place, reader))
    sides = (Side(by_id[candidate], tuple(found)) for candidate, found in excerpts.items())
    return tuple(side for side in sides if place or side.quote)


def _without_second_trait(excerpt: Excerpt, piece: Evidence, place: str, reader: Reader) -> Excerpt:
    """The excerpt under its place: without words where their language, or a mark, would tell a second thing.

    Words that have to be marked never stand under a place, which leaves no room for the mark.
    """
    is_foreign = piece.text.language != reader.first_language and not quoting.names_it(piece, place)
    if place and (is_foreign or quoting.mark_of(piece)):
        return replace(
            excerpt, text=None, language=None, attribution="", withheld=excerpt.withheld or TWO_TRAITS, mark=""
        )
    return excerpt
