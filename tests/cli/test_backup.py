"""The commands of an operator: making a backup, looking at it, bringing it back, and fresh keys."""

from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.archives import archives_in
from tests.cli.commands import run
from tests.operations.backups import files_of

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def elsewhere(installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of another machine, on which commands run that go through `main` itself."""
    folder = tmp_path / "elsewhere"
    monkeypatch.setenv("EI_DATA", str(folder))
    monkeypatch.setenv("EI_BACKUP_KEY_FILE", str(installation.config.backup_key))
    return folder


def test_backup_when_made_verified_and_restored_then_each_says_what_it_did(
    installation: Installation,
    project: Project,
    tmp_path: Path,
    elsewhere: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "backups"
    assert run(installation, "backup", "--to", str(home)) == 0
    said = capsys.readouterr().out
    assert "0 files; 0 older backups removed" in said
    assert f"a key was made, {installation.config.backup_key}. Keep a copy of it elsewhere" in said
    assert run(installation, "backup", "--to", str(home), "--keep-days", "1") == 0
    assert "a key was made" not in capsys.readouterr().out
    assert main(["verify", str(home)]) == 0
    assert capsys.readouterr().out.count(": whole\n") == len(archives_in(home)) == 2
    assert main(["restore", str(home)]) == 0
    assert "all staff sign in anew" in capsys.readouterr().out
    assert main(["doctor"]) == 0
    assert (elsewhere / "secret-key").read_text() == installation.config.secret_key
    assert files_of(installation) == {}
    assert main(["restore", str(home)]) == 1
    assert "[installation-full] Restore into an empty installation" in capsys.readouterr().err
    assert main(["restore", str(home), "--replace"]) == 0
    assert project.slug == "bristol"


def test_verify_when_something_is_amiss_then_one_line_for_each_and_the_status_is_1(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(installation, "backup", "--to", str(tmp_path / "backups"))
    (folder,) = archives_in(tmp_path / "backups")
    (folder / "more").write_text("more")
    (rows,) = (folder / "database").iterdir()
    rows.unlink()
    assert run(installation, "verify", str(folder)) == 1
    told = capsys.readouterr()
    assert "1 files" in told.out
    assert told.out.rstrip().endswith("2 findings")
    assert len(told.err.splitlines()) == 2
    assert run(installation, "restore", str(folder), "--replace") == 2


def test_backup_when_it_cannot_be_written_then_the_status_is_2(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run(installation, "backup", "--to", str(tmp_path / "file")) == 2
    assert "Look at the name" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        run(installation, "backup", "--to", str(tmp_path / "backups"), "--keep-days", "0")
    assert ended.value.code == 2


def test_keys_when_rotated_then_said_what_to_keep(
    installation: Installation, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installation, "keys", "rotate") == 1
    assert "[secret-same] Set it to a new key" in capsys.readouterr().err
    assert run(installation, "keys", "rotate", "--backup") == 2
    assert "[backup-key-absent]" in capsys.readouterr().err
    assert main(["db", "upgrade"]) == 0
    assert main(["keys", "rotate"]) == 0
    assert "codes open nothing without them" in capsys.readouterr().out
    assert len((elsewhere / "secret-key.old").read_text().split()) == 1
