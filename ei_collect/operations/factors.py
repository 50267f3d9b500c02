"""What somebody on the staff can show beside a password: codes of an app, or recovery codes, each good once.

Each change asks for the password again, so that an unattended browser is not enough for it.
"""

from dataclasses import dataclass

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.members import check_password
from ei_collect.operations.sessions import moment
from ei_collect.projects import one_time
from ei_collect.projects.account import Authenticator, Passkey
from ei_collect.projects.project import User
from ei_collect.store import factors as store
from ei_collect.store.staff_sessions import delete_sessions

NEVER = 0
"""The step before any code."""


@dataclass(frozen=True)
class Factors:
    """What somebody has: a confirmed app, passkeys, and so many recovery codes."""

    app: bool
    passkeys: tuple[Passkey, ...]
    codes: int

    @property
    def asked(self) -> bool:
        """Whether a password alone does not sign this person in."""
        return self.app or bool(self.passkeys)


def factors_of(installation: Installation, user: User) -> Factors:
    """What somebody can show beside their password."""
    with installation.database.reading() as connection:
        app = store.find_app(connection, user.id)
        codes = store.count_codes(connection, user.id)
        return Factors(bool(app and app.confirmed_on), store.passkeys_of(connection, user.id), codes)


def begin_app(installation: Installation, user: User, password: str) -> str:
    """Make a secret for an app; nothing is asked of it before it is confirmed by a first code.

    Raises:
        InputError: the password is wrong; there is a confirmed app already.
    """
    check_password(installation, user, password)
    secret = one_time.new_secret()
    hidden = one_time.hide(secret, installation.config.secret_key, user.id)
    with installation.database.writing() as connection:
        there = store.find_app(connection, user.id)
        if there and there.confirmed_on:
            raise InputError.of("app-there", "is there already", where="the app", mend="Take the other one away first.")
        store.put_app(connection, Authenticator(user.id, hidden, None, NEVER))
    return secret


def secret_to_confirm(installation: Installation, user: User) -> str:
    """The secret of an app that waits for its first code.

    Raises:
        NotFoundError: none waits.
    """
    with installation.database.reading() as connection:
        app = store.find_app(connection, user.id)
    if app is None or app.confirmed_on:
        raise NotFoundError.of(
            "app-absent", "is not waiting", where="the app", mend="Begin again on your account page."
        )
    return one_time.reveal(app.secret, installation.config.secret_keys, user.id)


def confirm_app(installation: Installation, user: User, code: str) -> None:
    """Begin to ask for the app's codes, from the first one on that it has shown.

    Raises:
        InputError: the code is not the one that the app shows now.
        NotFoundError: no app waits for one.
    """
    step = one_time.step_of(secret_to_confirm(installation, user), code, moment(), NEVER)
    if step is None:
        mend = "Type the six digits that it shows now. Look whether the phone's clock is right."
        raise InputError.of("code-wrong", "is not the one that the app shows", where="the code", mend=mend)
    with installation.database.writing() as connection:
        store.take_step(connection, user.id, step)
        store.confirm_app(connection, user.id, today())


def remove_app(installation: Installation, user: User, password: str) -> None:
    """Ask for no codes of an app any more.

    Raises:
        InputError: the password is wrong.
    """
    check_password(installation, user, password)
    with installation.database.writing() as connection:
        store.delete_app(connection, user.id)


def accepts_code(installation: Installation, user: User, typed: str) -> bool:
    """Whether the app shows this code now; it is used up, and no older one is good after it."""
    with installation.database.reading() as connection:
        app = store.find_app(connection, user.id)
    if app is None or app.confirmed_on is None:
        return False
    secret = one_time.reveal(app.secret, installation.config.secret_keys, user.id)
    step = one_time.step_of(secret, typed, moment(), app.last_step)
    if step is None:
        return False
    with installation.database.writing() as connection:
        return store.take_step(connection, user.id, step)


def make_recovery_codes(installation: Installation, user: User) -> tuple[str, ...]:
    """Fresh recovery codes, shown this once; those from before are worth nothing any more."""
    codes = one_time.new_recovery_codes()
    with installation.database.writing() as connection:
        store.replace_codes(connection, user.id, (one_time.recovery_hash(user.id, code) for code in codes))
    return codes


def accepts_recovery_code(installation: Installation, user_id: str, typed: str) -> bool:
    """Whether this is one of somebody's recovery codes; it is used up. Nobody's id takes as long as somebody's."""
    with installation.database.writing() as connection:
        return store.take_code(connection, user_id, one_time.recovery_hash(user_id, typed))


def take_factors_away(installation: Installation, user: User) -> None:
    """Let a password be enough again, for somebody who has lost everything else; they are signed out everywhere."""
    with installation.database.writing() as connection:
        store.delete_app(connection, user.id)
        store.delete_passkeys(connection, user.id)
        store.replace_codes(connection, user.id, ())
        delete_sessions(connection, user.id)
