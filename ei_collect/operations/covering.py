"""Covering parts of a photo. The picture is encoded anew under new names, and the old files go: nothing lies under it.

A cover is never undone: what is not stored cannot come back. Faces that are found are only proposed here; a survey can
have them covered before anything is kept (`photos/protecting`).
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.photographing import own_photo
from ei_collect.operations.pictures import cleaner, photo_objects
from ei_collect.operations.projects import project_of_survey
from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.covering import MOST_COVERS, Box
from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.projects.project import Scope, User
from ei_collect.store import moderation as store
from ei_collect.store.moderation import Event, Files
from ei_collect.store.photos import Photo

COVERED = "covered"
"""What an event of this is called."""


def cover(installation: Installation, scope: Scope, user: User | None, photo: Photo, boxes: Sequence[Box]) -> None:
    """Put solid shapes over these parts of a photo, for good; `user` is None where its maker does it.

    Raises:
        InputError: there is no part to cover, one lies outside, there are too many; or somebody else was quicker.
        NotFoundError: its picture is not kept any more.
    """
    _check(photo, boxes)
    cleaned = cleaner(installation).cover(picture(installation, photo), boxes)
    now = _files(photo, cleaned, boxes)
    files = photo_objects(installation)
    files.put(picture_name(photo.id, now.file), cleaned.picture)
    files.put(thumbnail_name(photo.id, now.file), cleaned.thumbnail)
    with installation.database.writing() as connection:
        done = store.renew_files(connection, scope, photo, now)
        if done:
            parts = f"{len(boxes)} part" if len(boxes) == 1 else f"{len(boxes)} parts"
            store.add_event(connection, scope, photo.id, user.id if user else None, Event(COVERED, parts, today()))
    if not done:
        files.delete(picture_name(photo.id, now.file), thumbnail_name(photo.id, now.file))
        raise InputError.of("photo-changed", "was changed meanwhile", where="the photo", mend="Look at it again.")
    files.delete(*photo.names)


def cover_own(
    installation: Installation, survey_slug: str, key: str, question: str, photo_id: str, *, boxes: Sequence[Box]
) -> None:
    """The same by whoever took the photo, while it waits to be sent or is being changed.

    Raises:
        InputError, NotFoundError: as `cover` does; or there is no such photo under this code.
    """
    photo, _ = own_photo(installation, survey_slug, key, question, photo_id)
    cover(installation, project_of_survey(installation, survey_slug).scope, None, photo, boxes)


def faces_in(installation: Installation, photo: Photo) -> tuple[Box, ...]:
    """Where faces are found in a photo.

    Raises:
        AbsentError: the extra `faces` is not installed.
        NotFoundError: its picture is not kept any more.
    """
    return cleaner(installation).faces(picture(installation, photo))


def picture(installation: Installation, photo: Photo) -> bytes:
    """The picture as it is kept.

    Raises:
        NotFoundError: it is not kept any more.
    """
    return _read(installation, photo, photo.names[0])


def thumbnail(installation: Installation, photo: Photo) -> bytes:
    """Its thumbnail.

    Raises:
        NotFoundError: it is not kept any more.
    """
    return _read(installation, photo, photo.names[1])


def _read(installation: Installation, photo: Photo, name: str) -> bytes:
    content = photo_objects(installation).read(name) if photo.size else None
    if content is None:
        raise NotFoundError.of("picture-absent", "is not kept any more", where=photo.id, mend="Go back to the list.")
    return content


def _check(photo: Photo, boxes: Sequence[Box]) -> None:
    findings = []
    if not boxes:
        findings.append(Finding("the parts", "covers-none", "are not marked", "Mark what is to be covered."))
    if len(photo.covers) + len(boxes) > MOST_COVERS:
        most = f"Cover at most {MOST_COVERS} parts; bigger ones cover more."
        findings.append(Finding("the parts", "covers-many", "are too many", most))
    if not all(box.is_within for box in boxes):
        findings.append(Finding("the parts", "cover-outside", "lie outside", "Keep them within the photo."))
    if findings:
        raise InputError(findings)


def _files(photo: Photo, cleaned: Cleaned, boxes: Sequence[Box]) -> Files:
    """What is to be known of the new files. Their name is fresh, so that no old one is ever written over."""
    fresh = tuple((box.left, box.top, box.width, box.height) for box in boxes)
    before = tuple((left, top, width, height) for left, top, width, height in photo.covers)
    return Files(
        file=f"{photo.id}.{secrets.token_hex(8)}",
        width=cleaned.width,
        height=cleaned.height,
        size=len(cleaned.picture),
        digest=sha256(cleaned.picture).hexdigest(),
        likeness=cleaned.likeness,
        covers=(*before, *fresh),
    )
