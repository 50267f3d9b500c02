"""`ei-collect responses` as somebody types it."""

from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.config import Config
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.conftest import SECRET
from tests.exchange import publish_both, read_rows, write_rows


@pytest.fixture(autouse=True)
def _town(installation: Installation, project: Project, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small survey, published where the command will look."""
    monkeypatch.setenv("EI_DATA", str(config.data))
    monkeypatch.setenv("EI_DATABASE_URL", config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)
    publish_both(installation, project)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A table with columns of its own names."""
    return write_rows(tmp_path / "a.csv", ["ref", "group", "quote"], ["r1", "x", "words"], ["r2", "y", "more words"])


def _import(rows: Path, *options: str) -> int:
    mapped = ["--map", "quote=caption", "--map", "ref=source"]
    return main(["responses", "import", str(rows), "--survey", "town", *mapped, *options])


def test_import_when_all_rows_are_good_then_counts_and_what_was_not_taken(
    rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [_import(rows, "--dry-run"), _import(rows), _import(rows)] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "rows: 2 imported, 0 as before, 0 changed since, 0 not usable",
        "columns not taken: group",
        "dry run: nothing was written",
        "rows: 2 imported, 0 as before, 0 changed since, 0 not usable",
        "columns not taken: group",
        "rows: 0 imported, 2 as before, 0 changed since, 0 not usable",
        "columns not taken: group",
    ]


def test_import_then_export_when_declared_then_the_ground_and_the_mark_come_out_again(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(rows, "--quotable", "already-published", "--synthetic") == 0
    out = tmp_path / "out.csv"
    assert main(["responses", "export", "--survey", "town", "--to", str(out)]) == 0
    assert {(row["source_row"], row["quotable"], row["synthetic"]) for row in read_rows(out)} == {
        ("r1", "already_published", "1"),
        ("r2", "already_published", "1"),
    }
    assert capsys.readouterr().out.endswith(f"2 rows in {out}, {tmp_path / 'out-questions.csv'}\n")


def test_import_when_a_row_is_faulty_then_exit_1_and_row_and_column_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = write_rows(tmp_path / "b.csv", ["ref", "quote"], ["r1", ""], ["r2", "fine"])
    assert _import(rows) == 1
    seen = capsys.readouterr()
    assert "b.csv: row 2, column quote: is empty" in seen.err
    assert "1 imported" in seen.out
    assert "1 not usable" in seen.out


@pytest.mark.parametrize("content", [b"caf\xe9\n", None])
def test_import_when_the_file_cannot_be_read_then_exit_2_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "c.csv"
    if content:
        path.write_bytes(content)
    assert _import(path) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_import_when_a_mapping_is_no_pair_then_usage(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        _import(rows, "--map", "quote")
    assert "'quote' is not COLUMN=QUESTION" in capsys.readouterr().err


def test_export_when_labelled_in_somali_as_xlsx_then_a_workbook(rows: Path, tmp_path: Path) -> None:
    _import(rows)
    words = ["--format", "xlsx", "--to", str(tmp_path / "out.xlsx"), "--language", "so", "--labels"]
    assert main(["responses", "export", "--survey", "town", *words]) == 0
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


def test_export_when_codings_without_a_codebook_then_said_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["responses", "export", "--survey", "town", "--codings", "--to", str(tmp_path / "o.csv")]) == 1
    assert "codebook" in capsys.readouterr().err
