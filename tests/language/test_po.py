"""Catalogue files written the same at each run."""

from pathlib import Path

from babel.messages.catalog import Catalog

from ei_collect.language.po import read_file, to_text


def _catalog() -> Catalog:
    catalog = Catalog(locale="so", fuzzy=False)
    catalog.add("Next", "Xiga", [("a.html", 7)], user_comments=["needs-review"])
    catalog.add(("%(num)s answer", "%(num)s answers"), ("Hal", "%(num)s jawaab"))
    catalog.add("Back", None, context="to the page before")
    return catalog


def test_text_when_written_then_without_dates_versions_and_line_numbers() -> None:
    text = to_text(_catalog())
    assert "POT-Creation-Date" not in text
    assert "Generated-By" not in text
    assert "#: a.html\n" in text


def test_text_when_written_twice_then_the_same() -> None:
    assert to_text(_catalog()) == to_text(_catalog())


def test_text_when_read_back_then_the_same_messages(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(to_text(_catalog()), encoding="utf-8")
    back = read_file(path, "so")
    assert back is not None
    assert to_text(back).replace("#: a.html:0", "#: a.html") == to_text(_catalog())
    assert back.num_plurals == 2


def test_file_when_absent_then_none(tmp_path: Path) -> None:
    assert read_file(tmp_path / "x.po") is None
