"""What people gave, what waits to be sent, and the files that belong to it."""

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
    true,
)

from ei_collect.store.tables.basis import Document, metadata, of_project, own_id

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
    own_id(),
    of_project(),
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
    Column("doubts", Document, nullable=False, server_default="[]"),  # signs that a program may have sent it
    Column("help_from", String(20)),  # languages between which somebody interpreted, where that was said
    Column("help_into", String(20)),
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
    Column("erased_by", String(10), nullable=False, server_default="respondent"),  # or staff, on request
)

# Spoken answers; the sound itself is a file with the row's id. Those that were sent are data, drafts are not.
recordings = Table(
    "recordings",
    metadata,
    own_id(),
    of_project(),
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
    own_id(),
    of_project(),
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
    own_id(),
    of_project(),
    Column("photo_id", ForeignKey("photos.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # days alone would not tell the order
    Column("user_id", ForeignKey("users.id")),
    Column("what", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    UniqueConstraint("project_id", "photo_id", "number"),
)

conflicts = Table(
    "conflicts",
    metadata,
    own_id(),
    of_project(),
    Column("response_id", ForeignKey("responses.id", ondelete="CASCADE"), nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("answers", Document, nullable=False),  # the other content, free text within it
    Column("received_on", Date, nullable=False),
    UniqueConstraint("project_id", "response_id", "content_digest"),
)

texts = Table(
    "texts",
    metadata,
    own_id(),
    of_project(),
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
    own_id(),
    of_project(),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("made_by", ForeignKey("users.id")),
    Column("tool", String(80), nullable=False, server_default=""),  # of a machine translation: what made it
    Column("made_on", Date, nullable=False),
    UniqueConstraint("project_id", "text_id", "language"),
)
