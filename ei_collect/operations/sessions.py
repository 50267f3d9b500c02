"""The sessions of staff: begun, looked up on each request, and ended one by one or all at once.

The browser holds a random key; the database its hash. Whatever ends a session takes its row away, and with it the key
is worth nothing, wherever it may have been copied to.
"""

import hashlib
import secrets
import time

from ei_collect.errors import NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.account import StaffSession
from ei_collect.projects.project import User
from ei_collect.store import staff_sessions as store
from ei_collect.store.ids import new_id

LIFETIME = 12 * 3600
"""Seconds after which anybody signs in again."""
IDLE_WHERE_SHARED = 30 * 60
"""Seconds without a page after which a session on a shared machine is over."""
NOTED_EVERY = 60
"""Seconds within which use is written down once at most: reading a page should rarely write."""


def begin_session(installation: Installation, user: User, *, shared: bool, strong: bool) -> str:
    """Sign somebody in; the key for their browser, which is kept nowhere else."""
    key, now, day = secrets.token_urlsafe(32), moment(), today()
    expires_at = now + (IDLE_WHERE_SHARED if shared else LIFETIME)
    begun = StaffSession(new_id("se"), user.id, day, day, shared, strong, expires_at, now + LIFETIME)
    with installation.database.writing() as connection:
        store.delete_ended(connection, now)
        store.insert_session(connection, begun, _hash_of(key))
    return key


def current_session(installation: Installation, key: str) -> tuple[StaffSession, User] | None:
    """The session with this key and whose it is, or None where it has ended; on a shared machine its end moves on."""
    now, day = moment(), today()
    with installation.database.reading() as connection:
        found = store.find_session(connection, _hash_of(key), now)
    if found is None:
        return None
    session, _ = found
    expires_at = min(now + IDLE_WHERE_SHARED, session.ends_at) if session.shared else session.expires_at
    if expires_at >= session.expires_at + NOTED_EVERY or session.last_seen_on != day:
        with installation.database.writing() as connection:
            store.move_on(connection, session.id, day, expires_at)
    return found


def sessions_of(installation: Installation, user: User) -> tuple[StaffSession, ...]:
    """Where somebody is signed in, the newest first."""
    with installation.database.reading() as connection:
        return store.sessions_of(connection, user.id, moment())


def end_session(installation: Installation, user: User, session_id: str) -> None:
    """End one of somebody's own sessions.

    Raises:
        NotFoundError: they have none with this id.
    """
    with installation.database.writing() as connection:
        if not store.delete_session(connection, user.id, session_id):
            raise NotFoundError.of("session-absent", "is over", where="the session", mend="Look at the list again.")


def end_other_sessions(installation: Installation, session: StaffSession) -> None:
    """End every session of the same person but this one."""
    with installation.database.writing() as connection:
        store.delete_sessions(connection, session.user_id, but=session.id)


def end_every_session(installation: Installation, user: User) -> None:
    """Sign somebody out of every browser."""
    with installation.database.writing() as connection:
        store.delete_sessions(connection, user.id)


def strengthen(installation: Installation, session: StaffSession) -> None:
    """Note that a second factor was shown in a session, and end the others of the same person: there it was not."""
    with installation.database.writing() as connection:
        store.mark_strong(connection, session.id)
        store.delete_sessions(connection, session.user_id, but=session.id)


def moment() -> int:
    """Now, in seconds since 1970. Only what staff do has a time; what respondents do has a day."""
    return int(time.time())


def _hash_of(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
