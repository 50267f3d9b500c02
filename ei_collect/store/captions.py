"""Captions of photos as texts: their names, and what people who looked for identifying detail found in them."""

from sqlalchemy import Connection, select

from ei_collect.coding.coding import IdentityCheck
from ei_collect.projects.project import Scope
from ei_collect.store.tables import excerpts, texts
from ei_collect.survey.definition import CAPTION


def caption_name(question: str, photo_id: str) -> str:
    """What the text is called that is the caption of a photo in the answer to a question."""
    return f"{question}.{photo_id}"


def find_caption(connection: Connection, scope: Scope, response_id: str, name: str) -> str | None:
    """The id of the text with this name in a response; None where there is none."""
    of_response = (texts.c.project_id == scope.project_id) & (texts.c.response_id == response_id)
    return connection.scalar(select(texts.c.id).where(of_response, texts.c.question == name))


def captions_withheld(connection: Connection, scope: Scope) -> frozenset[str]:
    """The ids of photos in whose captions somebody found identifying detail."""
    withheld = excerpts.c.identity_check == IdentityCheck.WITHHELD.value
    query = select(texts.c.question).join(excerpts, excerpts.c.text_id == texts.c.id)
    named = connection.scalars(query.where(texts.c.project_id == scope.project_id, withheld).distinct())
    return frozenset(name[name.index(CAPTION) + 1 :] for name in named if CAPTION in name)
