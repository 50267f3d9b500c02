"""Places and the posters that hang there."""

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from ei_collect.store.tables.basis import Document, metadata, of_project, own_id

places = Table(
    "places",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(60), nullable=False),
    Column("names", Document, nullable=False),  # language to name
    Column("kind", String(40), nullable=False),
    Column("ward_code", String(20)),
    Column("neighbourhood", Text, nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
    Column("access", Text, nullable=False, server_default=""),  # steps, toilets, who may come in
    Column("latitude", Float),
    Column("longitude", Float),
    Column("active_from", Date),
    Column("active_to", Date),
    UniqueConstraint("project_id", "code"),
)

posters = Table(
    "posters",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(12), nullable=False),  # what is printed; unknown to whoever has not seen it
    Column("survey_slug", String(60), nullable=False),
    Column("batch", String(60), nullable=False),
    Column("languages", Document, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("revoked_on", Date),
    Column("revoked_why", Text, nullable=False, server_default=""),
    Index("ix_posters_code", "code", unique=True),  # in the whole installation, so that addresses stay short
)

# Where a poster hung, from when to when, and how often it was used there. Only counted: nothing follows a person.
poster_periods = Table(
    "poster_periods",
    metadata,
    own_id(),
    of_project(),
    Column("poster_id", ForeignKey("posters.id", ondelete="CASCADE"), nullable=False),
    Column("place_id", ForeignKey("places.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("scans", Integer, nullable=False, server_default="0"),
    Column("starts", Integer, nullable=False, server_default="0"),
    Column("submissions", Integer, nullable=False, server_default="0"),
    UniqueConstraint("project_id", "poster_id", "number"),
)
