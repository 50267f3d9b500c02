"""What staff flagged because somebody may be at risk, and what was done about it."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table, Text

from ei_collect.store.tables.basis import metadata, of_project, own_id

flags = Table(
    "flags",
    metadata,
    own_id(),
    of_project(),
    Column("response_id", ForeignKey("responses.id", ondelete="CASCADE"), nullable=False),  # taken back with it
    Column("kind", String(20), nullable=False),
    Column("subject_id", String(20), nullable=False),  # of the text or the photo
    Column("reason", Text, nullable=False),
    Column("flagged_by", ForeignKey("users.id"), nullable=False),
    Column("flagged_on", Date, nullable=False),
    Column("done", Text, nullable=False, server_default=""),
    Column("told", Text, nullable=False, server_default=""),  # what the respondent was told, or why nothing
    Column("closed_by", ForeignKey("users.id")),
    Column("closed_on", Date),
    CheckConstraint("kind IN ('text', 'photo')", name="kind_known"),
    Index("ix_flags_project_id_closed_on", "project_id", "closed_on"),
)
