"""Codings as a long table: one row for each code that a person applied to an excerpt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ei_collect.analysis.cells import WITHHELD, Cell, Table, defuse
from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import Coding, OpenText

HEADINGS = (
    "excerpt_id",
    "text_id",
    "response_id",
    "question",
    "language",
    "words",
    "start",
    "stop",
    "code",
    "stance",
    "scale",
    "dimensions",
    "place_kind",
    "place_wards",
    "place_name",
    "home_ward",
    "coder",
    "memo",
    "identity_check",
    "coded_on",
    "synthetic",
    "written_by",
)
GUARDED = frozenset({"response_id", "language", "place_wards", "place_name", "home_ward", "written_by"})
"""What never stands beside a sensitive code, nor beside another coding of the same response, which would tell it."""


def coding_table(codings: Sequence[Coding], texts: Mapping[str, OpenText], codebook: Codebook) -> Table:
    """One row for each coding of one of `texts` (by id), in the order given; guarded where a code is sensitive."""
    ours = [coding for coding in codings if coding.text_id in texts]
    guarded = _responses_with_sensitive_codes(ours, texts, codebook)
    return Table("codings", HEADINGS, _rows(ours, texts, guarded))


def _responses_with_sensitive_codes(
    codings: Iterable[Coding], texts: Mapping[str, OpenText], codebook: Codebook
) -> frozenset[str]:
    """Ids of responses; a code that the codebook no longer has counts as sensitive."""
    harmless = {code.code for code in codebook.codes if not code.sensitive}
    return frozenset(texts[coding.text_id].response_id for coding in codings if coding.code not in harmless)


def _rows(
    codings: Iterable[Coding], texts: Mapping[str, OpenText], guarded: frozenset[str]
) -> Iterator[Sequence[Cell]]:
    for coding in codings:
        text = texts[coding.text_id]
        row = dict(zip(HEADINGS, _row(coding, text), strict=True))
        if text.response_id in guarded:
            row |= dict.fromkeys(GUARDED, WITHHELD)
        yield list(row.values())


def _row(coding: Coding, text: OpenText) -> list[Cell]:
    return [
        coding.excerpt_id,
        coding.text_id,
        text.response_id,
        text.question,
        text.language,
        defuse(text.body[coding.span.start : coding.span.stop]),
        coding.span.start,
        coding.span.stop,
        coding.code,
        coding.stance,
        coding.scale,
        "|".join(coding.dimensions),
        coding.place.kind,
        "|".join(coding.place.wards),
        defuse(coding.place.name),
        text.home_ward or "",
        defuse(coding.coder),
        defuse(coding.memo),
        coding.identity_check,
        coding.coded_on.isoformat(),
        int(text.synthetic),
        text.written_by,
    ]
