"""`ei-collect user`: accounts from the command line, and what an operator does for somebody who cannot get in."""

import io

import pytest

from ei_collect.cli import user
from ei_collect.operations.factors import factors_of, make_recovery_codes
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, sign_in
from ei_collect.operations.sessions import begin_session, current_session
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


def test_password_when_given_anew_then_to_be_changed_and_every_session_is_over(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asha = add_user(installation, "asha@example.org", "Asha", PASSWORD)
    key = begin_session(installation, asha, shared=False, strong=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("another horse battery\n"))
    assert run(installation, "user", "password", "Asha@example.org", "--password-stdin") == 0
    assert sign_in(installation, "asha@example.org", PASSWORD) is None
    made = sign_in(installation, "asha@example.org", "another horse battery")
    assert made is not None
    assert made.must_change
    assert current_session(installation, key) is None


@pytest.mark.parametrize(("verb", "left"), [("forget-factors", 0), ("sign-out", 10)])
def test_somebody_when_signed_out_by_an_operator_then_out_everywhere(
    installation: Installation, verb: str, left: int
) -> None:
    asha = add_user(installation, "asha@example.org", "Asha", PASSWORD)
    make_recovery_codes(installation, asha)
    key = begin_session(installation, asha, shared=False, strong=True)
    assert run(installation, "user", verb, "asha@example.org") == 0
    assert current_session(installation, key) is None
    assert factors_of(installation, asha).codes == left


@pytest.mark.parametrize("verb", ["password", "forget-factors", "sign-out"])
def test_account_when_unknown_then_said(
    installation: Installation, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installation, "user", verb, "nobody@example.org") == 2
    assert "nobody@example.org" in capsys.readouterr().err
