"""Accounts of staff: made soundly, told apart by address, opened by their password alone."""

import pytest

from ei_collect.errors import InputError
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant, sign_in
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import find_login, find_roles, projects_of

PASSWORD = "correct horse battery"


def test_user_when_added_then_signs_in_whatever_the_case_of_the_address(installation: Installation) -> None:
    user = add_user(installation, " Asha@Example.org", "Asha", PASSWORD)
    assert user.email == "asha@example.org"
    assert sign_in(installation, "ASHA@example.org ", PASSWORD) == user


@pytest.mark.parametrize(
    ("email", "password"),
    [("asha@example.org", "wrong password"), ("nobody@example.org", PASSWORD), ("", ""), ("a\0b", "x" * 5000)],
)
def test_sign_in_when_address_or_password_is_wrong_then_nobody(
    installation: Installation, email: str, password: str
) -> None:
    add_user(installation, "asha@example.org", "Asha", PASSWORD)
    assert sign_in(installation, email, password) is None


def test_password_when_kept_then_only_as_an_argon2_hash(installation: Installation) -> None:
    add_user(installation, "asha@example.org", "Asha", PASSWORD)
    with installation.database.reading() as connection:
        login = find_login(connection, "asha@example.org")
    assert login is not None
    assert login[1].startswith("$argon2id$")
    assert PASSWORD not in login[1]


def test_user_when_faulty_then_every_fault(installation: Installation) -> None:
    with pytest.raises(InputError) as refused:
        add_user(installation, "not an address", " ", "short")
    assert {finding.code for finding in refused.value.findings} == {"email-form", "name-empty", "password-length"}


def test_user_when_the_address_is_taken_then_refused(installation: Installation) -> None:
    add_user(installation, "asha@example.org", "Asha", PASSWORD)
    with pytest.raises(InputError) as refused:
        add_user(installation, "ASHA@example.org", "Another", PASSWORD)
    assert refused.value.findings[0].code == "user-exists"


def test_role_when_granted_twice_then_held_once(installation: Installation, project: Project) -> None:
    user = add_user(installation, "asha@example.org", "Asha", PASSWORD)
    for _ in range(2):
        grant(installation, project.scope, user, MemberRole.RESEARCHER)
    with installation.database.reading() as connection:
        assert find_roles(connection, project.scope, user.id) == (MemberRole.RESEARCHER,)
        assert projects_of(connection, user.id) == (project,)
