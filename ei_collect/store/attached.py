"""Files under respondents' keys as rows: which there are, of which question, and whether they were sent.

What recordings and photos share. A row is written with a draft; whatever removes rows tells the names of the files that
are gone with them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, exists, select, update

from ei_collect.projects.project import Scope
from ei_collect.store.tables import drafts


class State(StrEnum):
    """What a file belongs to: a draft, the answers that stand, or others that came later under the same key."""

    DRAFT = "draft"
    SENT = "sent"
    OTHER = "other"


class Named(Protocol):
    """A dataclass whose fields are columns; `names` are those of its files."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def names(self) -> tuple[str, ...]:
        """One for each file."""


Row = TypeVar("Row", bound=Named)


@dataclass(frozen=True)
class Attached(Generic[Row]):
    """The rows of one table as values of `kind`. `aside` is what changes in a row that is set aside."""

    table: Table
    kind: type[Row]
    aside: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Those of a value, in its order."""
        return tuple(self.table.c[name] for name in self.kind.__dataclass_fields__)

    def insert_draft(self, connection: Connection, scope: Scope, key_hash: str, fields: Mapping[str, Any]) -> None:
        """Write what waits to be sent. The caller holds the key."""
        row = {"project_id": scope.project_id, "key_hash": key_hash, "state": State.DRAFT.value}
        connection.execute(self.table.insert().values(**row, **fields))

    def find_under_key(
        self, connection: Connection, scope: Scope, key_hash: str, ids: Collection[str], states: Collection[State]
    ) -> dict[str, Row]:
        """Those with these ids that came under this key and are in one of these states, by id."""
        stated = self.table.c.state.in_([state.value for state in states])
        query = select(*self.columns).where(self.of_key(scope, key_hash), self.table.c.id.in_(ids), stated)
        return {row.id: self.kind(*row) for row in connection.execute(query)}

    def delete_drafts(
        self, connection: Connection, scope: Scope, key_hash: str, which: ColumnElement[bool]
    ) -> tuple[str, ...]:
        """Remove those that wait to be sent. What was sent stays."""
        return self._delete(connection, self.of_key(scope, key_hash), self.is_in(State.DRAFT), which)

    def settle_sent(
        self, connection: Connection, scope: Scope, key_hash: str, wanted: Collection[str]
    ) -> tuple[str, ...]:
        """Let `wanted` be those of the answers that stand; the names of files that belong to nothing any more.

        A draft that was begun again meanwhile, in another tab, is left alone.
        """
        of_key, unwanted = self.of_key(scope, key_hash), self.table.c.id.not_in(wanted)
        gone = self._delete(connection, of_key, self.is_in(State.SENT), unwanted)
        gone += self._delete(connection, of_key, self.is_in(State.DRAFT), unwanted, ~self._drafted())
        self._let_be(connection, scope, key_hash, wanted, {"state": State.SENT.value})
        return gone

    def set_aside(
        self, connection: Connection, scope: Scope, key_hash: str, wanted: Collection[str]
    ) -> tuple[str, ...]:
        """Let `wanted` be those of answers that came later and are kept for review; the names of files that go."""
        self._let_be(connection, scope, key_hash, wanted, {"state": State.OTHER.value, **self.aside})
        return self._delete(connection, self.of_key(scope, key_hash), self.is_in(State.DRAFT), ~self._drafted())

    def delete_of_key(self, connection: Connection, scope: Scope, key_hash: str) -> tuple[str, ...]:
        """Remove everything under a key."""
        return self._delete(connection, self.of_key(scope, key_hash))

    def delete_abandoned(self, connection: Connection, scope: Scope) -> tuple[str, ...]:
        """Remove the drafts under keys under which nothing else is saved."""
        return self._delete(connection, self._of_project(scope), self.is_in(State.DRAFT), ~self._drafted())

    def names(self, connection: Connection, scope: Scope) -> frozenset[str]:
        """The names of all files that are kept."""
        query = select(*self.columns).where(self._of_project(scope), self.table.c.size > 0)
        return frozenset(name for row in connection.execute(query) for name in self.kind(*row).names)

    def of_key(self, scope: Scope, key_hash: str) -> ColumnElement[bool]:
        """Whether a row is under this key."""
        return and_(self._of_project(scope), self.table.c.key_hash == key_hash)

    def is_in(self, state: State) -> ColumnElement[bool]:
        """Whether a row is in this state."""
        return self.table.c.state == state.value

    def _of_project(self, scope: Scope) -> ColumnElement[bool]:
        return self.table.c.project_id == scope.project_id

    def _drafted(self) -> ColumnElement[bool]:
        """Whether anything is saved under the key of what waits to be sent."""
        same = (drafts.c.project_id == self.table.c.project_id, drafts.c.key_hash == self.table.c.key_hash)
        return exists().where(*same)

    def _let_be(
        self, connection: Connection, scope: Scope, key_hash: str, ids: Collection[str], values: Mapping[str, Any]
    ) -> None:
        kept = and_(self.of_key(scope, key_hash), self.is_in(State.DRAFT), self.table.c.id.in_(ids))
        connection.execute(update(self.table).where(kept).values(**values))

    def _delete(self, connection: Connection, *which: ColumnElement[bool]) -> tuple[str, ...]:
        rows = connection.execute(delete(self.table).where(*which).returning(*self.columns))
        return tuple(name for row in rows for name in self.kind(*row).names)
