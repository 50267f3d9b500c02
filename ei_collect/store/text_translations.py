"""Translations of texts as rows: one for each text and language. They go when their text goes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, select

from ei_collect.answering.translation import Translation
from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.tables import text_translations, texts, users

BATCH = 500


def put_translation(
    connection: Connection, scope: Scope, text_id: str, given: Translation, *, user_id: str | None, made_on: date
) -> None:
    """Write a translation of a text that is there, in place of the one in the same language."""
    delete_translation(connection, scope, text_id, given.language)
    row = {"id": new_id("tt"), "project_id": scope.project_id, "text_id": text_id, "language": given.language}
    told = {"body": given.body, "tool": given.tool, "made_by": user_id, "made_on": made_on}
    connection.execute(text_translations.insert().values(**row, **told))


def delete_translation(connection: Connection, scope: Scope, text_id: str, language: str) -> bool:
    """Remove the translation of a text into a language; whether there was one."""
    this = and_(
        text_translations.c.project_id == scope.project_id,
        text_translations.c.text_id == text_id,
        text_translations.c.language == language,
    )
    return connection.execute(delete(text_translations).where(this)).rowcount > 0


def translations_of(
    connection: Connection, scope: Scope, text_ids: Collection[str], language: str
) -> dict[str, Translation]:
    """The translations of these texts into a language, by the id of the text."""
    ordered = sorted(text_ids)
    found: dict[str, Translation] = {}
    for start in range(0, len(ordered), BATCH):
        query = _translated(scope, language).where(texts.c.id.in_(ordered[start : start + BATCH]))
        found |= {row.id: Translation(language, row.body, row.by, row.tool) for row in connection.execute(query)}
    return found


def translated_by_name(
    connection: Connection, scope: Scope, names: Collection[str], language: str
) -> dict[str, Translation]:
    """The translations of texts with these names, such as captions, of which each stands once; by name.

    Some hundreds of them at most.
    """
    rows = connection.execute(_translated(scope, language).where(texts.c.question.in_(names)))
    return {row.question: Translation(language, row.body, row.by, row.tool) for row in rows}


def _translated(scope: Scope, language: str) -> Select[Any]:
    columns = (texts.c.id, texts.c.question, text_translations.c.body, text_translations.c.tool)
    return (
        select(*columns, func.coalesce(users.c.name, "").label("by"))
        .join(text_translations, text_translations.c.text_id == texts.c.id)
        .outerjoin(users, users.c.id == text_translations.c.made_by)
        .where(text_translations.c.project_id == scope.project_id, text_translations.c.language == language)
    )
