"""Staff accounts: making them, giving roles, and signing in."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import MemberRole, Scope, User
from ei_collect.store import members
from ei_collect.store.ids import new_id
from ei_collect.store.staff_sessions import delete_sessions

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000

WRONG = "password-wrong"

_WRONG = Finding("the password of now", WRONG, "is not your password", "Type it once more, with care.")
_hasher = PasswordHasher()
# Checked where an address is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash("nobody's password")


def add_user(installation: Installation, email: str, name: str, password: str) -> User:
    """Make an account. Addresses are compared without regard to case.

    Raises:
        InputError: every fault of address, name and password, or the address has an account.
    """
    address = normalised(email)
    findings = _findings(address, name, password)
    if findings:
        raise InputError(findings)
    user = User(new_id("us"), address, name.strip())
    password_hash = _hasher.hash(password)
    with installation.database.writing() as connection:
        if members.find_login(connection, address):
            raise InputError.of("user-exists", "has an account already", where=address, mend="Use another address.")
        members.insert_user(connection, user, password_hash)
    return user


def grant(installation: Installation, scope: Scope, user: User, role: MemberRole) -> None:
    """Give somebody a role in a project."""
    with installation.database.writing() as connection:
        members.add_role(connection, scope, user.id, role)


def sign_in(installation: Installation, email: str, password: str) -> User | None:
    """The account whose address and password these are, or None; takes the same time for an unknown address."""
    with installation.database.reading() as connection:
        login = members.find_login(connection, normalised(email))
    password = password[:LONGEST_PASSWORD]
    user, password_hash = login or (None, _NOBODY)
    try:
        _hasher.verify(password_hash, password)
    except VerificationError:
        return None
    if user and _hasher.check_needs_rehash(password_hash):
        with installation.database.writing() as connection:
            members.set_password(connection, user.id, _hasher.hash(password))
    return user


def account_with(installation: Installation, email: str) -> User | None:
    """The account with this address, or None."""
    with installation.database.reading() as connection:
        login = members.find_login(connection, normalised(email))
    return login[0] if login else None


def known_account(installation: Installation, email: str) -> User:
    """The account with this address.

    Raises:
        NotFoundError: there is none.
    """
    if user := account_with(installation, email):
        return user
    raise NotFoundError.of("user-unknown", "has no account", where=normalised(email), mend="Look at the spelling.")


def check_password(installation: Installation, user: User, password: str) -> None:
    """Ask for the password again, before what only its owner should do.

    Raises:
        InputError: it is another one.
    """
    if sign_in(installation, user.email, password) is None:
        raise InputError([_WRONG])


def change_password(installation: Installation, user: User, current: str, fresh: str) -> None:
    """Put another password in the place of `current`, and end every session of this person.

    Raises:
        InputError: `current` is wrong; the fresh one is the same, or too short or too long.
    """
    findings = _password_findings(fresh)
    if sign_in(installation, user.email, current) is None:
        findings.append(_WRONG)
    if current == fresh:
        findings.append(Finding("the new password", "password-same", "is the same", "Choose another one."))
    if findings:
        raise InputError(findings)
    set_fresh_password(installation, user, fresh, must_change=False)


def set_fresh_password(installation: Installation, user: User, fresh: str, *, must_change: bool) -> None:
    """The same without being asked for the old one, as for somebody who has forgotten it.

    Raises:
        InputError: it is too short or too long.
    """
    if findings := _password_findings(fresh):
        raise InputError(findings)
    password_hash = _hasher.hash(fresh)
    with installation.database.writing() as connection:
        members.set_password(connection, user.id, password_hash)
        members.set_must_change(connection, user.id, must_change)
        delete_sessions(connection, user.id)


def normalised(email: str) -> str:
    """An address as it is kept and compared."""
    return email.strip().casefold().replace("\0", SYMBOL_FOR_NUL)


def _findings(address: str, name: str, password: str) -> list[Finding]:
    findings = []
    local, _, domain = address.partition("@")
    if not local or not domain or any(character.isspace() for character in address):
        findings.append(Finding("the address", "email-form", f"{address!r} is no address", "Write name@example.org."))
    if not name.strip():
        findings.append(Finding("the name", "name-empty", "is empty", "Write how colleagues know the person."))
    return findings + _password_findings(password)


def _password_findings(password: str) -> list[Finding]:
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return []
    mend = f"Choose one of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters."
    return [Finding("the new password", "password-length", "is too short or too long", mend)]
