"""The form with which a coder marks and codes a part of a text: what was typed, and what it means."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar

from werkzeug.datastructures import MultiDict

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.coding.coding import OpenText, PlaceKind, PlaceSpokenOf, Scale, Span, Stance, Suggestion
from ei_collect.coding.marking import Mark
from ei_collect.coding.spans import span_of_words, whole, words_in
from ei_collect.errors import Finding, InputError
from ei_collect.language.visible import visible

LISTS = frozenset({"dimensions", "wards"})
Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class MarkForm:
    """What stands in the form, kept as typed so that nothing is lost where something is wrong.

    `words` (what is marked; empty for the whole text) was filled in by hand, or with `start` and `stop` by the script.
    `suggestion` is the id of the suggestion that is taken with changes, else empty.
    """

    words: str = ""
    start: str = ""
    stop: str = ""
    code: str = ""
    stance: str = ""
    scale: str = Scale.NOT_CLEAR.value
    dimensions: tuple[str, ...] = ()
    place_kind: str = PlaceKind.NONE.value
    wards: tuple[str, ...] = ()
    place_name: str = ""
    memo: str = ""
    suggestion: str = ""

    @classmethod
    def blank(cls, text: OpenText) -> Self:
        """The form for a text, with the place that its author named."""
        wards = (text.place_ward,) if text.place_ward else ()
        kind = PlaceKind.PLACE if text.place_name.strip() else PlaceKind.WARD if wards else PlaceKind.NONE
        return cls(place_kind=kind.value, wards=wards, place_name=text.place_name)

    @classmethod
    def of_suggestion(cls, text: OpenText, suggestion: Suggestion) -> Self:
        """The form filled in with a suggestion."""
        return cls(
            words=words_in(text.body, suggestion.span),
            start=str(suggestion.span.start),
            stop=str(suggestion.span.stop),
            code=suggestion.code,
            stance=suggestion.stance.value,
            scale=suggestion.scale.value,
            place_kind=suggestion.place.kind.value,
            wards=suggestion.place.wards,
            place_name=suggestion.place.name,
            suggestion=suggestion.id,
        )

    @classmethod
    def typed(cls, form: MultiDict[str, str]) -> Self:
        """What was sent."""
        values: dict[str, Any] = {
            each.name: tuple(filter(None, form.getlist(each.name)))
            if each.name in LISTS
            else form.get(each.name, "").replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)
            for each in fields(cls)
        }
        return cls(**values)

    def mark(self, body: str) -> Mark:
        """What it says of the text `body`.

        Raises:
            InputError: the words cannot be found, or a choice is none of those offered; every fault.
        """
        findings: list[Finding] = []
        span = _read(lambda: self._span(body), findings, Span(0, 1))
        stance = _read(lambda: _choice(Stance, self.stance, "stance"), findings, Stance.NEITHER)
        scale = _read(lambda: _choice(Scale, self.scale, "scale"), findings, Scale.NOT_CLEAR)
        kind = _read(lambda: _choice(PlaceKind, self.place_kind, "sort of place"), findings, PlaceKind.NONE)
        if not self.code:
            findings.append(Finding("code", "code-missing", "is not chosen", "Choose a code."))
        if findings:
            raise InputError(findings)
        place = PlaceSpokenOf(kind, self.wards, self.place_name if self.place_name.strip() else "")
        return Mark(span, self.code, stance, scale, self.dimensions, place, self.memo)

    def _span(self, body: str) -> Span:
        if not self.words.strip():
            return whole(body)
        if self.start.isdecimal() and self.stop.isdecimal():
            span = Span(int(self.start), int(self.stop))
            if _as_shown(words_in(body, span)) == _as_shown(self.words):
                return span
        return _span_of_typed(body, self.words)


def _span_of_typed(body: str, words: str) -> Span:
    """Where the words stand; somebody may have copied the visible substitutes of characters that a page cannot show."""
    shown = visible(body)
    if words.strip() not in body and len(shown) == len(body):
        return span_of_words(shown, words)
    return span_of_words(body, words)


def _as_shown(words: str) -> str:
    return visible(words).replace("\r", "\n").strip("\n")


def _choice(kind: Callable[[str], Chosen], given: str, noun: str) -> Chosen:
    try:
        return kind(given)
    except ValueError as error:
        what = f"{given!r} is not among the choices" if given else "is not chosen"
        raise InputError.of("choice", what, where=noun, mend=f"Choose a {noun}.") from error


def _read(read: Callable[[], Chosen], findings: list[Finding], otherwise: Chosen) -> Chosen:
    try:
        return read()
    except InputError as error:
        findings += error.findings
        return otherwise
