"""The log of what staff and the program did, and the copies that were handed out. They name ids and say no answer."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, String, Table, Text

from ei_collect.store.tables.basis import metadata

# Each event is tied to all before it by its hash (see projects/log.py). No foreign keys: it outlives what it names.
audit_events = Table(
    "audit_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("project_id", String(20), nullable=False),  # "" where it is about the whole installation
    Column("at", String(16), nullable=False),  # day and minute in UTC; of what respondents did only the day
    Column("actor", String(20), nullable=False),  # a user's id, or "command line", "program", "respondent"
    Column("what", String(80), nullable=False),
    Column("target", Text, nullable=False),  # name=id with spaces between
    Column("about", Integer, nullable=False),  # the number of the event whose outcome this is, or 0
    Column("outcome", String(10), nullable=False),
    Column("hash", String(64), nullable=False),
    CheckConstraint("outcome IN ('begun', 'done', 'refused', 'failed')", name="outcome_known"),
    Index(None, "project_id", "number"),
)

# The newest event: whoever adds one holds this row, so that there is one after the other.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Copies that left the program, so that they can be called back once somebody takes back what is in them.
handed_out = Table(
    "handed_out",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the event that tells of it
    Column("project_id", String(20), nullable=False),
    Column("what", String(80), nullable=False),
    Column("target", Text, nullable=False),
    Column("handed_by", String(20), nullable=False),
    Column("handed_on", Date, nullable=False),
    Index(None, "project_id", "number"),
)
