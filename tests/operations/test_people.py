"""People of a project: brought in with a password to be changed, never by themselves, never without an administrator."""

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, change_password, sign_in
from ei_collect.operations.people import bring_in, role_named, take_away
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.members import find_roles, members_of
from tests.coded import joins

BEN = ("ben@example.org", "Ben")


@pytest.fixture
def ada(installation: Installation, project: Project) -> User:
    """The administrator of the project."""
    return joins(installation, project, "ada@example.org", MemberRole.ADMINISTRATOR)


def roles_of(installation: Installation, project: Project, user: User) -> tuple[MemberRole, ...]:
    """What somebody is in a project."""
    with installation.database.reading() as connection:
        return find_roles(connection, project.scope, user.id)


def test_somebody_when_brought_in_without_an_account_then_has_one_with_a_password_to_be_changed(
    installation: Installation, project: Project, ada: User
) -> None:
    brought = bring_in(installation, project.scope, ada, BEN, MemberRole.CODER)
    signed_in = sign_in(installation, "Ben@example.org", brought.password)
    assert signed_in is not None
    assert signed_in.must_change
    assert roles_of(installation, project, signed_in) == (MemberRole.CODER,)


def test_somebody_when_they_have_used_their_account_then_no_password_is_touched(
    installation: Installation, project: Project, ada: User
) -> None:
    ben = add_user(installation, *BEN, "correct horse battery")
    brought = bring_in(installation, project.scope, ada, ("BEN@example.org", ""), MemberRole.CODER)
    assert (brought.user, brought.password) == (ben, "")
    assert sign_in(installation, "ben@example.org", "correct horse battery") == ben


def test_somebody_when_nobody_has_used_their_account_then_the_first_password_is_worth_nothing_any_more(
    installation: Installation, project: Project, ada: User
) -> None:
    """Else whoever made the account in one project would come into every other that gives it a role."""
    first = bring_in(installation, project.scope, ada, BEN, MemberRole.CODER)
    leeds = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    lee = joins(installation, leeds, "lee@example.org", MemberRole.ADMINISTRATOR)
    second = bring_in(installation, leeds.scope, lee, BEN, MemberRole.RESEARCHER)
    assert second.user.id == first.user.id
    assert sign_in(installation, "ben@example.org", first.password) is None
    assert sign_in(installation, "ben@example.org", second.password) is not None
    change_password(installation, second.user, second.password, "correct horse battery")
    third = bring_in(installation, project.scope, ada, BEN, MemberRole.MODERATOR)
    assert third.password == ""


def test_role_when_it_would_be_ones_own_then_refused(installation: Installation, project: Project, ada: User) -> None:
    with pytest.raises(InputError, match="role-own"):
        bring_in(installation, project.scope, ada, ("ADA@example.org ", "Ada"), MemberRole.RESEARCHER)
    with pytest.raises(InputError, match="role-own"):
        take_away(installation, project.scope, ada, ada.id, MemberRole.ADMINISTRATOR)
    assert roles_of(installation, project, ada) == (MemberRole.ADMINISTRATOR,)


def test_role_when_taken_away_then_in_this_project_alone(
    installation: Installation, project: Project, ada: User
) -> None:
    leeds = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    ben = joins(installation, project, "ben@example.org", MemberRole.CODER)
    bring_in(installation, leeds.scope, ada, BEN, MemberRole.CODER)
    take_away(installation, project.scope, ada, ben.id, MemberRole.CODER)
    assert roles_of(installation, project, ben) == ()
    assert roles_of(installation, leeds, ben) == (MemberRole.CODER,)
    with pytest.raises(NotFoundError, match="role-absent"):
        take_away(installation, project.scope, ada, ben.id, MemberRole.CODER)


def test_administrator_when_the_only_one_then_stays(installation: Installation, project: Project, ada: User) -> None:
    operator = joins(installation, project, "op@example.org", MemberRole.AUDITOR)
    with pytest.raises(InputError, match="administrator-last"):
        take_away(installation, project.scope, operator, ada.id, MemberRole.ADMINISTRATOR)
    other = joins(installation, project, "other@example.org", MemberRole.ADMINISTRATOR)
    take_away(installation, project.scope, other, ada.id, MemberRole.ADMINISTRATOR)
    assert roles_of(installation, project, ada) == ()


@pytest.mark.parametrize("told", [("no address", "Ben"), ("ben@example.org", " ")])
def test_somebody_when_told_wrongly_then_refused_and_nobody_is_there(
    installation: Installation, project: Project, ada: User, told: tuple[str, str]
) -> None:
    with pytest.raises(InputError):
        bring_in(installation, project.scope, ada, told, MemberRole.CODER)
    with installation.database.reading() as connection:
        assert [each.user for each in members_of(connection, project.scope)] == [ada]


def test_members_when_listed_then_by_name_each_once_with_every_role(
    installation: Installation, project: Project, ada: User
) -> None:
    ben = joins(installation, project, "ben@example.org", MemberRole.CODER)
    bring_in(installation, project.scope, ada, BEN, MemberRole.MODERATOR)
    with installation.database.reading() as connection:
        listed = [(each.user, set(each.roles)) for each in members_of(connection, project.scope)]
    assert listed == [(ada, {MemberRole.ADMINISTRATOR}), (ben, {MemberRole.CODER, MemberRole.MODERATOR})]


def test_role_when_a_form_names_none_then_refused() -> None:
    assert role_named("coder") is MemberRole.CODER
    with pytest.raises(InputError, match="role-unknown"):
        role_named("king")
