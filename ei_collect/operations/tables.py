"""Writing tables into files: CSV, and XLSX in constant memory. What is in them is made by `analysis`.

A file appears whole or not at all.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ei_collect.analysis.cells import Cell, Table
from ei_collect.errors import InputError
from ei_collect.language.visible import visible

MAX_XLSX_ROWS = 1_048_576
MAX_XLSX_CELL = 32_767  # UTF-16 units
CUT = " […: the CSV export has the rest]"
_PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _PlainSheet(Worksheet):
    """A sheet without rich text: the library writes words that begin with <r> and end with </r> unescaped."""

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        self._xml_inline_string(string, True, attributes)


def write_csv(table: Table, path: Path) -> int:
    """Write a table as CSV (UTF-8, RFC 4180); how many rows it has below its headings."""
    with in_place_of(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        return write_csv_into(table, file)


def write_csv_into(table: Table, file: TextIO) -> int:
    """The same into an open file, which keeps ends of lines as they are."""
    writer = csv.writer(file)
    writer.writerow(table.headings)
    return sum(writer.writerow(row) > 0 for row in table.rows)


def write_xlsx(tables: Sequence[Table], path: Path) -> int:
    """Write each table as a sheet of one workbook, text only as text; how many rows the first has below its headings.

    Raises:
        InputError: a table has more rows than a sheet can hold.
    """
    with in_place_of(path) as part, Workbook(str(part), _PLAIN) as book:
        counts = [_write_sheet(book.add_worksheet(table.name, _PlainSheet), table) for table in tables]
    return counts[0]


def _write_sheet(sheet: Worksheet, table: Table) -> int:
    _write_row(sheet, 0, table.headings)
    count = 0
    for count, row in enumerate(table.rows, start=1):
        if count >= MAX_XLSX_ROWS:
            raise InputError.of(
                "xlsx-full", "has more rows than XLSX can hold", where=table.name, mend="Export it as CSV."
            )
        _write_row(sheet, count, row)
    return count


def _write_row(sheet: Worksheet, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(number, column, _held(cell))
        else:
            sheet.write_number(number, column, cell)


def _held(text: str) -> str:
    """What a cell can hold of `text`: unheld characters shown by substitutes, and a note where it had to be cut."""
    shown = visible(text)
    if len(shown.encode("utf-16-le")) // 2 <= MAX_XLSX_CELL:
        return shown
    room = (MAX_XLSX_CELL - len(CUT)) * 2
    return shown.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place once it is whole; for its owner's eyes, since it holds answers."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
