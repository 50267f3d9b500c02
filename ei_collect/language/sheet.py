"""Reading a table from a CSV file: UTF-8, a heading row, every cell as it is. What the cells mean is the caller's."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ei_collect.errors import UnreadableError

MAX_CELL = 10_000_000  # code points; the csv module's own limit is 131,072
HEADING_ROW = 1
_STRAY_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Row:
    """One row, numbered as a spreadsheet does it (the headings are row 1); a short row lacks its last cells."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """An open table: its headings, and its rows to go through once. Rows without any words are left out."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """The table in a CSV file (UTF-8, with or without a byte order mark), read row by row.

    Raises:
        UnreadableError: at once or at a later row: not UTF-8 (names the byte), not CSV, or without a heading row.
        OSError: the file cannot be opened.
    """
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = _rows(path, csv.reader(file, strict=True))
        first = next(rows, None)
        if first is None or first.number != HEADING_ROW:
            raise UnreadableError.of(
                "no-headings", "has no heading row", where=path.name, mend="Put the columns' names into the first row."
            )
        yield Sheet(path.name, tuple(heading.strip() for heading in first.cells), rows)


def _rows(path: Path, reader: Iterator[list[str]]) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(reader, start=HEADING_ROW):
            row = Row(number, cells)
            _check_encoding(path, row)
            if any(cell.strip() for cell in cells):
                yield row
    except csv.Error as error:
        raise UnreadableError.of(
            "not-csv",
            f"cannot be read as CSV any further: {error}",
            where=f"{path.name}: row {number + 1}",
            mend="Look for a quotation mark that is not closed or not doubled there, and save the table again as CSV.",
        ) from None


def _check_encoding(path: Path, row: Row) -> None:
    """Bytes that are no UTF-8 arrive as surrogates, which no UTF-8 can spell: so their row and column are known."""
    for column, cell in enumerate(row.cells, start=1):
        if not cell.isascii() and (stray := _STRAY_BYTE.search(cell)):
            raise UnreadableError.of(
                "not-utf8",
                f"holds the byte 0x{ord(stray[0]) - 0xDC00:02x}, which is not UTF-8",
                where=f"{path.name}: row {row.number}, column {column}",
                mend="Save the table again as “CSV UTF-8”.",
            )
