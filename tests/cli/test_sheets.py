"""`ei-collect sheets make` as somebody types it."""

from pathlib import Path

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.places.picture import pages_of
from ei_collect.projects.project import MemberRole, Project
from tests.answering.surveys import TOWN, publish_yaml
from tests.cli.commands import run
from tests.coded import joins
from tests.operations.sitting_opening import opened

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(autouse=True)
def _town(installation: Installation, project: Project) -> None:
    publish_yaml(installation, project, TOWN, languages=("en", "ar"))


def test_make_when_asked_then_a_file_with_so_many_sheets(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting, to = (
        opened(installation, project, joins(installation, project, "r@example.org", MemberRole.RESEARCHER)),
        tmp_path / "sheets.pdf",
    )
    words = ("--survey", "town", "--language", "ar", "--count", "2", "--to", str(to), "--project", "bristol")
    assert run(installation, "sheets", "make", *words, "--sitting", sitting.code, "--batch", "hall") == 0
    assert capsys.readouterr().out == f"{to}: 2 sheets, batch hall\n"
    pages = pages_of(to.read_bytes())
    assert pages % 4 == 0
    assert run(installation, "sheets", "make", "--survey", "town", "--large-print", "--to", str(to)) == 0
    assert pages_of(to.read_bytes()) > pages / 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--survey", "town", "--count", "0"), "cannot be 0"),
        (("--survey", "town", "--language", "pl"), "not offered in pl"),
        (("--survey", "nowhere"), "nowhere"),
        (("--survey", "town", "--project", "other"), "is not in other"),
        (("--survey", "town", "--sitting", "000000"), "sitting 000000"),
    ],
)
def test_make_when_it_cannot_be_then_says_why_and_writes_nothing(
    installation: Installation,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    to = tmp_path / "sheets.pdf"
    assert run(installation, "sheets", "make", "--to", str(to), *words) != 0
    assert told in capsys.readouterr().err
    assert not to.exists()
