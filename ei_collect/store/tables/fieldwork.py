"""Partner organisations' sittings, tablets, paper sheets and what is keyed off them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from ei_collect.store.tables.basis import Document, metadata, of_project, own_id

# A partner organisation's sitting: who was asked where, and with what. Nothing in it names a respondent.
sittings = Table(
    "sittings",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(12), nullable=False),  # what is printed for phones and tablets to join
    Column("opened_by", ForeignKey("users.id"), nullable=False),
    Column("venue", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("surveys", Document, nullable=False),  # their slugs
    Column("languages", Document, nullable=False),
    Column("audience", Text, nullable=False, server_default=""),  # who it is for
    Column("expected", Integer, nullable=False, server_default="0"),
    Column("helpers", Document, nullable=False, server_default="[]"),  # of {"role", "language"}; never a name
    Column("notes", Text, nullable=False, server_default=""),
    Column("keyed_twice", Integer, nullable=False, server_default="0"),  # so many sheets of a hundred
    Column("keeps_scans", Boolean, nullable=False, server_default=false()),  # after the sheet is settled
    Column("pin_hash", Text, nullable=False, server_default=""),  # of what lets staff out of a shared tablet
    Column("sealing", Document, nullable=False, server_default="{}"),  # public key (JWK) that tablets seal to
    Column("opening", Text, nullable=False, server_default=""),  # the private one, itself encrypted
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Index("ix_sittings_code", "code", unique=True),  # in the whole installation, as those of posters
)

# Shared tablets of a sitting, as each last told of itself; nothing of who held it, and no finer time than a day.
tablets = Table(
    "tablets",
    metadata,
    own_id(),
    of_project(),
    Column("sitting_id", ForeignKey("sittings.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(3), nullable=False),  # which it gave itself when it was unlocked
    Column("heard_on", Date, nullable=False),
    Column("waiting", Integer, nullable=False),  # answers that it had not sent then
    Column("waits_since", Date),  # the oldest of them
    UniqueConstraint("project_id", "sitting_id", "name"),
)

# Where on the paper each box and each line is: the same for all sheets of one survey version, language and print.
sheet_layouts = Table(
    "sheet_layouts",
    metadata,
    own_id(),
    of_project(),
    Column("version_id", ForeignKey("survey_versions.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("large_print", Boolean, nullable=False),
    Column("digest", String(64), nullable=False),  # of all this, as a newer program may draw it otherwise
    Column("layout", Document, nullable=False),  # see fieldwork/layout.py
    UniqueConstraint("project_id", "digest"),
)

# A paper form for one person. `key_hash` is of the code on its slip, under which its answers come to stand.
sheets = Table(
    "sheets",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(12), nullable=False),
    Column("layout_id", ForeignKey("sheet_layouts.id", ondelete="CASCADE"), nullable=False),
    Column("sitting_id", ForeignKey("sittings.id")),
    Column("batch", String(60), nullable=False, server_default=""),
    Column("key_hash", String(64), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("status", String(20), nullable=False, server_default="printed"),
    Index("ix_sheets_code", "code", unique=True),
    UniqueConstraint("project_id", "key_hash"),
    CheckConstraint("status IN ('printed', 'keyed', 'settled', 'void')", name="status_known"),
)

# What somebody typed off a sheet: the first or second pass, or the third look that settles where they differ.
keyings = Table(
    "keyings",
    metadata,
    own_id(),
    of_project(),
    Column("sheet_id", ForeignKey("sheets.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, and 3 for the third look
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("form", Document, nullable=False),  # field to list of values, as a form on a screen would send it
    Column("marks", Document, nullable=False),  # field to "unreadable"; what is ticked twice stands twice in the form
    Column("facts", Document, nullable=False),  # what stands on the sheet beside the answers: help, consents
    Column("pages", Document, nullable=False),  # numbers of the pages that were typed
    Column("done", Boolean, nullable=False, server_default=false()),
    Column("keyed_on", Date, nullable=False),
    UniqueConstraint("project_id", "sheet_id", "number"),
)

# Pictures of pages of sheets; the picture itself is a file with the row's id.
scans = Table(
    "scans",
    metadata,
    own_id(),
    of_project(),
    Column("sheet_id", ForeignKey("sheets.id", ondelete="CASCADE")),  # None: no code could be read
    Column("page", Integer),
    Column("digest", String(64), nullable=False),  # SHA-256 of what came: brought in twice, it is kept once
    Column("reading", Document, nullable=False),  # what was read off it, see fieldwork/scanned.py
    Column("received_on", Date, nullable=False),
    UniqueConstraint("project_id", "digest"),
)

# An interview, from its printed guide or from its first keyed page on. `key_hash` is of the code on its slip.
interviews = Table(
    "interviews",
    metadata,
    own_id(),
    of_project(),
    Column("code", String(12), nullable=False),  # on the printed guide; opens nothing by itself
    Column("version_id", ForeignKey("survey_versions.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(20), nullable=False),  # in which it is held
    Column("sitting_id", ForeignKey("sittings.id")),
    Column("key_hash", String(64)),  # None: the code is minted when it is finished
    Column("typed_by", ForeignKey("users.id")),  # None: nobody has begun
    Column("form", Document, nullable=False),  # field to list of values, as typed; emptied when it is finished
    Column("response_id", ForeignKey("responses.id", ondelete="CASCADE")),  # None: not finished
    Column("role", String(30), nullable=False, server_default=""),  # what the interviewer is, never who
    Column("consent_how", String(20), nullable=False, server_default=""),
    Column("notes", Document, nullable=False),  # the interviewer's own words, by question
    Column("saved_on", Date, nullable=False),
    Index("ix_interviews_code", "code", unique=True),
    UniqueConstraint("project_id", "key_hash"),
    UniqueConstraint("project_id", "response_id"),
)
