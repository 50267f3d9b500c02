"""All that is kept under a respondent's code, and the revision of everything else, in one query.

Every page of a respondent begins with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast as typed

from sqlalchemy import ColumnElement, Connection, String, Table, and_, bindparam, literal, null, select, union_all
from sqlalchemy import cast as sql_cast

from ei_collect.projects.project import Scope
from ei_collect.store.drafts import Draft
from ei_collect.store.tables import drafts, responses, revisions, tombstones


class _What(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    BURIED = "buried"
    REVISION = "revision"


def _under_the_key(table: Table) -> ColumnElement[bool]:
    return and_(table.c.project_id == bindparam("project_id"), table.c.key_hash == bindparam("key_hash"))


@dataclass(frozen=True)
class Kept:
    """What is kept under one code: drafts by section; the version and day of what was sent; whether it was taken back.

    `revision` counts the changes of everything that is the same for all (see `store/revision.py`).
    """

    revision: int
    drafts: Mapping[str, Draft]
    sent_version: str | None = None
    sent_on: date | None = None
    is_buried: bool = False

    @property
    def version_id(self) -> str | None:
        """The version that was begun with, or None at the very beginning."""
        return self.sent_version or next((draft.version_id for draft in self.drafts.values()), None)


_QUERY = union_all(
    select(
        literal(_What.DRAFT).label("what"),
        drafts.c.section.label("name"),
        drafts.c.version_id.label("version_id"),
        drafts.c.language.label("language"),
        drafts.c.form.label("form"),
        drafts.c.saved_on.label("day"),
    ).where(_under_the_key(drafts)),
    select(
        literal(_What.SENT), literal(""), responses.c.version_id, literal(""), null(), responses.c.submitted_on
    ).where(_under_the_key(responses)),
    select(literal(_What.BURIED), literal(""), literal(""), literal(""), null(), tombstones.c.erased_on).where(
        _under_the_key(tombstones)
    ),
    select(literal(_What.REVISION), sql_cast(revisions.c.number, String), literal(""), literal(""), null(), null()),
)


def find_kept(connection: Connection, scope: Scope, key_hash: str) -> Kept:
    """Everything under the code with this hash; with an empty hash only the revision."""
    found: dict[str, Draft] = {}
    revision, sent_version, sent_on, buried = 0, None, None, False
    rows = connection.execute(_QUERY, {"project_id": scope.project_id, "key_hash": key_hash})
    for what, name, version_id, language, form, day in rows:
        match what:
            case _What.DRAFT:
                found[name] = Draft(version_id, language, form, typed(date, day))
            case _What.SENT:
                sent_version, sent_on = version_id, day
            case _What.BURIED:
                buried = True
            case _:
                revision = int(name)
    return Kept(revision, found, sent_version, sent_on, buried)
