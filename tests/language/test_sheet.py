"""Tables read from CSV files, whole or with the place where they cannot be read."""

from pathlib import Path

import pytest

from ei_collect.errors import UnreadableError
from ei_collect.language.sheet import Row, open_sheet


def _rows(path: Path) -> tuple[tuple[str, ...], list[Row]]:
    with open_sheet(path) as sheet:
        return sheet.headings, list(sheet.rows)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
def test_open_sheet_when_cells_hold_lines_and_quotes_then_every_character_is_there(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(mark + b'id, words \n1,"one\r\ntwo, ""three"" "\n\n2,=1+1\n')
    assert _rows(path) == (("id", "words"), [Row(2, ["1", 'one\r\ntwo, "three" ']), Row(4, ["2", "=1+1"])])


def test_open_sheet_when_a_cell_is_longer_than_the_csv_modules_limit_then_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("words\n" + "x" * 200_000)
    assert len(_rows(path)[1][0].cells[0]) == 200_000


def test_open_sheet_when_not_utf8_then_the_byte_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,words\n1,fine\n2,caf\xe9\n")
    with pytest.raises(UnreadableError, match=r"a.csv: row 3, column 2: holds the byte 0xe9.*CSV UTF-8"):
        _rows(path)


def test_open_sheet_when_saved_as_utf16_then_it_says_so_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,words\n1,x\n", encoding="utf-16")
    with pytest.raises(UnreadableError, match="row 1, column 1: holds the byte 0xff"), open_sheet(path):
        pass


def test_open_sheet_when_a_quotation_mark_stays_open_then_its_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,words\n1,fine\n2,"never closed\n')
    with pytest.raises(UnreadableError, match="row 3: cannot be read as CSV"):
        _rows(path)


@pytest.mark.parametrize("content", ["", "\n1,2\n"])
def test_open_sheet_when_there_are_no_headings_then_unreadable(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    with pytest.raises(UnreadableError, match="no heading row"), open_sheet(path):
        pass
