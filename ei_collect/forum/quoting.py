"""What of a candidate's evidence may be printed: words and what stands beside them, wards, how many people in words.

Words are printed where they were published before, or where their author agreed and a person has cleared the excerpt.
One trait at most stands beside them: that a helper wrote or interpreted them, which tells how to read them and so comes
first; else the language where it is not the project's first; else a place that may be named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ei_collect.analysis.disclosure import THRESHOLD, band
from ei_collect.answering.response import Quotable
from ei_collect.coding.candidates import Candidate, Evidence
from ei_collect.coding.coding import IdentityCheck, WrittenBy
from ei_collect.forum.pack import Excerpt

FEW_PEOPLE = "not shown: few people"
SENSITIVE = "not shown: sensitive subject"
NOT_AGREED = "the author did not agree to be quoted"
NOT_CHECKED = "not yet checked by a person for identifying detail"
MARKS = {
    WrittenBy.SCRIBE: "written down by a helper",
    WrittenBy.INTERPRETER: "said through an interpreter",
}
"""What is said beside words that did not come from their author's own hand."""
IDENTIFYING = "a person found identifying detail"


@dataclass(frozen=True)
class Reader:
    """What attributions are written with: the project's first language, names of languages and of wards by code.

    `sensitive` are the texts of which some part has a sensitive code: their words may stand under another code too, and
    must not get a ward there.
    """

    first_language: str
    languages: Mapping[str, str]
    wards: Mapping[str, str]
    sensitive: frozenset[str] = frozenset()


def withheld_because(piece: Evidence) -> str | None:
    """Why the words of this excerpt may not be printed, or None where they may."""
    if piece.identity_check is IdentityCheck.WITHHELD:
        return IDENTIFYING
    if piece.text.quotable == Quotable.ALREADY_PUBLISHED:
        return None
    if piece.text.quotable != Quotable.CONSENTED:
        return NOT_AGREED
    return None if piece.identity_check is IdentityCheck.CLEARED else NOT_CHECKED


def counted(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence whose people count: what a person confirmed and a person said, where there is any such."""
    confirmed = tuple(piece for piece in evidence if piece.confirmed) or tuple(evidence)
    return tuple(piece for piece in confirmed if not piece.text.synthetic) or confirmed


def people_in_words(candidate: Candidate) -> str:
    """How many different people stand behind a candidate, in words."""
    return band(_people(counted(candidate.evidence)))


def wards_shown(candidate: Candidate, reader: Reader) -> tuple[str, ...]:
    """The codes of the wards that may be named, by their names: spoken of by 8 people, or named in printed words."""
    if candidate.sensitive:
        return ()
    spoken_of = {ward for piece in candidate.evidence for ward in piece.place.wards if ward in reader.wards}
    shown = [ward for ward in spoken_of if may_be_named(reader.wards[ward], _about(ward, candidate))]
    return tuple(sorted(shown, key=lambda ward: reader.wards[ward]))


def wards_note(candidate: Candidate, shown: Sequence[str]) -> str:
    """Why wards that were spoken of are not all named; empty where they are, or where none was spoken of."""
    if all(ward in shown for piece in candidate.evidence for ward in piece.place.wards):
        return ""
    return SENSITIVE if candidate.sensitive else FEW_PEOPLE


def may_be_named(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a place may be named: at least 8 people spoke of it here, or words that are printed anyway name it."""
    return _people(counted(evidence)) >= THRESHOLD or any(names_it(piece, name) for piece in evidence)


def names_it(piece: Evidence, name: str) -> bool:
    """Whether the printed words of this excerpt have `name` in them, as it is spelt."""
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return bool(name) and withheld_because(piece) is None and re.search(pattern, piece.words) is not None


def mark_of(piece: Evidence) -> str:
    """What has to be said of how the words came to be written; empty where their author wrote them."""
    return MARKS.get(piece.text.written_by, "")


def excerpt_of(piece: Evidence, candidate: Candidate, reader: Reader) -> Excerpt:
    """The excerpt of a candidate as the pack carries it."""
    reason = withheld_because(piece)
    place = None if reason else _place_beside(piece, candidate, reader)
    return Excerpt(
        id=piece.excerpt_id,
        text=None if reason else piece.words,
        language=None if reason else piece.text.language,
        place=place,
        source=None if reason else piece.text.source_row,
        attribution="" if reason else _attribution(piece, candidate, reader, place),
        withheld=reason,
        synthetic=piece.text.synthetic,
        confirmed=piece.confirmed,
        mark="" if reason or candidate.sensitive else mark_of(piece),
    )


def _attribution(piece: Evidence, candidate: Candidate, reader: Reader, place: str | None) -> str:
    if mark_of(piece) and not candidate.sensitive:
        return mark_of(piece)
    if _in_another_language(piece, reader) and not candidate.sensitive:
        return f"in {reader.languages.get(piece.text.language, piece.text.language)}"
    return f"about {place}" if place else ""


def _place_beside(piece: Evidence, candidate: Candidate, reader: Reader) -> str | None:
    """The wards or the place that may stand beside these words: spoken of by 8 people, or named in the words."""
    if candidate.sensitive or mark_of(piece) or _in_another_language(piece, reader):
        return None
    named = [
        reader.wards[ward]
        for ward in piece.place.wards
        if ward in reader.wards and (names_it(piece, reader.wards[ward]) or _many_say(ward, piece, candidate, reader))
    ]
    return ", ".join(named) or (piece.place.name if names_it(piece, piece.place.name) else None)


def _many_say(ward: str, piece: Evidence, candidate: Candidate, reader: Reader) -> bool:
    return piece.text.id not in reader.sensitive and _people(counted(_about(ward, candidate))) >= THRESHOLD


def _in_another_language(piece: Evidence, reader: Reader) -> bool:
    return piece.text.language != reader.first_language


def _about(ward: str, candidate: Candidate) -> tuple[Evidence, ...]:
    return tuple(piece for piece in candidate.evidence if ward in piece.place.wards)


def _people(evidence: Iterable[Evidence]) -> int:
    return len({piece.text.response_id for piece in evidence})
