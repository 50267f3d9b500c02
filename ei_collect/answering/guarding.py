"""Cells of our own exports: how a missing answer and dangerous text stand in them. `restore(defuse(text)) == text`."""

import re

from ei_collect.answering.response import Missing

MARKS = {f"[{reason.value}]": reason for reason in Missing}
"""How a missing answer is written in a table, by our own exports too."""

WITHHELD = "[withheld]"

# What spreadsheets run when a cell begins with it (full-width forms included), and our own marks, with white space
# round them or without, as they are read: words that happen to spell a mark are told from it by the apostrophe.
# Apostrophes before either belong to the pattern, so that one that was there already is not taken for ours.
_MARK = "|".join(map(re.escape, [*MARKS, WITHHELD]))
_DANGEROUS = re.compile(rf"'*(?:[=+\-@\t\r＝＋－＠]|\s*(?:{_MARK})\s*\Z)")
_DEFUSED = re.compile(rf"'(?={_DANGEROUS.pattern})")


def defuse(text: str) -> str:
    """`text` with one apostrophe before it where a spreadsheet would run it, or where it spells one of our marks."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """What `defuse` was given."""
    return text[1:] if _DEFUSED.match(text) else text
