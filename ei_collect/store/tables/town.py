"""A town's reference data, the projects in it and the people who run them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Integer, String, Table, Text, false

from ei_collect.store.tables.basis import Document, metadata, own_id

projects = Table(
    "projects",
    metadata,
    own_id(),
    Column("slug", String(60), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("languages", Document, nullable=False),
    Column("contact", Text, nullable=False),
    Column("wave", Text, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("place_set", String(60), nullable=False),
    Column("demonstration", Boolean, nullable=False),
    Column("controller", Text, nullable=False, server_default=""),  # who answers for the data: name and address
    Column("minimum_age", Integer, nullable=False, server_default="16"),
    Column("recall_until", Date),  # from then on a withdrawal cannot call printed copies back
    Column("help_lines", Document, nullable=False, server_default="[]"),  # of {"name", "address"}: local help
    Column("last_round", Document, nullable=False, server_default="{}"),  # language to what came of the last round
    Column("second_factor", Boolean, nullable=False, server_default=false()),  # its staff must have one
    Column("keep_until", Date),  # the last day on which answers are kept
    Column("keep_days", Integer),  # for so many days after it was sent a response is kept
)

# How often what residents are shown has changed; whoever keeps a copy of it looks here.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)

# Reference data of a town, shared by its projects: facts that no project owns.
wards = Table(
    "wards",
    metadata,
    Column("place_set", String(60), primary_key=True),
    Column("code", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("boundary", Document),  # GeoJSON geometry, where boundaries were imported
)

postcodes = Table(
    "postcodes",
    metadata,
    Column("place_set", String(60), primary_key=True),
    Column("postcode", String(8), primary_key=True),  # upper case, without its space
    Column("ward_code", String(20), nullable=False),
    ForeignKeyConstraint(["place_set", "ward_code"], ["wards.place_set", "wards.code"], ondelete="CASCADE"),
)

# By what the secret key is known again under which the codes of respondents are hashed; one row at most.
key_checks = Table(
    "key_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),  # keyed with it
)

users = Table(
    "users",
    metadata,
    own_id(),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("must_change", Boolean, nullable=False, server_default=false()),  # somebody else knows the password
)

memberships = Table(
    "memberships",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
)
