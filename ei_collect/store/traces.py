"""What of a person's answers can be met elsewhere: the identifiers by which packs name their words and photos.

It is looked for before anything is erased, since nothing tells it afterwards.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, func, select, union

from ei_collect.coding.coding import Span
from ei_collect.coding.spans import excerpt_id
from ei_collect.projects.project import Scope
from ei_collect.store.tables import drafts, excerpts, photos, recordings, responses, suggestions, texts

NAMED = {"rs": responses, "tx": texts, "ph": photos, "rc": recordings}
"""What staff can name to have it erased, by the beginning of its id."""


@dataclass(frozen=True)
class Traces:
    """Of what is kept under one key. `ids` are those of texts, excerpts (of suggestions as well) and photos."""

    response_id: str | None = None
    survey_slug: str = ""
    sent_on: date | None = None
    texts: int = 0
    photos: int = 0
    recordings: int = 0
    drafts: int = 0
    ids: frozenset[str] = frozenset()


def find_traces(connection: Connection, scope: Scope, key_hash: str) -> Traces:
    """What is kept under a key, counted and named."""
    of_key = (responses.c.project_id == scope.project_id, responses.c.key_hash == key_hash)
    sent = connection.execute(
        select(responses.c.id, responses.c.survey_slug, responses.c.submitted_on).where(*of_key)
    ).one_or_none()
    said = _texts(connection, scope, sent.id) if sent else frozenset()
    shown = _under(connection, photos, scope, key_hash)
    return Traces(
        response_id=sent.id if sent else None,
        survey_slug=sent.survey_slug if sent else "",
        sent_on=sent.submitted_on if sent else None,
        texts=len(said),
        photos=len(shown),
        recordings=len(_under(connection, recordings, scope, key_hash)),
        drafts=_count_drafts(connection, scope, key_hash),
        ids=said | shown | _spans(connection, scope, said),
    )


def key_of(connection: Connection, scope: Scope, named: str) -> str | None:
    """The hash of the key under which a response, text, photo or recording with this id is kept, or None."""
    table = NAMED.get(named.partition("_")[0])
    if table is None:
        return None
    if table is texts:
        joined = texts.join(responses, responses.c.id == texts.c.response_id)
        query = select(responses.c.key_hash).select_from(joined)
    else:
        query = select(table.c.key_hash)
    found: str | None = connection.scalar(query.where(table.c.project_id == scope.project_id, table.c.id == named))
    return found


def _texts(connection: Connection, scope: Scope, response_id: str) -> frozenset[str]:
    query = select(texts.c.id).where(texts.c.project_id == scope.project_id, texts.c.response_id == response_id)
    return frozenset(connection.scalars(query))


def _spans(connection: Connection, scope: Scope, text_ids: frozenset[str]) -> frozenset[str]:
    """The ids of their excerpts, and of those that a draft pack makes of suggestions."""
    marked = union(
        *(
            select(table.c.text_id, table.c.start, table.c.stop).where(
                table.c.project_id == scope.project_id, table.c.text_id.in_(text_ids)
            )
            for table in (excerpts, suggestions)
        )
    )
    rows = connection.execute(marked) if text_ids else ()
    return frozenset(excerpt_id(row.text_id, Span(row.start, row.stop)) for row in rows)


def _under(connection: Connection, table: Table, scope: Scope, key_hash: str) -> frozenset[str]:
    query = select(table.c.id).where(table.c.project_id == scope.project_id, table.c.key_hash == key_hash)
    return frozenset(connection.scalars(query))


def _count_drafts(connection: Connection, scope: Scope, key_hash: str) -> int:
    query = select(func.count()).where(drafts.c.project_id == scope.project_id, drafts.c.key_hash == key_hash)
    return connection.scalar(query) or 0
