"""How staff come in: their sessions, their second factors and their passkeys. Accounts themselves are in `town`."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, String, Table, Text

from ei_collect.store.tables.basis import metadata, own_id


def _of_user() -> Column[str]:
    """The account that a row belongs to; it goes with it."""
    return Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)


staff_sessions = Table(
    "staff_sessions",
    metadata,
    own_id(),
    Column("key_hash", String(64), nullable=False, unique=True),  # of what the browser holds, which is kept nowhere
    _of_user(),
    Column("begun_on", Date, nullable=False),
    Column("last_seen_on", Date, nullable=False),
    Column("shared", Boolean, nullable=False),  # on a machine that others use as well
    Column("strong", Boolean, nullable=False),  # a second factor or a passkey was shown
    Column("expires_at", BigInteger, nullable=False),  # in seconds since 1970; moves on with use on a shared machine
    Column("ends_at", BigInteger, nullable=False),  # the same, however much it is used
)

authenticators = Table(
    "authenticators",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", Text, nullable=False),  # encrypted under the installation's key
    Column("confirmed_on", Date),  # until a first code has come, nobody is asked for one
    Column("last_step", BigInteger, nullable=False),  # of the newest code taken: none is good twice
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
)

passkeys = Table(
    "passkeys",
    metadata,
    own_id(),
    _of_user(),
    Column("credential_id", Text, nullable=False, unique=True),
    Column("public_key", Text, nullable=False),
    Column("sign_count", BigInteger, nullable=False),  # as its maker counts; some never do
    Column("name", Text, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("used_on", Date),
)
