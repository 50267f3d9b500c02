"""Tables in files: whole or not at all, and text only as text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from ei_collect.analysis.cells import Cell, Table
from ei_collect.errors import InputError
from ei_collect.operations import tables
from ei_collect.operations.tables import CUT, MAX_XLSX_CELL, write_csv, write_xlsx

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet_cells(path: Path, number: int = 1) -> list[tuple[str, str]]:
    """The type and the text of every cell of a sheet, as its XML has them."""
    with ZipFile(path) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    assert not root.findall(".//m:f", NAMES)
    return [(cell.get("t", "n"), "".join(cell.itertext())) for cell in root.findall(".//m:c", NAMES)]


def _table(*cells: Cell) -> Table:
    return Table("responses", ("words",), [[cell] for cell in cells])


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "https://example.org",
        "007",
        "1e5",
        "_x0041_",
        "<r>bold</r>",
        "<r></r></is></c><c r='B9'><f>1+1</f></c><r></r>",
        "&lt;",
        " spaces ",
        "two\nlines",
        "مرحبا 👩‍👩‍👧",
    ],
)
def test_write_xlsx_when_words_look_like_something_else_then_they_stay_words(tmp_path: Path, words: str) -> None:
    write_xlsx([_table(words)], tmp_path / "a.xlsx")
    (_heading, (kind, text)) = sheet_cells(tmp_path / "a.xlsx")
    assert (kind, text.replace("_x005F_x0041_", "_x0041_")) == ("inlineStr", words)


def test_write_xlsx_when_a_number_then_a_number_and_controls_are_shown(tmp_path: Path) -> None:
    write_xlsx([_table(-5, "bell \x07")], tmp_path / "a.xlsx")
    assert sheet_cells(tmp_path / "a.xlsx")[1:] == [("n", "-5"), ("inlineStr", "bell ␇")]


@pytest.mark.parametrize("character", ["x", "😀"])
def test_write_xlsx_when_a_cell_is_too_long_then_cut_with_a_note(tmp_path: Path, character: str) -> None:
    fits = character * (MAX_XLSX_CELL // (len(character.encode("utf-16-le")) // 2))
    write_xlsx([_table(fits, fits + "xx")], tmp_path / "a.xlsx")
    (_heading, (_type, whole), (_type_too, cut)) = sheet_cells(tmp_path / "a.xlsx")
    assert whole == fits
    assert cut.endswith(character + CUT)
    assert len(cut.encode("utf-16-le")) // 2 in {MAX_XLSX_CELL, MAX_XLSX_CELL - 1}


def test_write_xlsx_when_a_sheet_is_full_then_refused_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_XLSX_ROWS", 3)
    assert write_xlsx([_table(1, 2)], tmp_path / "a.xlsx") == 2
    with pytest.raises(InputError, match="more rows than XLSX can hold"):
        write_xlsx([_table(1, 2, 3)], tmp_path / "b.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_write_csv_when_the_rows_break_off_then_the_old_file_stays(tmp_path: Path) -> None:
    def breaks_off() -> Iterator[Sequence[Cell]]:
        yield ["one"]
        raise OSError("disk full")

    path = tmp_path / "a.csv"
    assert write_csv(_table("old"), path) == 1
    with pytest.raises(OSError, match="disk full"):
        write_csv(Table("responses", ("words",), breaks_off()), path)
    assert path.read_bytes() == b"words\r\nold\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_tables_when_written_then_only_their_owner_can_read_them(tmp_path: Path) -> None:
    write_csv(_table("words"), tmp_path / "a.csv")
    write_xlsx([_table("words")], tmp_path / "a.xlsx")
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
