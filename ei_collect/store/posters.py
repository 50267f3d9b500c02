"""Posters and the periods of their hanging as rows, and their counts, which only ever go up by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update

from ei_collect.places.poster import Poster, PosterPeriod
from ei_collect.projects.project import Scope
from ei_collect.store.place_list import place_of_row
from ei_collect.store.tables import places, poster_periods, posters

MOST = 2000
"""Periods that a list shows at most."""

_OF_PERIOD = ("number", "starts_on", "ends_on", "scans", "starts", "submissions")


@dataclass(frozen=True)
class Hung:
    """A poster as whoever has only its code finds it, with the project that it belongs to."""

    scope: Scope
    poster: Poster


def posters_of(connection: Connection, scope: Scope, *, batch: tuple[str, str] | None = None) -> tuple[Poster, ...]:
    """The posters of a project, the latest first, each with all its periods; or those of one survey and batch."""
    query = _query().where(posters.c.project_id == scope.project_id)
    if batch is not None:
        query = query.where(posters.c.survey_slug == batch[0], posters.c.batch == batch[1])
    newest = (posters.c.made_on.desc(), posters.c.batch.desc(), posters.c.code, poster_periods.c.number)
    return tuple(hung.poster for hung in _read(connection, query.order_by(*newest).limit(MOST)))


def find_poster(connection: Connection, scope: Scope, code: str) -> Poster | None:
    """The poster of this project with this code, or None."""
    hung = find_hung(connection, code)
    return hung.poster if hung and hung.scope == scope else None


def find_hung(connection: Connection, code: str) -> Hung | None:
    """The poster with this code, whichever project it belongs to, or None."""
    query = _query().where(posters.c.code == code).order_by(poster_periods.c.number)
    return next(_read(connection, query), None)


def insert_posters(connection: Connection, scope: Scope, made: Sequence[Poster]) -> None:
    """Write posters whose codes are fresh, each with its first period."""
    if not made:
        return
    rows = [
        {
            "id": poster.id,
            "project_id": scope.project_id,
            "code": poster.code,
            "survey_slug": poster.survey_slug,
            "batch": poster.batch,
            "languages": list(poster.languages),
            "made_on": poster.made_on,
        }
        for poster in made
    ]
    connection.execute(posters.insert(), rows)
    connection.execute(poster_periods.insert(), [_period_values(scope, poster.id, poster.latest) for poster in made])


def insert_period(connection: Connection, scope: Scope, poster_id: str, period: PosterPeriod) -> None:
    """Write a further period of a poster."""
    connection.execute(poster_periods.insert().values(**_period_values(scope, poster_id, period)))


def end_period(connection: Connection, scope: Scope, period_id: str, ends_on: date) -> None:
    """Say until when a poster hung in a place; its counts stay."""
    connection.execute(update(poster_periods).where(_this_period(scope, period_id)).values(ends_on=ends_on))


def revoke(connection: Connection, scope: Scope, poster_id: str, day: date, why: str) -> None:
    """Take a poster out of use."""
    this = (posters.c.project_id == scope.project_id) & (posters.c.id == poster_id)
    connection.execute(posters.update().where(this).values(revoked_on=day, revoked_why=why))


def set_languages(connection: Connection, scope: Scope, poster_id: str, languages: Sequence[str]) -> None:
    """Say in which languages a poster is printed from now on."""
    this = (posters.c.project_id == scope.project_id) & (posters.c.id == poster_id)
    connection.execute(posters.update().where(this).values(languages=list(languages)))


def count_scan(connection: Connection, scope: Scope, period_id: str) -> None:
    """Somebody has come by the code."""
    _count(connection, poster_periods.c.scans, _this_period(scope, period_id))


def count_submission(connection: Connection, scope: Scope, period_id: str) -> None:
    """Answers were sent by somebody who came by the code."""
    _count(connection, poster_periods.c.submissions, _this_period(scope, period_id))


def count_start(connection: Connection, scope: Scope, code: str, survey_slug: str, day: date) -> str | None:
    """Somebody who came by the code has saved a first page: the id of the period that counted it.

    None where the code is no poster of this survey, or none that is in use on this day.
    """
    current = (
        select(poster_periods.c.id)
        .join(posters, posters.c.id == poster_periods.c.poster_id)
        .where(
            posters.c.project_id == scope.project_id,
            posters.c.code == code,
            posters.c.survey_slug == survey_slug,
            posters.c.revoked_on.is_(None),
            poster_periods.c.starts_on <= day,
            poster_periods.c.ends_on.is_(None) | (poster_periods.c.ends_on >= day),
        )
        .order_by(poster_periods.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    this = (poster_periods.c.project_id == scope.project_id) & (poster_periods.c.id == current)
    written = update(poster_periods).where(this).values(starts=poster_periods.c.starts + 1)
    period_id: str | None = connection.scalar(written.returning(poster_periods.c.id))
    return period_id


def places_of_periods(connection: Connection, scope: Scope) -> dict[str, tuple[str, str]]:
    """Where each period hung: its id to the code of the place and that of its ward, which may be empty."""
    query = (
        select(poster_periods.c.id, places.c.code, places.c.ward_code)
        .join(places, places.c.id == poster_periods.c.place_id)
        .where(poster_periods.c.project_id == scope.project_id)
    )
    return {row.id: (row.code, row.ward_code or "") for row in connection.execute(query)}


def _count(connection: Connection, column: ColumnElement[int], this: ColumnElement[bool]) -> None:
    connection.execute(update(poster_periods).where(this).values({column: column + 1}))


def _this_period(scope: Scope, period_id: str) -> ColumnElement[bool]:
    return (poster_periods.c.project_id == scope.project_id) & (poster_periods.c.id == period_id)


def _query() -> Select[Any]:
    """Each period with its place and its poster; names that two tables share are told apart by a prefix."""
    return (
        select(
            *(column.label(f"poster_{column.name}") for column in posters.c),
            *(poster_periods.c[name].label(f"period_{name}") for name in ("id", *_OF_PERIOD)),
            *places.c,
        )
        .join(poster_periods, poster_periods.c.poster_id == posters.c.id)
        .join(places, places.c.id == poster_periods.c.place_id)
    )


def _read(connection: Connection, query: Select[Any]) -> Iterator[Hung]:
    """The posters of a query in which the periods of each stand together, in their order."""
    for _, rows in groupby(connection.execute(query).all(), key=lambda row: row.poster_id):
        yield _hung(list(rows))


def _hung(rows: Sequence[Row[Any]]) -> Hung:
    first = rows[0]
    poster = Poster(
        id=first.poster_id,
        code=first.poster_code,
        survey_slug=first.poster_survey_slug,
        batch=first.poster_batch,
        languages=tuple(first.poster_languages),
        made_on=first.poster_made_on,
        periods=tuple(map(_period, rows)),
        revoked_on=first.poster_revoked_on,
        revoked_why=first.poster_revoked_why,
    )
    return Hung(Scope(first.poster_project_id), poster)


def _period(row: Row[Any]) -> PosterPeriod:
    told = {name: getattr(row, f"period_{name}") for name in ("id", *_OF_PERIOD)}
    return PosterPeriod(place=place_of_row(row), **told)


def _period_values(scope: Scope, poster_id: str, period: PosterPeriod) -> dict[str, Any]:
    return {
        "id": period.id,
        "project_id": scope.project_id,
        "poster_id": poster_id,
        "place_id": period.place.id,
        "number": period.number,
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
    }
