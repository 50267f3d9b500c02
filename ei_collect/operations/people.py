"""The people of a project: who they are, and how an administrator gives roles and takes them away.

Nobody gives themselves a role: an administrator looks after people and settings, and would else be one step away from
the answers. A project keeps at least one administrator. All of it can be done at the command line too.
"""

import secrets
from dataclasses import dataclass

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import account_with, add_user, set_fresh_password
from ei_collect.projects.project import MemberRole, Scope, User
from ei_collect.store import members
from ei_collect.store.database import Connection

FIRST_PASSWORD_BYTES = 15


@dataclass(frozen=True)
class BroughtIn:
    """Who has been given a role; `password` is their first one, where the account is new or nobody has used it yet."""

    user: User
    password: str = ""


def bring_in(installation: Installation, scope: Scope, by: User, told: tuple[str, str], role: MemberRole) -> BroughtIn:
    """Give a role to whoever has this address, the first of `told`; without an account they get one, with the name.

    Where an account exists that nobody has used yet, its first password is made anew: somebody else may know the old.

    Raises:
        InputError: address or name cannot be used, or it is one's own.
    """
    email, name = told
    there = account_with(installation, email)
    if there and there.id == by.id:
        raise _own()
    password = "" if there and not there.must_change else secrets.token_urlsafe(FIRST_PASSWORD_BYTES)
    user = there or add_user(installation, email, name, password)
    if password:
        set_fresh_password(installation, user, password, must_change=True)
    with installation.database.writing() as connection:
        members.add_role(connection, scope, user.id, role)
    return BroughtIn(user, password)


def take_away(installation: Installation, scope: Scope, by: User, user_id: str, role: MemberRole) -> None:
    """Take a role away from somebody.

    Raises:
        InputError: it is one's own, or the project would be without an administrator.
        NotFoundError: nobody here has it.
    """
    if user_id == by.id:
        raise _own()
    with installation.database.writing() as connection:
        if role is MemberRole.ADMINISTRATOR:
            _keep_one(connection, scope)
        if not members.remove_role(connection, scope, user_id, role):
            raise NotFoundError.of("role-absent", "is not there", where="the role", mend="Look at the list again.")


def role_named(given: str) -> MemberRole:
    """The role that a form names.

    Raises:
        InputError: there is none like that.
    """
    try:
        return MemberRole(given)
    except ValueError:
        raise InputError(
            [Finding("the role", "role-unknown", "is not chosen", "Choose what this person does in the project.")]
        ) from None


def _keep_one(connection: Connection, scope: Scope) -> None:
    if len(members.holders_of(connection, scope, MemberRole.ADMINISTRATOR)) > 1:
        return
    raise InputError.of(
        "administrator-last",
        "is the only one",
        where="this administrator",
        mend="Make somebody else an administrator first.",
    )


def _own() -> InputError:
    mend = "Ask another administrator, or whoever runs the program."
    return InputError.of("role-own", "cannot be changed by yourself", where="your own roles", mend=mend)
