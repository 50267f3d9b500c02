"""Cells of an export: how a missing answer and dangerous text stand in them. `restore(defuse(text)) == text`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ei_collect.answering.reading import MARKS
from ei_collect.answering.response import Missing

Cell: TypeAlias = str | int
"""Text, or a real number, which is written as a number."""

WITHHELD = "[withheld]"

# What spreadsheets run when a cell begins with it (full-width forms included), and our own marks: words that happen to
# spell a mark are told from it by the apostrophe. Apostrophes before either belong to the pattern, so that one that
# was there already is not taken for ours.
_MARK = "|".join(map(re.escape, [*MARKS, WITHHELD]))
_DANGEROUS = re.compile(rf"'*(?:[=+\-@\t\r＝＋－＠]|(?:{_MARK})\Z)")
_DEFUSED = re.compile(rf"'(?={_DANGEROUS.pattern})")


@dataclass(frozen=True)
class Table:
    """A table on its way out: rows can be gone through once, and every text in them has been defused."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def defuse(text: str) -> str:
    """`text` with one apostrophe before it where a spreadsheet would run it, or where it spells one of our marks."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """What `defuse` was given."""
    return text[1:] if _DEFUSED.match(text) else text


def mark(reason: Missing) -> str:
    """How a missing answer is written."""
    return f"[{reason.value}]"
