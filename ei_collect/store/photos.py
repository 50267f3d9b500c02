"""Photos as rows: which there are, of which question, and whether they were sent. What staff decide is in `moderation`.

Any number of photos can stand under one key. The picture of each and its thumbnail are files (see `photos/naming`).
What becomes of them with the answers is in `attached`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import PhotoAnswer
from ei_collect.answering.response import Quotable, Response
from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.projects.project import Scope
from ei_collect.store.attached import Attached, State
from ei_collect.store.responses import find_responses
from ei_collect.store.tables import photos, responses

BATCH = 200


@dataclass(frozen=True)
class Photo:
    """A photo that was cleaned. `size` of the picture in bytes (0 once the files are deleted), `digest` its SHA-256.

    `file` names its files where something was covered since, else its id does; `covers` are [left, top, width, height]
    in parts of 1.
    """

    id: str
    question: str
    width: int
    height: int
    size: int
    digest: str
    likeness: str
    received_on: date
    file: str = ""
    covers: Sequence[Sequence[float]] = ()
    status: str = "new"
    reason: str = ""
    alt: str = ""
    people_cleared: bool = False
    decided_by: str | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Of its two files: the picture and the thumbnail."""
        return picture_name(self.id, self.file), thumbnail_name(self.id, self.file)


@dataclass(frozen=True)
class SentPhoto:
    """A photo of the answers that stand, with what its maker says of it."""

    photo: Photo
    response_id: str
    survey_slug: str
    home_ward: str | None
    language: str
    quotable: Quotable
    synthetic: bool
    answer: PhotoAnswer


PHOTOS = Attached(photos, Photo)
COLUMNS = PHOTOS.columns


def insert_draft(connection: Connection, scope: Scope, key_hash: str, upload: str, photo: Photo) -> None:
    """Write a photo that waits to be sent. The caller holds the key."""
    covers = [list(cover) for cover in photo.covers]
    PHOTOS.insert_draft(connection, scope, key_hash, {**vars(photo), "covers": covers, "upload": upload})


def find_upload(connection: Connection, scope: Scope, key_hash: str, upload: str) -> Photo | None:
    """The photo that came under this name, or None."""
    found = connection.execute(select(*COLUMNS).where(PHOTOS.of_key(scope, key_hash), photos.c.upload == upload))
    row = found.one_or_none()
    return Photo(*row) if row else None


def count_drafts(connection: Connection, scope: Scope, key_hash: str, question: str) -> int:
    """How many photos of a question wait to be sent under a key."""
    which = (PHOTOS.of_key(scope, key_hash), PHOTOS.is_in(State.DRAFT), photos.c.question == question)
    return connection.execute(select(func.count()).select_from(photos).where(*which)).scalar_one()


def find_photo(connection: Connection, scope: Scope, photo_id: str) -> Photo | None:
    """The photo with this id, whatever became of it, or None."""
    query = select(*COLUMNS).where(photos.c.project_id == scope.project_id, photos.c.id == photo_id)
    row = connection.execute(query).one_or_none()
    return Photo(*row) if row else None


def sent_photos(connection: Connection, scope: Scope) -> Iterator[SentPhoto]:
    """Every photo of the answers that stand, by its (random) id; held in memory a batch at a time."""
    last = ""
    while batch := photos_after(connection, scope, last):
        yield from batch
        last = batch[-1].photo.id


def ids_of_photos(connection: Connection, scope: Scope) -> tuple[str, ...]:
    """The id of every photo of the answers that stand, in no order."""
    return tuple(connection.scalars(every_sent(scope).with_only_columns(photos.c.id)))


def photos_with_ids(connection: Connection, scope: Scope, ids: Sequence[str]) -> tuple[SentPhoto, ...]:
    """Those of them with these ids (BATCH at most) that are still there, in this order."""
    found = {
        each.photo.id: each for each in read_sent(connection, scope, every_sent(scope).where(photos.c.id.in_(ids)))
    }
    return tuple(found[each] for each in ids if each in found)


def photos_after(connection: Connection, scope: Scope, last: str) -> tuple[SentPhoto, ...]:
    """The next batch of the same, those behind the id `last`; none where there are no more."""
    return read_sent(connection, scope, every_sent(scope).where(photos.c.id > last).order_by(photos.c.id).limit(BATCH))


def every_sent(scope: Scope) -> Select[Any]:
    """Every photo of the answers that stand, with the id of its response: to be narrowed, and read by `read_sent`."""
    under_the_key = and_(responses.c.project_id == photos.c.project_id, responses.c.key_hash == photos.c.key_hash)
    query = select(*COLUMNS, responses.c.id.label("response")).join(responses, under_the_key)
    return query.where(photos.c.project_id == scope.project_id, PHOTOS.is_in(State.SENT))


def read_sent(connection: Connection, scope: Scope, query: Select[Any]) -> tuple[SentPhoto, ...]:
    """The photos of one bounded query, each with what its response says of it, which a second one reads."""
    rows = connection.execute(query).all()
    given = find_responses(connection, scope, [row.response for row in rows])
    return tuple(_sent_photo(Photo(*row[: len(COLUMNS)]), given[row.response]) for row in rows if row.response in given)


def delete_draft(connection: Connection, scope: Scope, key_hash: str, photo_id: str) -> tuple[str, ...]:
    """Remove a photo that waits to be sent; the names of the files that are gone. What was sent stays."""
    return PHOTOS.delete_drafts(connection, scope, key_hash, photos.c.id == photo_id)


def _sent_photo(photo: Photo, response: Response) -> SentPhoto:
    said = response.submission
    answer = said.answers.get(photo.question)
    told = {each.photo: each for each in photos_of(answer.value)} if answer else {}
    return SentPhoto(
        photo,
        response.id,
        said.survey_slug,
        said.home_ward,
        answer.language if answer else said.language,
        said.quotable,
        said.synthetic,
        told.get(photo.id, PhotoAnswer(photo.id)),
    )
