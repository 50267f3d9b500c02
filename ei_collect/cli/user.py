"""`ei-collect user ...`."""

import argparse
import sys
from getpass import getpass

from ei_collect.cli.command import Commands, command, group
from ei_collect.errors import InputError
from ei_collect.operations.factors import take_factors_away
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant, known_account, set_fresh_password
from ei_collect.operations.projects import project_named
from ei_collect.operations.sessions import end_every_session
from ei_collect.projects.project import MemberRole, User


def register(commands: Commands) -> None:
    """Declare the verbs of `user`."""
    verbs = group(commands, "user", "accounts of staff")
    add = command(verbs, "add", "make an account with a role in a project", _add)
    add.add_argument("email")
    add.add_argument("--name", required=True, help="how colleagues know the person")
    add.add_argument("--project", required=True, help="the project's slug")
    add.add_argument("--role", required=True, choices=[role.value for role in MemberRole])
    _add_password(add)
    fresh = command(verbs, "password", "give somebody another password, to be changed when they sign in", _password)
    fresh.add_argument("email")
    _add_password(fresh)
    lost = command(verbs, "forget-factors", "let a password be enough again for somebody who lost all else", _forget)
    lost.add_argument("email")
    out = command(verbs, "sign-out", "end every session of somebody", _sign_out)
    out.add_argument("email")


def _add_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _add(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    user = add_user(installation, arguments.email, arguments.name, _typed(arguments))
    grant(installation, project.scope, user, MemberRole(arguments.role))
    arguments.mentioned = {"user": user.id}
    print(f"{user.email} is {arguments.role} in {project.slug} ({user.id})")
    return 0


def _password(arguments: argparse.Namespace, installation: Installation) -> int:
    user = _user(arguments, installation)
    set_fresh_password(installation, user, _typed(arguments), must_change=True)
    print(f"{user.email} has another password, is signed out everywhere, and chooses one on signing in")
    return 0


def _forget(arguments: argparse.Namespace, installation: Installation) -> int:
    user = _user(arguments, installation)
    take_factors_away(installation, user)
    print(f"{user.email} signs in by the password alone, and is signed out everywhere")
    return 0


def _sign_out(arguments: argparse.Namespace, installation: Installation) -> int:
    user = _user(arguments, installation)
    end_every_session(installation, user)
    print(f"{user.email} is signed out everywhere")
    return 0


def _user(arguments: argparse.Namespace, installation: Installation) -> User:
    user = known_account(installation, arguments.email)
    arguments.mentioned = {"user": user.id}
    return user


def _typed(arguments: argparse.Namespace) -> str:
    return _password_from_input() if arguments.password_stdin else _password_asked()


def _password_from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _password_asked() -> str:
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise InputError.of("password-differs", "was typed differently", where="the password", mend="Type it again.")
    return password
