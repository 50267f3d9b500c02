"""The sessions of staff as rows, found by the hash of what the browser holds."""

from datetime import date

from sqlalchemy import Connection, select

from ei_collect.projects.account import StaffSession
from ei_collect.projects.project import User
from ei_collect.store.tables import staff_sessions, users

MOST_LISTED = 100
_ROW = tuple(staff_sessions.c[name] for name in StaffSession.__dataclass_fields__)


def insert_session(connection: Connection, session: StaffSession, key_hash: str) -> None:
    """Write a session that has begun."""
    connection.execute(staff_sessions.insert().values(**vars(session), key_hash=key_hash))


def find_session(connection: Connection, key_hash: str, now: int) -> tuple[StaffSession, User] | None:
    """The session with this key, and whose it is, unless it is over at `now`."""
    query = (
        select(*_ROW, users.c.email, users.c.name, users.c.must_change)
        .join(users, users.c.id == staff_sessions.c.user_id)
        .where(staff_sessions.c.key_hash == key_hash, staff_sessions.c.expires_at > now)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    session = StaffSession(*row[: len(_ROW)])
    return session, User(session.user_id, row.email, row.name, row.must_change)


def move_on(connection: Connection, session_id: str, seen_on: date, expires_at: int) -> None:
    """Write that a session is in use."""
    changed = staff_sessions.update().where(staff_sessions.c.id == session_id)
    connection.execute(changed.values(last_seen_on=seen_on, expires_at=expires_at))


def mark_strong(connection: Connection, session_id: str) -> None:
    """Write that more than a password was shown in a session."""
    connection.execute(staff_sessions.update().where(staff_sessions.c.id == session_id).values(strong=True))


def sessions_of(connection: Connection, user_id: str, now: int) -> tuple[StaffSession, ...]:
    """The sessions of somebody that are not over at `now`, the newest first."""
    query = select(*_ROW).where(staff_sessions.c.user_id == user_id, staff_sessions.c.expires_at > now)
    newest = query.order_by(staff_sessions.c.ends_at.desc(), staff_sessions.c.id).limit(MOST_LISTED)
    return tuple(StaffSession(*row) for row in connection.execute(newest))


def delete_session(connection: Connection, user_id: str, session_id: str) -> bool:
    """End one session of somebody; False where they have none with this id."""
    gone = staff_sessions.delete().where(staff_sessions.c.user_id == user_id, staff_sessions.c.id == session_id)
    return connection.execute(gone).rowcount > 0


def delete_sessions(connection: Connection, user_id: str, *, but: str = "") -> None:
    """End every session of somebody, but for the one with this id."""
    connection.execute(staff_sessions.delete().where(staff_sessions.c.user_id == user_id, staff_sessions.c.id != but))


def delete_ended(connection: Connection, now: int) -> None:
    """Forget the sessions that are over at `now`."""
    connection.execute(staff_sessions.delete().where(staff_sessions.c.expires_at <= now))
