"""Rows in every table of a database of whatever shape, made up from what the database says of its tables."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    inspect,
    select,
)

NUMBERS = (1, 2)
"""Two rows in each table, the second of which refers to second rows."""
QUOTED = re.compile(r"\b(?P<column>[a-z_]+)\b[^']*'(?P<value>[^']+)'")

MADE: dict[type[Any], Callable[[int, str], Any]] = {
    Boolean: lambda number, _: number == 1,
    DateTime: lambda number, _: datetime(2026, 1, number, tzinfo=UTC),
    Date: lambda number, _: date(2026, 1, number),
    Integer: lambda number, name: number + (name == "stop"),
    Float: lambda number, _: number / 4,
    JSON: lambda number, _: {"of": [number, "ما يعيق"]},
    LargeBinary: lambda number, _: bytes([number]),
    String: lambda number, name: f"{number} {name} ما",
}
Rows = dict[tuple[str, int], dict[str, Any]]


def fill(connection: Connection, rows: Rows) -> None:
    """Put two rows into every table that has none of `rows`, and add them there."""
    for table in tables_of(connection):
        if (table.name, 1) in rows or table.name in {"alembic_version", "revisions", "audit_head"}:
            continue
        wanted = dict(_wanted(connection, table))
        for number in NUMBERS:
            values = {column.name: _value(column, number, wanted) for column in table.c}
            values |= _referred(table, number, rows)
            connection.execute(table.insert().values(values))
            rows[table.name, number] = values


def lost(connection: Connection, rows: Rows) -> list[str]:
    """Which of these rows are not there any more as they were; of columns that are gone nothing is said."""
    there = {table.name: table for table in tables_of(connection)}
    missing = []
    for (name, number), values in rows.items():
        table = there[name]
        kept = {column: value for column, value in values.items() if column in table.c}
        found = [row._asdict() for row in connection.execute(select(table))]
        if not any(all(row[column] == value for column, value in kept.items()) for row in found):
            missing.append(f"{name} {number}")
    return missing


def tables_of(connection: Connection) -> list[Table]:
    """Those that the database has, the referred ones before those that refer."""
    found = MetaData()
    found.reflect(connection)
    return found.sorted_tables


def _wanted(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    """For columns of few values the first of them, as a check of the table names it."""
    for check in inspect(connection).get_check_constraints(table.name):
        if found := QUOTED.search(check["sqltext"]):
            yield found["column"], found["value"]


def _value(column: Column[Any], number: int, wanted: dict[str, str]) -> Any:
    if column.foreign_keys and column.nullable:
        return None
    if column.name in wanted:
        return wanted[column.name]
    of_kind = next((made for kind, made in MADE.items() if isinstance(column.type, kind)), None)
    assert of_kind, f"{column} is of a kind that is not made up yet: {column.type!r}"
    made = of_kind(number, column.name)
    return made[: column.type.length] if isinstance(column.type, String) else made


def _referred(table: Table, number: int, rows: Rows) -> dict[str, Any]:
    """What refers to the row of this number in another table."""
    return {
        column.name: rows[key.column.table.name, number][key.column.name]
        for column in table.c
        for key in column.foreign_keys
        if not column.nullable
    }
