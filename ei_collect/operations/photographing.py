"""Photos as answers: one comes in, is seen again, taken away, and goes with the answers when they are sent.

It is cleaned first, then its files are safe, then its row and the draft that names it are written in one transaction;
whatever a crash leaves behind in between is swept away. How it comes in, in pieces, is in `uploading`.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ei_collect.answering.album import photos_in, with_photo, without_photo
from ei_collect.answering.form import Form
from ei_collect.answering.kinds import Fault
from ei_collect.answering.kinds.photo import most_photos
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.asking import Lookup, look_up
from ei_collect.operations.attaching import asked, find_own, safe
from ei_collect.operations.holding import agreement_of, hold
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import cleaner, forget_photos, photo_objects
from ei_collect.operations.standing import CHANGE, Standing, read_standing
from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.covering import Box
from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.photos.protecting import faces_covered
from ei_collect.store import photos as store
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, save_drafts
from ei_collect.store.ids import new_id
from ei_collect.store.photos import PHOTOS, Photo
from ei_collect.survey.definition import Kind, Question, Section

__all__ = [
    "PhotoSent",
    "PhotoUnwantedError",
    "check_welcome",
    "cleaner",
    "find_uploaded",
    "keep_photo",
    "made_ready",
    "own_photo",
    "photo_objects",
    "take_photo_away",
    "upload_name",
]


class PhotoUnwantedError(InputError):
    """Nothing is wrong with a photo, but there is no room for it, or it comes too late."""


@dataclass(frozen=True)
class PhotoSent:
    """A photo from a page in `language`, in the file `content`. `upload` is the browser's name for it.

    `agreement` is the wording that the person agreed to for taking part at all; None where they did not.
    """

    upload: str
    language: str
    version_id: str = ""
    agreement: str | None = None
    content: Path = Path()


def upload_name(installation: Installation, survey_slug: str, key: str, question_code: str, upload: str) -> str:
    """What a photo on its way is called here: nobody without the code can tell, or guess, any such name."""
    told = "\n".join(("upload", survey_slug, key, question_code, upload))
    return hmac.digest(installation.config.lasting_key.encode(), told.encode(), "sha256").hex()


def find_uploaded(
    installation: Installation, survey_slug: str, key: str, question_code: str, upload: str
) -> Photo | None:
    """The photo that was kept under the browser's name for it, or None; while answers are changed, if it is in them.

    Raises:
        NotFoundError: there is no such survey, or the version asks no such question.
    """
    named = upload_name(installation, survey_slug, key, question_code, upload)
    with installation.database.reading() as connection:
        found = look_up(connection, installation, survey_slug, key)
        there = store.find_upload(connection, found.asking.project.scope, found.key_hash, named)
    section, question = asked(found.asking.survey, question_code, Kind.PHOTO)
    draft = found.kept.drafts.get(section.code)
    held = photos_in(question, draft.form) if draft else ()
    return there if there and (there.id in held or CHANGE not in found.kept.drafts) else None


def check_welcome(
    installation: Installation, survey_slug: str, key: str, question_code: str, sent: PhotoSent
) -> Question:
    """The question, once it is sure that a photo can be kept for it now, before anybody works for it.

    Raises:
        PhotoUnwantedError, NotFoundError, UnagreedError, GoneError: as `keep_photo` does.
    """
    with installation.database.reading() as connection:
        found = hold(connection, installation, survey_slug, key, sent.version_id)
        before = read_standing(connection, found, sent.language)
        agreement_of(found, before, sent.agreement, sent.language)
        section, question = asked(found.asking.survey, question_code, Kind.PHOTO)
        _check_room(before, section, question)
    return question


def keep_photo(installation: Installation, survey_slug: str, key: str, question_code: str, sent: PhotoSent) -> Photo:
    """Clean a photo and keep it beside the others of its question. Sent again, it is the same one.

    Raises:
        PhotoRefusedError: it is no photo that can be used.
        PhotoUnwantedError: there are as many as there can be, or the answers have been sent already.
        NotFoundError: there is no such survey, or the version asks no such question.
        UnagreedError: nothing has been saved under this code before, and nobody agreed to take part.
        GoneError: the round has closed, or what was under this code has been taken back.
        AbsentError: faces must be covered, and cannot be found here.
    """
    if there := find_uploaded(installation, survey_slug, key, question_code, sent.upload):
        return there
    question = check_welcome(installation, survey_slug, key, question_code, sent)
    fresh, contents = made_ready(installation, question, sent.content)
    files = photo_objects(installation)
    named = upload_name(installation, survey_slug, key, question_code, sent.upload)
    with safe(files, contents), installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key, sent.version_id)
        kept = _write(connection, found, fresh, sent, named)
    if kept.id != fresh.id:
        files.delete(*fresh.names)
    return kept


def take_photo_away(installation: Installation, survey_slug: str, key: str, question_code: str, photo_id: str) -> None:
    """Take a photo out of what waits to be sent. What was sent changes only when the answers are sent again.

    Raises:
        NotFoundError: there is no such survey, or the version asks no such question.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    with installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key)
        before = found.kept.drafts
        section, question = asked(found.asking.survey, question_code, Kind.PHOTO)
        draft = before.get(section.code)
        if draft is None or photo_id not in photos_in(question, draft.form):
            return
        left = Draft(draft.version_id, draft.language, without_photo(question, draft.form, photo_id), today())
        save_drafts(connection, found.asking.project.scope, found.key_hash, {section.code: left})
        gone = store.delete_draft(connection, found.asking.project.scope, found.key_hash, photo_id)
    forget_photos(installation, gone)


