"""How Alembic runs our steps: on the connection handed over by `store/migration.py`, which owns the transaction."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from ei_collect.store.tables import Document, metadata


def render_item(kind: str, item: object, autogenerate: AutogenContext) -> str | Literal[False]:
    """Write our JSON type by its name: Alembic's own rendering of a variant does not import."""
    if kind == "type" and item is Document:
        autogenerate.imports.add("from ei_collect.store.tables import Document")
        return "Document"
    return False


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_item=render_item, render_as_batch=False)
with context.begin_transaction():
    context.run_migrations()
