"""Every table. A project's own tables carry `project_id` first in their unique keys. No query lives here."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Document = JSON().with_variant(JSONB(), "postgresql")


def _id() -> Column[str]:
    return Column("id", String(20), primary_key=True)


def _project() -> Column[str]:
    return Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), nullable=False)


projects = Table(
    "projects",
    metadata,
    _id(),
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

users = Table(
    "users",
    metadata,
    _id(),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
)

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
    _id(),
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

drafts = Table(
    "drafts",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("key_hash", String(64), primary_key=True),  # HMAC of the respondent's code
    Column("section", String(60), primary_key=True),
    Column("version_id", ForeignKey("survey_versions.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("form", Document, nullable=False),  # what was typed, field to list of values; not data until it is sent
    Column("saved_on", Date, nullable=False),
)

responses = Table(
    "responses",
    metadata,
    _id(),
    _project(),
    Column("key_hash", String(64), nullable=False),
    Column("version_id", ForeignKey("survey_versions.id"), nullable=False),
    Column("survey_slug", String(60), nullable=False),
    Column("answers", Document, nullable=False),  # question code to stored value (see store/answers.py)
    Column("content_digest", String(64), nullable=False),
    Column("language", String(20), nullable=False),
    Column("device", String(20), nullable=False),
    Column("help", String(20), nullable=False),
    Column("quotable", String(20), nullable=False),
    Column("home_ward", String(20)),
    Column("source_row", Text),  # the id of an imported row
    Column("synthetic", Boolean, nullable=False),
    Column("submitted_on", Date, nullable=False),
    Column("easy_read", Boolean, nullable=False, server_default=false()),  # some page was answered in easy read
    Column("readable", Boolean, nullable=False, server_default=true()),  # the code opens the words
    Column("consents", Document, nullable=False, server_default="{}"),  # purpose to {"given", "language", "wording"}
    Column("poster_period_id", String(20)),  # of the poster that led here, where one did
    Column("sitting_id", String(20)),  # of the sitting in which it was given, where it was given in one
    UniqueConstraint("project_id", "key_hash"),
    UniqueConstraint("project_id", "survey_slug", "source_row"),
    CheckConstraint("quotable IN ('never', 'consented', 'already_published')", name="quotable_known"),
    Index(None, "project_id", "survey_slug", "home_ward"),
    Index(None, "project_id", "survey_slug", "id"),  # an export reads them in this order, batch by batch
    Index(None, "project_id", "sitting_id"),  # the page of a sitting counts them again and again
)

# What was taken back stays gone: no late copy comes in again under its key.
tombstones = Table(
    "tombstones",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("key_hash", String(64), primary_key=True),
    Column("erased_on", Date, nullable=False),
)

# Spoken answers; the sound itself is a file with the row's id. Those that were sent are data, drafts are not.
recordings = Table(
    "recordings",
    metadata,
    _id(),
    _project(),
    Column("key_hash", String(64), nullable=False),  # of the drafts or the response that it belongs to
    Column("question", String(60), nullable=False),
    Column("state", String(10), nullable=False),  # draft, sent, or other: sent again with other content, for review
    Column("language", String(20), nullable=False),  # of the interface
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),  # in bytes; 0 once the sound was deleted and its words are written down
    Column("seconds", Integer),  # as the browser told it
    Column("received_on", Date, nullable=False),
    Column("transcribed_by", ForeignKey("users.id")),
    UniqueConstraint("project_id", "key_hash", "question", "state"),
    CheckConstraint("state IN ('draft', 'sent', 'other')", name="state_known"),
)

# Photos that were cleaned; the picture and its thumbnail are files with the row's id. Caption, feeling, place and
# consent lie with the answers. Those that were sent are data, drafts are not.
photos = Table(
    "photos",
    metadata,
    _id(),
    _project(),
    Column("key_hash", String(64), nullable=False),  # of the drafts or the response that it belongs to
    Column("question", String(60), nullable=False),
    Column("state", String(10), nullable=False),  # draft, sent, or other: sent again with other content, for review
    Column("upload", String(64), nullable=False),  # HMAC of the browser's name for it: sent twice, it is kept once
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("size", Integer, nullable=False),  # of the picture, in bytes
    Column("digest", String(64), nullable=False),  # SHA-256 of the picture as kept
    Column("likeness", String(16), nullable=False),  # a 64-bit difference hash: near duplicates lie near
    Column("received_on", Date, nullable=False),
    Column("file", String(40), nullable=False, server_default=""),  # name of its files; "": its id. Covering renews it
    Column("covers", Document, nullable=False, server_default="[]"),  # of [left, top, width, height], parts of 1
    Column("status", String(20), nullable=False, server_default="new"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("alt", Text, nullable=False, server_default=""),
    Column("people_cleared", Boolean, nullable=False, server_default=false()),
    Column("decided_by", ForeignKey("users.id")),
    UniqueConstraint("project_id", "key_hash", "upload"),
    CheckConstraint("state IN ('draft', 'sent', 'other')", name="state_known"),
    CheckConstraint("status IN ('new', 'forum', 'research', 'asked', 'removed')", name="status_known"),
)

# What was done to a photo and by whom; nobody where it was the one who took it.
photo_events = Table(
    "photo_events",
    metadata,
    _id(),
    _project(),
    Column("photo_id", ForeignKey("photos.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # days alone would not tell the order
    Column("user_id", ForeignKey("users.id")),
    Column("what", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    UniqueConstraint("project_id", "photo_id", "number"),
)

places = Table(
    "places",
    metadata,
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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

# A partner organisation's sitting: who was asked where, and with what. Nothing in it names a respondent.
sittings = Table(
    "sittings",
    metadata,
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
    Column("sheet_id", ForeignKey("sheets.id", ondelete="CASCADE")),  # None: no code could be read
    Column("page", Integer),
    Column("digest", String(64), nullable=False),  # SHA-256 of what came: brought in twice, it is kept once
    Column("reading", Document, nullable=False),  # what was read off it, see fieldwork/scanned.py
    Column("received_on", Date, nullable=False),
    UniqueConstraint("project_id", "digest"),
)

conflicts = Table(
    "conflicts",
    metadata,
    _id(),
    _project(),
    Column("response_id", ForeignKey("responses.id", ondelete="CASCADE"), nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("answers", Document, nullable=False),  # the other content, free text within it
    Column("received_on", Date, nullable=False),
    UniqueConstraint("project_id", "response_id", "content_digest"),
)

texts = Table(
    "texts",
    metadata,
    _id(),
    _project(),
    Column("response_id", ForeignKey("responses.id", ondelete="CASCADE"), nullable=False),
    Column("question", String(60), nullable=False),
    Column("body", Text, nullable=False),  # immutable
    Column("language", String(20), nullable=False),  # of the interface
    Column("words_language", String(20)),  # of the words themselves, where somebody declared it
    UniqueConstraint("project_id", "response_id", "question"),
)

text_translations = Table(
    "text_translations",
    metadata,
    _id(),
    _project(),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("made_by", ForeignKey("users.id")),
    Column("tool", String(80), nullable=False, server_default=""),  # of a machine translation: what made it
    Column("made_on", Date, nullable=False),
    UniqueConstraint("project_id", "text_id", "language"),
)

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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
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
    _id(),
    _project(),
    Column("built_on", Date, nullable=False),
    Column("built_by", ForeignKey("users.id")),
    Column("with_suggestions", Boolean, nullable=False),
)
