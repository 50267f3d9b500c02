"""The codebook that a project uses, as a row."""

from datetime import date

from sqlalchemy import Connection, select

from ei_collect.coding.codebook import Codebook
from ei_collect.coding.loading import codebook_document, from_document
from ei_collect.projects.project import Scope
from ei_collect.store.tables import codebooks


def set_codebook(connection: Connection, scope: Scope, codebook: Codebook, today: date) -> None:
    """Put `codebook` in the place of the one that the project used before."""
    connection.execute(codebooks.delete().where(codebooks.c.project_id == scope.project_id))
    row = {"project_id": scope.project_id, "document": codebook_document(codebook), "loaded_on": today}
    connection.execute(codebooks.insert().values(**row))


def find_codebook(connection: Connection, scope: Scope) -> Codebook | None:
    """The project's codebook, or None where it uses none yet."""
    document = connection.scalar(select(codebooks.c.document).where(codebooks.c.project_id == scope.project_id))
    return from_document(document) if document is not None else None
