"""`ei-collect user add`: an account from the command line, its password from standard input or asked for."""

import io

import pytest

from ei_collect.cli import user
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import sign_in
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import find_roles
from tests.cli.commands import run

PASSWORD = "correct horse battery"
WORDS = ("user", "add", "asha@example.org", "--name", "Asha", "--project", "bristol", "--role", "researcher")


def test_user_when_the_password_comes_on_standard_input_then_may_sign_in(
    installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run(installation, *WORDS, "--password-stdin") == 0
    made = sign_in(installation, "asha@example.org", PASSWORD)
    assert made is not None
    with installation.database.reading() as connection:
        assert find_roles(connection, project.scope, made.id) == (MemberRole.RESEARCHER,)


@pytest.mark.parametrize(("typed", "status"), [((PASSWORD, PASSWORD), 0), ((PASSWORD, "something else"), 1)])
def test_user_when_the_password_is_asked_for_then_twice_and_the_same(
    installation: Installation,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, str],
    status: int,
) -> None:
    answers = iter(typed)
    monkeypatch.setattr(user, "getpass", lambda _prompt: next(answers))
    assert run(installation, *WORDS) == status
    assert (sign_in(installation, "asha@example.org", PASSWORD) is not None) is (status == 0)


def test_user_when_the_project_is_unknown_then_refused_and_no_account_made(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run(installation, *WORDS, "--password-stdin") == 2
    assert "project bristol" in capsys.readouterr().err
    assert sign_in(installation, "asha@example.org", PASSWORD) is None
