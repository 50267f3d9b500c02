"""Every table. A project's own tables carry `project_id` first in their unique keys. No query lives here."""

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
from ei_collect.store.tables.basis import Document, metadata
from ei_collect.store.tables.coding import candidates, codebooks, codings, excerpts, packs, suggestions
from ei_collect.store.tables.fieldwork import interviews, keyings, scans, sheet_layouts, sheets, sittings, tablets
from ei_collect.store.tables.placing import places, poster_periods, posters
from ei_collect.store.tables.town import memberships, postcodes, projects, revisions, users, wards

__all__ = [
    "Document",
    "candidates",
    "codebooks",
    "codings",
    "conflicts",
    "drafts",
    "excerpts",
    "interviews",
    "keyings",
    "memberships",
    "metadata",
    "packs",
    "photo_events",
    "photos",
    "places",
    "postcodes",
    "poster_periods",
    "posters",
    "projects",
    "recordings",
    "responses",
    "revisions",
    "scans",
    "sheet_layouts",
    "sheets",
    "signoffs",
    "sittings",
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
