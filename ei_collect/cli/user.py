"""`ei-collect user ...`."""

import argparse
import sys
from getpass import getpass

from ei_collect.cli.command import Commands, command, group
from ei_collect.errors import InputError
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.projects import project_named
from ei_collect.projects.project import MemberRole


def register(commands: Commands) -> None:
    """Declare the verbs of `user`."""
    verbs = group(commands, "user", "accounts of staff")
    add = command(verbs, "add", "make an account with a role in a project", _add)
    add.add_argument("email")
    add.add_argument("--name", required=True, help="how colleagues know the person")
    add.add_argument("--project", required=True, help="the project's slug")
    add.add_argument("--role", required=True, choices=[role.value for role in MemberRole])
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _add(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_named(installation, arguments.project)
    password = _password_from_input() if arguments.password_stdin else _password_asked()
    user = add_user(installation, arguments.email, arguments.name, password)
    grant(installation, project.scope, user, MemberRole(arguments.role))
    print(f"{user.email} is {arguments.role} in {project.slug} ({user.id})")
    return 0


def _password_from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _password_asked() -> str:
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise InputError.of("password-differs", "was typed differently", where="the password", mend="Type it again.")
    return password
