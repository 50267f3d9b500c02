"""What a researcher decides when they code a part of a text, and everything that can be wrong with it at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf, Scale, Span, Stance
from ei_collect.coding.spans import checked_span
from ei_collect.errors import Finding, InputError
from ei_collect.survey.nearest import did_you_mean

LONGEST_MEMO = 10_000
LONGEST_PLACE_NAME = 300
KINDS_WITH_WARDS = frozenset({PlaceKind.WARD, PlaceKind.PLACE, PlaceKind.SEVERAL, PlaceKind.ROUTE})

NOWHERE = PlaceSpokenOf()


@dataclass(frozen=True)
class Mark:
    """A part of a text and what is said of it. Without dimensions it has those of its code."""

    span: Span
    code: str
    stance: Stance
    scale: Scale = Scale.NOT_CLEAR
    dimensions: tuple[str, ...] = ()
    place: PlaceSpokenOf = NOWHERE
    memo: str = ""


def checked_mark(mark: Mark, body: str, codebook: Codebook, wards: Collection[str]) -> Mark:
    """The mark with its dimensions in the codebook's order. `wards` are the codes of the town's wards.

    Raises:
        InputError: every fault of it.
    """
    findings = [*_span_findings(mark, body), *_code_findings(mark, codebook), *_place_findings(mark.place, wards)]
    if len(mark.memo) > LONGEST_MEMO:
        findings.append(Finding("memo", "memo-long", "is too long", f"At most {LONGEST_MEMO} characters."))
    code = codebook.code(mark.code)
    if findings or code is None:
        raise InputError(findings)
    told = mark.dimensions or code.dimensions
    return replace(
        mark,
        dimensions=tuple(entry.code for entry in codebook.dimensions if entry.code in told),
        place=replace(mark.place, name=mark.place.name.replace("\0", SYMBOL_FOR_NUL)),
        memo=mark.memo.replace("\0", SYMBOL_FOR_NUL),
    )


def _span_findings(mark: Mark, body: str) -> tuple[Finding, ...]:
    try:
        checked_span(body, mark.span)
    except InputError as error:
        return error.findings
    return ()


def _code_findings(mark: Mark, codebook: Codebook) -> Iterator[Finding]:
    if codebook.code(mark.code) is None:
        mend = did_you_mean(mark.code, [code.code for code in codebook.codes]) if mark.code else "Choose one."
        yield Finding("code", "code-unknown", f"{mark.code!r} is no code of this codebook", mend)
    known = [entry.code for entry in codebook.dimensions]
    for dimension in mark.dimensions:
        if dimension not in known:
            what = f"{dimension!r} is no dimension of this codebook"
            yield Finding("dimensions", "dimension-unknown", what, did_you_mean(dimension, known))


def _place_findings(place: PlaceSpokenOf, wards: Collection[str]) -> Iterator[Finding]:
    for ward in place.wards:
        if ward not in wards:
            yield Finding("ward", "ward-unknown", f"{ward!r} is no ward of this town", "Choose a ward from the list.")
    if place.kind is PlaceKind.WARD and not place.wards:
        yield Finding("ward", "ward-missing", "names no ward", "Choose the ward, or another sort of place.")
    if place.kind is PlaceKind.PLACE and not place.name.strip():
        yield Finding("place name", "place-name-missing", "names no place", "Write its name, or choose another sort.")
    if len(place.name) > LONGEST_PLACE_NAME:
        yield Finding("place name", "place-name-long", "is too long", f"At most {LONGEST_PLACE_NAME} characters.")
    if place.wards and place.kind not in KINDS_WITH_WARDS:
        what = f"a ward is chosen, but the sort of place is “{place.kind.value}”"
        yield Finding("ward", "ward-surplus", what, "Choose the sort of place that the ward belongs to, or no ward.")
