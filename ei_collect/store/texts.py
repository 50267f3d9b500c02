"""Free texts as a coder sees them, with the facts of their response beside them. `responses` writes them.

The name of the place spoken of (a survey's role) stands beside a text and is not itself a text to code.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from ei_collect.answering.interpreting import Interpreted
from ei_collect.answering.photographs import ABOUT, Elsewhere
from ei_collect.answering.response import Help
from ei_collect.coding.coding import OpenText
from ei_collect.projects.project import Scope
from ei_collect.store.answers import parts_with_words
from ei_collect.store.tables import responses, survey_versions, texts
from ei_collect.survey.definition import CAPTION

BATCH = 500

_place = texts.alias("place")
_place_question = survey_versions.c.document[("roles", "place_name")].as_string()
_ward_question = survey_versions.c.document[("roles", "place_ward")].as_string()


def open_texts(
    connection: Connection,
    scope: Scope,
    *,
    after: str | None,
    limit: int,
    survey_slug: str | None = None,
    question: str | None = None,
) -> tuple[OpenText, ...]:
    """At most `limit` texts to code by their (random) ids, those behind `after`, of one survey or question if named."""
    query = _to_code(scope).order_by(texts.c.id).limit(limit)
    if after is not None:
        query = query.where(texts.c.id > after)
    if survey_slug is not None:
        query = query.where(responses.c.survey_slug == survey_slug)
    if question is not None:
        query = query.where(texts.c.question == question)
    return tuple(_text_of_row(row) for row in connection.execute(query))


def all_texts(connection: Connection, scope: Scope) -> Iterator[OpenText]:
    """Every text to code, by id; held in memory a batch at a time."""
    batch = open_texts(connection, scope, after=None, limit=BATCH)
    while batch:
        yield from batch
        batch = open_texts(connection, scope, after=batch[-1].id, limit=BATCH) if len(batch) == BATCH else ()


def find_text(connection: Connection, scope: Scope, text_id: str) -> OpenText | None:
    """The text with this id, or None."""
    row = connection.execute(_to_code(scope).where(texts.c.id == text_id)).one_or_none()
    return _text_of_row(row) if row else None


def find_texts(connection: Connection, scope: Scope, ids: Collection[str]) -> dict[str, OpenText]:
    """The texts with these ids, by id; read a batch at a time."""
    ordered = sorted(ids)
    found: dict[str, OpenText] = {}
    for start in range(0, len(ordered), BATCH):
        query = _to_code(scope).where(texts.c.id.in_(ordered[start : start + BATCH]))
        found.update((row.id, _text_of_row(row)) for row in connection.execute(query))
    return found


def _to_code(scope: Scope) -> Select[Any]:
    spoken_of = and_(_place.c.response_id == texts.c.response_id, _place.c.question == _place_question)
    return (
        select(
            texts,
            responses.c.survey_slug,
            responses.c.quotable,
            responses.c.home_ward,
            responses.c.source_row,
            responses.c.synthetic,
            responses.c.help,
            responses.c.help_from,
            responses.c.help_into,
            responses.c.answers,
            _place.c.body.label("place_name"),
            _ward_question.label("ward_question"),
        )
        .join(responses, responses.c.id == texts.c.response_id)
        .join(survey_versions, survey_versions.c.id == responses.c.version_id)
        .outerjoin(_place, spoken_of)
        .where(texts.c.project_id == scope.project_id, texts.c.question != func.coalesce(_place_question, ""))
    )


def _text_of_row(row: Row[Any]) -> OpenText:
    place_name, place_ward = _spoken_of(row)
    return OpenText(
        id=row.id,
        response_id=row.response_id,
        survey_slug=row.survey_slug,
        question=row.question,
        body=row.body,
        language=row.words_language or row.language,
        quotable=row.quotable,
        home_ward=row.home_ward,
        place_name=place_name,
        place_ward=place_ward,
        source_row=row.source_row,
        synthetic=row.synthetic,
        help_given=Help(row.help),
        interpreted=Interpreted(row.help_from, row.help_into),
    )


def _spoken_of(row: Row[Any]) -> tuple[str, str | None]:
    """Name and ward of the place that the words are about: of a caption, where its photo was taken."""
    code, caption, _photo = row.question.partition(CAPTION)
    if not caption:
        return row.place_name or "", row.answers.get(row.ward_question, {}).get("value")
    told = parts_with_words(code, row.answers.get(code, {})).get(row.question, {})
    where = told.get("where", "")
    is_ward = bool(where) and not where.startswith(ABOUT) and where not in set(Elsewhere)
    return told.get("where_words", ""), where if is_ward else None
