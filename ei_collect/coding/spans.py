"""Spans of a text: checking one, finding the one that some words mean, and the identifier that it always has."""

import hashlib

from ei_collect.coding.coding import Span
from ei_collect.errors import InputError

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 12


def derived_id(prefix: str, *parts: str) -> str:
    """An identifier such as `ca_4k2m0v9s7d1q` that the same parts always have: 60 bits of their SHA-256."""
    number = int.from_bytes(hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest(), "big")
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(digits)}"


def excerpt_id(text_id: str, span: Span) -> str:
    """The identifier of a span of a text: the same whether a machine suggested it or a person took it."""
    return derived_id("ex", text_id, str(span.start), str(span.stop))


def whole(body: str) -> Span:
    """The span of all of a text."""
    return Span(0, len(body))


def words_in(body: str, span: Span) -> str:
    """The very characters of a span."""
    return body[span.start : span.stop]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans of one text share a code point."""
    return one.start < other.stop and other.start < one.stop


def checked_span(body: str, span: Span) -> Span:
    """The span itself.

    Raises:
        InputError: it is not within the text, or holds nothing but white space.
    """
    if not 0 <= span.start < span.stop <= len(body):
        raise InputError.of(
            "span-outside",
            f"the marked part ({span.start} to {span.stop}) is not within the text of {len(body)} characters",
            where="the marked words",
            mend="Mark the words again.",
        )
    if not words_in(body, span).strip():
        raise InputError.of(
            "span-empty", "the marked part holds no words", where="the marked words", mend="Mark some words."
        )
    return span


def span_of_words(body: str, words: str) -> Span:
    """The one place in `body` where `words` stand, white space around them left out.

    Raises:
        InputError: they are not there, or are there more than once.
    """
    sought = words.strip()
    start = body.find(sought) if sought else -1
    if start < 0:
        raise InputError.of(
            "words-absent",
            "these words are not in the text",
            where="only these words",
            mend="Copy them from the text exactly as they stand.",
        )
    if body.find(sought, start + 1) >= 0:
        raise InputError.of(
            "words-ambiguous",
            "these words are in the text more than once",
            where="only these words",
            mend="Add the words before or after them, so that one place is meant.",
        )
    return Span(start, start + len(sought))
