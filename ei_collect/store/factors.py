"""What members of staff can show beside a password, as rows: an app, recovery codes, passkeys."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, select

from ei_collect.projects.account import Authenticator, Passkey
from ei_collect.store.tables import authenticators, passkeys, recovery_codes

MOST_PASSKEYS = 20
_PASSKEY = tuple(passkeys.c[name] for name in Passkey.__dataclass_fields__)


def find_app(connection: Connection, user_id: str) -> Authenticator | None:
    """Somebody's app, confirmed or not, or None."""
    row = connection.execute(select(authenticators).where(authenticators.c.user_id == user_id)).one_or_none()
    return Authenticator(**row._asdict()) if row else None


def all_apps(connection: Connection) -> tuple[Authenticator, ...]:
    """The apps of all, for a change of the key that hides their secrets; as many as there are accounts."""
    rows = connection.execute(select(authenticators).order_by(authenticators.c.user_id))
    return tuple(Authenticator(**row._asdict()) for row in rows)


def put_app(connection: Connection, app: Authenticator) -> None:
    """Write an app in the place of the one that was there."""
    delete_app(connection, app.user_id)
    connection.execute(authenticators.insert().values(**vars(app)))


def put_secret(connection: Connection, user_id: str, secret: str) -> None:
    """Write an app's secret as it is hidden now."""
    connection.execute(authenticators.update().where(authenticators.c.user_id == user_id).values(secret=secret))


def confirm_app(connection: Connection, user_id: str, confirmed_on: date) -> None:
    """Write that an app has shown its first code."""
    changed = authenticators.update().where(authenticators.c.user_id == user_id)
    connection.execute(changed.values(confirmed_on=confirmed_on))


def take_step(connection: Connection, user_id: str, step: int) -> bool:
    """Use a code up; False where it, or a newer one, was used already."""
    newer = authenticators.c.user_id == user_id, authenticators.c.last_step < step
    return connection.execute(authenticators.update().where(*newer).values(last_step=step)).rowcount > 0


def delete_app(connection: Connection, user_id: str) -> None:
    """Forget somebody's app."""
    connection.execute(authenticators.delete().where(authenticators.c.user_id == user_id))


def replace_codes(connection: Connection, user_id: str, hashes: Iterable[str]) -> None:
    """Write recovery codes in the place of all that were there."""
    connection.execute(recovery_codes.delete().where(recovery_codes.c.user_id == user_id))
    rows = [{"user_id": user_id, "code_hash": each} for each in hashes]
    if rows:
        connection.execute(recovery_codes.insert(), rows)


def take_code(connection: Connection, user_id: str, code_hash: str) -> bool:
    """Use a recovery code up; False where there is no such one any more."""
    known = recovery_codes.c.user_id == user_id, recovery_codes.c.code_hash == code_hash
    return connection.execute(recovery_codes.delete().where(*known)).rowcount > 0


def count_codes(connection: Connection, user_id: str) -> int:
    """How many recovery codes somebody has left."""
    query = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.user_id == user_id)
    return connection.scalars(query).one()


def passkeys_of(connection: Connection, user_id: str) -> tuple[Passkey, ...]:
    """Somebody's passkeys, in the order of their days and names."""
    query = select(*_PASSKEY).where(passkeys.c.user_id == user_id)
    listed = query.order_by(passkeys.c.added_on, passkeys.c.name, passkeys.c.id).limit(MOST_PASSKEYS)
    return tuple(Passkey(*row) for row in connection.execute(listed))


def find_passkey(connection: Connection, credential_id: str) -> Passkey | None:
    """The passkey that calls itself so, whoever's it is."""
    row = connection.execute(select(*_PASSKEY).where(passkeys.c.credential_id == credential_id)).one_or_none()
    return Passkey(*row) if row else None


def insert_passkey(connection: Connection, passkey: Passkey) -> None:
    """Write a passkey; the caller has looked that nobody has it."""
    connection.execute(passkeys.insert().values(**vars(passkey)))


def count_use(connection: Connection, passkey_id: str, sign_count: int, used_on: date) -> None:
    """Write that a passkey was used, and how far it has counted."""
    changed = passkeys.update().where(passkeys.c.id == passkey_id)
    connection.execute(changed.values(sign_count=sign_count, used_on=used_on))


def delete_passkey(connection: Connection, user_id: str, passkey_id: str) -> bool:
    """Forget one of somebody's passkeys; False where they have none with this id."""
    gone = passkeys.delete().where(passkeys.c.user_id == user_id, passkeys.c.id == passkey_id)
    return connection.execute(gone).rowcount > 0


def delete_passkeys(connection: Connection, user_id: str) -> None:
    """Forget all of somebody's passkeys."""
    connection.execute(passkeys.delete().where(passkeys.c.user_id == user_id))
