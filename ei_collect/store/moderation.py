"""Photos that were sent as staff look at them: which wait, what was decided, which files they have now, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select, update

from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.photos.showing import Status
from ei_collect.projects.project import Scope
from ei_collect.store.attached import State
from ei_collect.store.ids import new_id
from ei_collect.store.photos import Photo, SentPhoto, every_sent, read_sent
from ei_collect.store.tables import photo_events, photos, responses, users

MOST_COMPARED = 20_000
"""So many likenesses are looked through for near-duplicates."""


@dataclass(frozen=True)
class Event:
    """One thing done to a photo; `who` is the name of a member of staff, or "" where its maker did it."""

    what: str
    detail: str
    happened_on: date
    who: str = ""


@dataclass(frozen=True)
class Files:
    """What is known of the files that a photo has once parts of it were covered."""

    file: str
    width: int
    height: int
    size: int
    digest: str
    likeness: str
    covers: tuple[tuple[float, float, float, float], ...]


def photos_to_look_at(
    connection: Connection, scope: Scope, *, status: str, survey: str | None, after: str | None, limit: int
) -> tuple[SentPhoto, ...]:
    """At most `limit` photos with this status, by (random) id, those behind the id `after`."""
    query = every_sent(scope).where(photos.c.status == status).order_by(photos.c.id).limit(limit)
    if survey is not None:
        query = query.where(responses.c.survey_slug == survey)
    return read_sent(connection, scope, query.where(photos.c.id > after) if after else query)


def count_photos(connection: Connection, scope: Scope, survey: str | None = None) -> dict[str, int]:
    """How many photos were sent, by status; a status that none has is left out."""
    sent = every_sent(scope).where(responses.c.survey_slug == survey) if survey else every_sent(scope)
    waiting = sent.subquery()
    query = select(waiting.c.status, func.count().label("number")).group_by(waiting.c.status)
    return {row.status: row.number for row in connection.execute(query)}


def find_photo_sent(connection: Connection, scope: Scope, photo_id: str) -> SentPhoto | None:
    """The photo with this id with what its maker said of it, or None where there is none that was sent."""
    return next(iter(read_sent(connection, scope, every_sent(scope).where(photos.c.id == photo_id))), None)


def likenesses(connection: Connection, scope: Scope) -> Mapping[str, str]:
    """The likenesses of the photos that were sent and whose picture is kept, by id."""
    query = select(photos.c.id, photos.c.likeness).where(_of_project(scope), photos.c.size > 0)
    rows = connection.execute(query.order_by(photos.c.id).limit(MOST_COMPARED))
    return {row.id: row.likeness for row in rows}


def questions_about(connection: Connection, scope: Scope, response_id: str, status: str, limit: int) -> tuple[str, ...]:
    """Why photos of a response have this status, in the order of their ids."""
    query = every_sent(scope).where(photos.c.status == status, responses.c.id == response_id).order_by(photos.c.id)
    return tuple(row.reason for row in connection.execute(query.limit(limit)))


def keep_decision(
    connection: Connection,
    scope: Scope,
    photo_id: str,
    user_id: str,
    *,
    status: str,
    reason: str,
    alt: str,
    cleared: bool,
) -> bool:
    """Write what was decided, and by whom; False where the photo was removed before."""
    values = {"status": status, "reason": reason, "alt": alt, "people_cleared": cleared, "decided_by": user_id}
    still = and_(_this(scope, photo_id), photos.c.status != Status.REMOVED.value)
    return connection.execute(update(photos).where(still).values(**values)).rowcount > 0


def mark_without_files(connection: Connection, scope: Scope, photo_id: str) -> tuple[str, ...]:
    """Say that the files of a photo are not kept any more; their names, whatever was covered meanwhile."""
    query = update(photos).where(_this(scope, photo_id)).values(size=0).returning(photos.c.file)
    return tuple(
        name
        for file in connection.scalars(query)
        for name in (picture_name(photo_id, file), thumbnail_name(photo_id, file))
    )


def renew_files(connection: Connection, scope: Scope, before: Photo, now: Files) -> bool:
    """Let a photo have other files; False where it has others than `before` already, or none any more."""
    same = and_(_this(scope, before.id), photos.c.file == before.file, photos.c.size > 0)
    values = {**vars(now), "covers": [list(cover) for cover in now.covers]}
    return connection.execute(update(photos).where(same).values(**values)).rowcount > 0


def add_event(connection: Connection, scope: Scope, photo_id: str, user_id: str | None, event: Event) -> None:
    """Write down what was done to a photo; nobody is named where its maker did it. The caller has written the photo."""
    of_photo = and_(photo_events.c.project_id == scope.project_id, photo_events.c.photo_id == photo_id)
    last = connection.scalar(select(func.max(photo_events.c.number)).where(of_photo)) or 0
    row = {"id": new_id("pe"), "project_id": scope.project_id, "photo_id": photo_id, "number": last + 1}
    told = {"what": event.what, "detail": event.detail, "happened_on": event.happened_on}
    connection.execute(photo_events.insert().values(**row, **told, user_id=user_id))


def events_of(connection: Connection, scope: Scope, photo_id: str, limit: int) -> tuple[Event, ...]:
    """The last things done to a photo, the latest first."""
    columns = (photo_events.c.what, photo_events.c.detail, photo_events.c.happened_on, func.coalesce(users.c.name, ""))
    query = (
        select(*columns)
        .outerjoin(users, users.c.id == photo_events.c.user_id)
        .where(photo_events.c.project_id == scope.project_id, photo_events.c.photo_id == photo_id)
        .order_by(photo_events.c.number.desc())
        .limit(limit)
    )
    return tuple(Event(*row) for row in connection.execute(query))


def _of_project(scope: Scope) -> Any:
    return and_(photos.c.project_id == scope.project_id, photos.c.state == State.SENT.value)


def _this(scope: Scope, photo_id: str) -> Any:
    return and_(photos.c.project_id == scope.project_id, photos.c.id == photo_id)
