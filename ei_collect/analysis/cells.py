"""Tables on their way out, and their cells. How dangerous text stands in one is in `answering.guarding`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ei_collect.answering.guarding import WITHHELD, defuse, restore
from ei_collect.answering.response import Missing

__all__ = ["WITHHELD", "Cell", "Table", "defuse", "mark", "restore"]

Cell: TypeAlias = str | int
"""Text, or a real number, which is written as a number."""


@dataclass(frozen=True)
class Table:
    """A table on its way out: rows can be gone through once, and every text in them has been defused."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def mark(reason: Missing) -> str:
    """How a missing answer is written."""
    return f"[{reason.value}]"
