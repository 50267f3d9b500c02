"""In which order the choices or rows of a question are shown to somebody, where it asks for another order each time.

There are a few orders only, so that a page made once serves everybody who has the same one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from ei_collect.survey.definition import Choice, Question, Row

VARIANTS = 24


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


Listed = TypeVar("Listed", bound=_Coded)


def variant_of(key: str) -> int:
    """Which of the VARIANTS orders, counted from 0, the holder of this code is shown; the same one always."""
    return int.from_bytes(_digest(key)[:8]) % VARIANTS


def is_shuffled(questions: Iterable[Question]) -> bool:
    """Whether any of these questions looks different in different variants."""
    return any(question.random_order for question in questions)


def choices_in_order(question: Question, variant: int) -> tuple[Choice, ...]:
    """The choices as this variant shows them; those that exclude the others or take own words stay last."""
    if not question.random_order or question.rows:
        return question.choices
    last = [choice for choice in question.choices if choice.exclusive or choice.other]
    return (*_turned([choice for choice in question.choices if choice not in last], question.code, variant), *last)


def rows_in_order(question: Question, variant: int) -> tuple[Row, ...]:
    """The rows of a grid as this variant shows them."""
    return tuple(_turned(question.rows, question.code, variant)) if question.random_order else question.rows


def _turned(listed: Sequence[Listed], question: str, variant: int) -> list[Listed]:
    """Mixed by the question's code, then begun somewhere else in each variant, and in every other round backwards.

    So each entry stands in each place about as often, over the variants, and not always behind the same neighbour.
    """
    if not listed:
        return []
    mixed = sorted(listed, key=lambda entry: _digest(f"{question}.{entry.code}"))
    rounds, start = divmod(variant, len(mixed))
    turned = mixed[start:] + mixed[:start]
    return turned[::-1] if rounds % 2 else turned


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
