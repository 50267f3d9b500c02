"""`ei-collect sheets scan`: what is told of each page, and how it ends."""

from pathlib import Path

import pytest
from PIL import Image

from ei_collect.fieldwork import reader
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.cli.commands import run
from tests.fieldwork.hall import Hall, hall

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def sheets(installation: Installation, project: Project) -> Hall:
    return hall(installation, project, 1)


def test_scans_when_read_then_a_line_for_each_page_and_a_sum(
    sheets: Hall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,), pages = sheets.codes, sheets.pages()
    first, *more = [Image.fromarray(page) for page in pages]
    first.save(tmp_path / "all.pdf", save_all=True, append_images=more, resolution=150)
    assert run(sheets.installation, "sheets", "scan", str(tmp_path / "all.pdf"), "--project", "bristol") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(pages) + 1
    for number, line in enumerate(lines[:-1], start=1):
        assert f"all.pdf page {number}: sheet {shown_sheet_code(code)} page {number}, read, " in line
    assert lines[-1] == f"{len(pages)} pages kept, 0 boxes in doubt"


def test_file_when_it_is_no_scan_then_the_others_are_read_and_the_end_says_so(
    sheets: Hall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "minutes.txt").write_text("Dear all")
    Image.fromarray(sheets.page_to_keep()).save(tmp_path / "kept.png")
    files = (str(tmp_path / name) for name in ("minutes.txt", "kept.png"))
    assert run(sheets.installation, "sheets", "scan", *files, "--project", "bristol") == 1
    refused, kept, total = capsys.readouterr().out.splitlines()
    assert "minutes.txt: refused, it is no photo [photo-no-picture]" in refused
    assert "not kept: it shows the code that belongs to whoever answered" in kept
    assert total == "0 pages kept, 0 boxes in doubt"


def test_scans_when_the_extra_is_not_installed_then_the_command_names_it(
    installation: Installation,
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "LIBRARIES", ("no_such_library",))
    assert run(installation, "sheets", "scan", str(tmp_path / "x.pdf"), "--project", project.slug) == 2
    assert "pip install 'ei-collect[scans]'" in capsys.readouterr().err
