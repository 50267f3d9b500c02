"""Every table. A project's own tables carry `project_id` first in their unique keys. No query lives here."""

from ei_collect.store.tables.accounts import authenticators, passkeys, recovery_codes, staff_sessions
from ei_collect.store.tables.answering import (
    conflicts,
    drafts,
    photo_events,
    photos,
    recordings,
    responses,
    text_translations,
    texts,
    tombstones,
)
from ei_collect.store.tables.asking import signoffs, survey_versions, surveys
from ei_collect.store.tables.audit import audit_events, audit_head, handed_out
from ei_collect.store.tables.basis import Document, metadata
from ei_collect.store.tables.coding import candidates, codebooks, codings, excerpts, packs, suggestions
from ei_collect.store.tables.fieldwork import interviews, keyings, scans, sheet_layouts, sheets, sittings, tablets
from ei_collect.store.tables.placing import places, poster_periods, posters
from ei_collect.store.tables.safeguarding import flags
from ei_collect.store.tables.town import key_checks, memberships, postcodes, projects, revisions, users, wards

__all__ = [
    "Document",
    "audit_events",
    "audit_head",
    "authenticators",
    "candidates",
    "codebooks",
    "codings",
    "conflicts",
    "drafts",
    "excerpts",
    "flags",
    "handed_out",
    "interviews",
    "key_checks",
    "keyings",
    "memberships",
    "metadata",
    "packs",
    "passkeys",
    "photo_events",
    "photos",
    "places",
    "postcodes",
    "poster_periods",
    "posters",
    "projects",
    "recordings",
    "recovery_codes",
    "responses",
    "revisions",
    "scans",
    "sheet_layouts",
    "sheets",
    "signoffs",
    "sittings",
    "staff_sessions",
    "suggestions",
    "survey_versions",
    "surveys",
    "tablets",
    "text_translations",
    "texts",
    "tombstones",
    "users",
    "wards",
]
