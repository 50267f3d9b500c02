"""What researchers make of texts, up to the packs."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ei_collect.store.tables.basis import Document, metadata, of_project, own_id

codebooks = Table(
    "codebooks",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("document", Document, nullable=False),
    Column("loaded_on", Date, nullable=False),
)

excerpts = Table(
    "excerpts",
    metadata,
    own_id(),
    of_project(),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),  # in code points
    Column("stop", Integer, nullable=False),
    Column("identity_check", String(20), nullable=False, server_default="unchecked"),
    Column("checked_by", ForeignKey("users.id")),
    UniqueConstraint("project_id", "text_id", "start", "stop"),
    CheckConstraint("start >= 0 AND stop > start", name="span_not_empty"),
)

codings = Table(
    "codings",
    metadata,
    own_id(),
    of_project(),
    Column("excerpt_id", ForeignKey("excerpts.id", ondelete="CASCADE"), nullable=False),
    Column("code", String(60), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("scale", String(20), nullable=False),
    Column("dimensions", Document, nullable=False),
    Column("place_kind", String(20), nullable=False),
    Column("place_wards", Document, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("memo", Text, nullable=False),
    Column("coder_id", ForeignKey("users.id"), nullable=False),
    Column("coded_on", Date, nullable=False),
    UniqueConstraint("project_id", "excerpt_id", "code", "stance", "coder_id"),
)

suggestions = Table(
    "suggestions",
    metadata,
    own_id(),
    of_project(),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("code", String(60), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("scale", String(20), nullable=False),
    Column("place_kind", String(20), nullable=False),
    Column("place_wards", Document, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("engine", String(40), nullable=False),
    Column("score", Float, nullable=False),
    Column("state", String(20), nullable=False, server_default="open"),
    Column("decided_by", ForeignKey("users.id")),
    UniqueConstraint("project_id", "text_id", "start", "stop", "code"),
    CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_someone"),
)

candidates = Table(
    "candidates",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(60), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("scale", String(20), nullable=False),
    Column("title", Text, nullable=False),  # in a researcher's plain words
    Column("worded_by", ForeignKey("users.id")),
    UniqueConstraint("project_id", "code", "stance", "scale"),
)

packs = Table(
    "packs",
    metadata,
    own_id(),
    of_project(),
    Column("built_on", Date, nullable=False),
    Column("built_by", ForeignKey("users.id")),
    Column("with_suggestions", Boolean, nullable=False),
    Column("withdrawn_on", Date),  # its files are gone: somebody took back what was in them
    Column("sources", Document, nullable=False, server_default="[]"),  # ids of the texts and photos in it
)
