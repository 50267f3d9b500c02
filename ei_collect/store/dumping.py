"""All rows of a database as lines of JSON, and back: the same from SQLite and from PostgreSQL, for either of them.

Before the rows of each table, an array each, stands a line that names it and its columns. What is read is what is
there, whatever the shape of the database; what is within a JSON column stays the text that it is.
"""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from ei_collect.errors import InputError

BATCH = 500
SEES_TO_ITSELF = frozenset({"alembic_version", "staff_sessions"})
"""Not carried: the step of the shape, which is told apart, and who was signed in, which nobody is after a restore."""


def dump(connection: Connection) -> Iterator[bytes]:
    """The lines of all that one transaction sees, tables before those that refer to them."""
    for table in _tables(connection):
        yield _line({"table": table.name, "columns": list(table.c.keys())})
        query = select(*(_read(connection, column) for column in table.c))
        streamed = connection.execution_options(stream_results=True, yield_per=BATCH).execute(query)
        yield from (_line(list(row)) for row in streamed)


def load(connection: Connection, lines: Iterable[bytes]) -> dict[str, int]:
    """Put the rows of these lines into tables of the same shape, in place of all that they hold; how many of each.

    Raises:
        InputError: the lines name a table or a column that is not there.
    """
    tables = {table.name: table for table in _tables(connection)}
    for table in reversed(tables.values()):
        connection.execute(table.delete())
    loaded = Counter[str]()
    for heading, rows in _batches(lines):
        table = _known(tables, heading)
        _insert(connection, table, heading["columns"], rows)
        loaded[table.name] += len(rows)
    for table in tables.values():
        _count_on(connection, table)
    return dict(loaded)


def table_named(line: bytes) -> str | None:
    """The table that a line begins; None where it is one of its rows."""
    return str(orjson.loads(line)["table"]) if line.startswith(b"{") else None


def drop_everything(connection: Connection) -> None:
    """Leave no table of ours, in whatever shape, in the database."""
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def is_empty(connection: Connection) -> bool:
    """Whether nobody has put anything into the database: there are neither projects nor users, or no tables at all."""
    found = {table.name: table for table in _tables(connection)}
    tables = [found[name] for name in ("projects", "users") if name in found]
    return not any(connection.execute(select(table.c.id).limit(1)).first() for table in tables)


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in SEES_TO_ITSELF]


def _known(tables: Mapping[str, Table], heading: Mapping[str, Any]) -> Table:
    table = tables.get(heading["table"])
    if table is None or not set(heading["columns"]) <= set(table.c.keys()):
        where = f"table {heading['table']}"
        mend = "Use the program that made the backup, or a later one."
        raise InputError.of("dump-shape", "has another shape here", where=where, mend=mend)
    return table


def _batches(lines: Iterable[bytes]) -> Iterator[tuple[Mapping[str, Any], list[list[Any]]]]:
    """Each heading with some of the rows under it; one without rows is left out."""
    heading: Mapping[str, Any] = {}
    rows: list[list[Any]] = []
    for values in map(orjson.loads, lines):
        if rows and (isinstance(values, dict) or len(rows) == BATCH):
            yield heading, rows
            rows = []
        if isinstance(values, dict):
            heading = values
        else:
            rows.append(values)
    if rows:
        yield heading, rows


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    columns = [table.c[name] for name in names]
    values = [
        {each.name: None if value is None else _value(each, value) for each, value in zip(columns, row, strict=True)}
        for row in rows
    ]
    connection.execute(table.insert().values({each.name: _bound(connection, each) for each in columns}), values)


def _read(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """A column as it is selected: of JSON its text."""
    if not isinstance(column.type, JSON):
        return column
    named = type_coerce(column, Text) if connection.dialect.name == "sqlite" else cast(column, Text)
    return named.label(column.name)


def _bound(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """A column as it is inserted: of JSON its text."""
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    told = bindparam(column.name, type_=Text())
    return type_coerce(told, Text) if connection.dialect.name == "sqlite" else cast(told, JSONB)


def _value(column: Column[Any], told: Any) -> Any:
    """What a line tells of a column, as its driver takes it."""
    match column.type:
        case DateTime():
            return datetime.fromisoformat(told)
        case Date():
            return date.fromisoformat(told)
        case LargeBinary():
            return b64decode(told)
        case _:
            return told


def _line(values: Any) -> bytes:
    return orjson.dumps(values, default=lambda value: b64encode(bytes(value)).decode()) + b"\n"


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row of a table as it would where the rows came from."""
    for column in table.primary_key if connection.dialect.name == "postgresql" else ():
        if isinstance(column.type, Integer):
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            highest = select(func.coalesce(func.max(column), 1)).scalar_subquery()
            connection.execute(select(func.setval(sequence, highest)))
