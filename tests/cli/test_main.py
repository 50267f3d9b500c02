"""How every command ends: with a status, and with one line for each thing that is wrong; never a traceback."""

from pathlib import Path

import pytest

from ei_collect.cli import main, user
from ei_collect.operations.installation import Installation
from tests.cli.commands import run


def test_command_when_a_file_is_not_there_then_one_line_names_it_and_the_status_is_2(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "none.csv")
    assert run(installation, "wards", "import", "--boundaries", absent, "--postcodes", absent) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert f"{absent}: No such file or directory. Look at the name" in said[0]


def test_command_when_what_it_names_is_unknown_then_the_status_is_2(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installation, "pack", "build", "--project", "none", "--to", "x") == 2
    assert "[project-unknown] Make it: ei-collect project add." in capsys.readouterr().err


def test_command_when_the_environment_is_faulty_then_every_fault_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"EI_PORT": "abc", "EI_BASE_URL": "x", "EI_SECRET_KEY": "short"}.items():
        monkeypatch.setenv(name, value)
    assert main(["doctor"]) == 2
    assert [line.split(":")[1].strip() for line in capsys.readouterr().err.splitlines()] == [
        "EI_PORT",
        "EI_BASE_URL",
        "EI_SECRET_KEY",
    ]


def test_doctor_when_the_database_has_no_tables_then_the_status_is_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EI_DATA", str(tmp_path))
    assert main(["doctor"]) == 1
    assert "[database-old] Run ei-collect db upgrade." in capsys.readouterr().out


def test_project_when_added_then_there_and_not_twice(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("project", "add", "town", "--name", "A town", "--contact", "team@example.org", "--languages", "en, ar")
    assert run(installation, *words) == 0
    assert capsys.readouterr().out.startswith("project town is there (pr_")
    assert run(installation, *words) == 1


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("project")
def test_command_when_it_asks_and_nobody_can_type_then_one_line_says_so_and_the_status_is_2(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(user, "getpass", ended)
    assert run(installation, "user", "add", "a@b.org", "--name", "A", "--project", "bristol", "--role", "partner") == 2
    assert capsys.readouterr().err.startswith("ei-collect: nothing was typed")


@pytest.mark.parametrize("words", [[], ["nonsense"], ["project"], ["survey", "publish"]])
def test_command_when_mistyped_then_the_usage_is_shown(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert "usage: ei-collect" in capsys.readouterr().err