def own_photo(
    installation: Installation, survey_slug: str, key: str, question_code: str, photo_id: str, *, small: bool = False
) -> tuple[Photo, bytes]:
    """A photo that waits to be sent, for the person who took it, or its thumbnail; of a change also one that was sent.

    Raises:
        NotFoundError: there is none.
    """

    def only_this(question: Question, form: Form) -> Sequence[str]:
        return [photo_id] if photo_id in photos_in(question, form) else ()

    for photo in find_own(installation, PHOTOS, (survey_slug, key, question_code), Kind.PHOTO, only_this):
        content = photo_objects(installation).read(photo.names[1] if small else photo.names[0])
        if content is not None:
            return photo, content
    raise NotFoundError.of("photo-absent", "is not there", where=question_code, mend="Add it again.")


def made_ready(installation: Installation, question: Question, content: Path) -> tuple[Photo, dict[str, bytes]]:
    """A photo as it may be kept, cleaned and covered, with the contents of its files by name.

    Raises:
        PhotoRefusedError: it is no photo that can be used.
        BusyError: its cleaning could not be ended now.
        AbsentError: faces must be covered, and cannot be found here.
    """
    cleaned = cleaner(installation).clean(content)
    covers: Collection[Box] = ()
    if question.faces:
        cleaned, covers = faces_covered(cleaner(installation), cleaned)
    fresh = _photo(question, cleaned, covers)
    return fresh, {picture_name(fresh.id): cleaned.picture, thumbnail_name(fresh.id): cleaned.thumbnail}


def _photo(question: Question, cleaned: Cleaned, covers: Collection[Box]) -> Photo:
    return Photo(
        new_id("ph"),
        question.code,
        cleaned.width,
        cleaned.height,
        len(cleaned.picture),
        sha256(cleaned.picture).hexdigest(),
        cleaned.likeness,
        today(),
        covers=tuple((box.left, box.top, box.width, box.height) for box in covers),
    )


def _write(connection: Connection, found: Lookup, fresh: Photo, sent: PhotoSent, named: str) -> Photo:
    """The row and the draft that names it; the photo that is there where it came twice at once."""
    scope, hashed = found.asking.project.scope, found.key_hash
    before = read_standing(connection, found, sent.language)
    section, question = asked(found.asking.survey, fresh.question, Kind.PHOTO)
    there = store.find_upload(connection, scope, hashed, named)
    held = photos_in(question, before.form(section.code))
    if there and (there.id in held or CHANGE not in before.drafts):
        return there
    agreement = agreement_of(found, before, sent.agreement, sent.language)
    _check_room(before, section, question)
    form = with_photo(question, before.form(section.code), there.id if there else fresh.id)
    language = before.drafts[section.code].language if section.code in before.drafts else sent.language
    draft = Draft(found.asking.version.id, language, form, today())
    save_drafts(connection, scope, hashed, {section.code: draft, **agreement})
    if there is None:
        store.insert_draft(connection, scope, hashed, named, fresh)
    return there or fresh


def _check_room(before: Standing, section: Section, question: Question) -> None:
    """See that one photo more can be taken. Anybody with the code can begin anything that was not sent yet."""
    if before.sent_on is not None and CHANGE not in before.drafts:
        raise _unwanted(question, Fault.TOO_LATE_FOR_PHOTOS, "comes after the answers", "Open them with the code.")
    if len(photos_in(question, before.form(section.code))) >= most_photos(question):
        raise _unwanted(question, Fault.TOO_MANY_PHOTOS, "is one photo too many", "Take another one away first.")


def _unwanted(question: Question, fault: Fault, what: str, mend: str) -> PhotoUnwantedError:
    return PhotoUnwantedError.of(fault, what, where=question.code, mend=mend)
