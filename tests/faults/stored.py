"""What the database and the files hold, as the ledger asks for it."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, not_, select, text

from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.store.tables import conflicts, drafts, photos, responses, texts

AT_ONCE = 500

Owners = Mapping[str, str]
"""The code of each person by the hash that is stored of it."""


def read_bodies(connection: Connection, owners: Owners) -> dict[str, list[str | None]]:
    """What each person is kept to have written, by code: the text of their one response; None where it has none."""
    joined = select(responses.c.key_hash, texts.c.body).outerjoin(texts, texts.c.response_id == responses.c.id)
    found: dict[str, list[str | None]] = {}
    for some in _batches(owners):
        for hashed, body in connection.execute(joined.where(responses.c.key_hash.in_(some))):
            found.setdefault(owners[hashed], []).append(body)
    return found


def read_drafted(connection: Connection, owners: Owners) -> set[str]:
    """The people of whom something waits to be sent."""
    query = select(drafts.c.key_hash).distinct()
    return {
        owners[hashed]
        for some in _batches(owners)
        for hashed in connection.scalars(query.where(drafts.c.key_hash.in_(some)))
    }


def read_pictured(connection: Connection, installation: Installation, owners: Owners) -> set[str]:
    """The people with one photo whose files are there, the picture with the very bytes that its row tells of."""
    files, found = photo_objects(installation), set()
    for some in _batches(owners):
        for row in connection.execute(select(photos).where(photos.c.key_hash.in_(some))):
            picture = files.read(picture_name(row.id, row.file))
            small = files.read(thumbnail_name(row.id, row.file))
            if picture and small and sha256(picture).hexdigest() == row.digest:
                found.add(owners[row.key_hash])
    return found


def orphans(connection: Connection) -> Iterator[str]:
    """Rows that belong to nothing, and content beside other content that nobody sent."""
    pairs = (
        (texts, responses, texts.c.response_id == responses.c.id),
        (responses, texts, texts.c.response_id == responses.c.id),  # everybody writes something
    )
    for child, parent, link in pairs:
        if alone := connection.scalar(_without(child, parent, link)):
            yield f"{alone} {child.name} without {parent.name}"
    if two := connection.scalar(select(func.count()).select_from(conflicts)):
        yield f"{two} conflicts"
    twice = select(responses.c.key_hash).group_by(responses.c.key_hash).having(func.count() > 1)
    if keys := connection.scalars(twice).all():
        yield f"{len(keys)} keys with several responses"


def damage(connection: Connection) -> Iterator[str]:
    """What the database finds amiss with its own files."""
    if connection.dialect.name == "sqlite":
        yield from (told for (told,) in connection.execute(text("PRAGMA integrity_check")) if told != "ok")
        yield from (f"foreign key: {row}" for row in connection.execute(text("PRAGMA foreign_key_check")))
        return
    check = "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
    where = "WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace"
    connection.execute(text(f"{check} {where}")).all()  # which is an error where an index and its table disagree


def _without(child: Table, parent: Table, link: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(child).where(not_(exists(select(1).select_from(parent).where(link))))


def _batches(owners: Owners) -> Iterator[list[str]]:
    hashes = list(owners)
    for first in range(0, len(hashes), AT_ONCE):
        yield hashes[first : first + AT_ONCE]
