"""Surveys, their published versions and who has read their words."""

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Integer, String, Table, Text, UniqueConstraint

from ei_collect.store.tables.basis import Document, metadata, own_id

surveys = Table(
    "surveys",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("slug", String(60), primary_key=True),
    UniqueConstraint("slug"),  # in the whole installation, so that addresses stay short
)

survey_versions = Table(
    "survey_versions",
    metadata,
    own_id(),
    Column("project_id", String(20), nullable=False),
    Column("survey_slug", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", Document, nullable=False),  # the definition with every wording; never edited
    Column("languages", Document, nullable=False),  # codes of the languages complete in it
    Column("digest", String(64), nullable=False),
    Column("published_on", Date, nullable=False),
    ForeignKeyConstraint(["project_id", "survey_slug"], ["surveys.project_id", "surveys.slug"], ondelete="CASCADE"),
    UniqueConstraint("project_id", "survey_slug", "number"),
)

signoffs = Table(
    "signoffs",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("version_id", ForeignKey("survey_versions.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(20), primary_key=True),
    Column("reviewer", Text, nullable=False),  # the named speaker who read consent, privacy and safety wording
    Column("signed_on", Date, nullable=False),
    Column("carried_from", Integer),  # the number of the version they read, where nothing of it has changed since
    Column("read_digest", String(64), nullable=False, server_default=""),  # of what they read
)
