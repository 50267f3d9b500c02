"""Splitting a text into sentences, in any script, well enough to say which of them a suggestion rests on."""

import re
from collections.abc import Iterator

from ei_collect.coding.coding import Span

ABBREVIATIONS = frozenset({"st", "mr", "mrs", "ms", "dr", "no", "rd", "ul", "np", "e.g", "i.e"})

# How far around a full stop to look, in code points.
LOOK = 10

_END = re.compile(r"[.!?…。！？؟۔।።]+[\"'”’»)\]]*(?=\s)|\n+")
_LAST_WORD = re.compile(r"[\w.]+$")


def sentences(body: str) -> tuple[Span, ...]:
    """The sentences of `body` in order, without the white space between them; none for a text without words.

    A full stop after an abbreviation, or before a small letter, ends nothing.
    """
    return tuple(_trimmed(body, start, stop) for start, stop in _pieces(body) if body[start:stop].strip())


def _pieces(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(body):
        if end.group().strip() and _goes_on(body, start, end):
            continue
        yield start, end.end()
        start = end.end()
    yield start, len(body)


def _goes_on(body: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    following = body[end.end() : end.end() + LOOK].lstrip()[:1]
    word = _LAST_WORD.search(body, max(start, end.start() - LOOK), end.start())
    return following.islower() or (word is not None and word.group().casefold() in ABBREVIATIONS)


def _trimmed(body: str, start: int, stop: int) -> Span:
    piece = body[start:stop]
    return Span(start + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip()))
