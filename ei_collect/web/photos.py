"""Photos as answers: with the form of their section, or in pieces from the script of the page; seen by who took them.

Few are cleaned at once: whoever waits for that holds a thread that the answers of others need.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import Blueprint, jsonify, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ei_collect.answering.form import fields
from ei_collect.answering.kinds import Fault, Pictured
from ei_collect.answering.photographs import Elsewhere, Feeling, People, Showing
from ei_collect.answering.receipts import mint, normalise
from ei_collect.errors import AbsentError, BusyError, CollectError, Finding, GoneError, InputError, NotFoundError
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.asking import asking
from ei_collect.operations.mapping import has_map
from ei_collect.operations.photo_answers import place_names
from ei_collect.operations.photographing import PhotoSent, PhotoUnwantedError, own_photo, take_photo_away
from ei_collect.operations.standing import visit
from ei_collect.operations.uploading import Piece, Progress, progress, take_piece, take_whole
from ei_collect.photos.limits import MOST_BYTES
from ei_collect.photos.refusal import PhotoRefusedError
from ei_collect.store.photos import Photo
from ei_collect.store.staging import MisplacedError
from ei_collect.survey.definition import Kind
from ei_collect.web.access import open_to_all
from ei_collect.web.answering_pages import agreement
from ei_collect.web.carrying import carry, key_of_cookie
from ei_collect.web.installed import installation
from ei_collect.web.language import speak, speakable
from ei_collect.web.limiting import slow_down
from ei_collect.web.picturing import send_picture

ROOM = MOST_BYTES + 1024 * 1024
"""How big a form with a photo may be."""
PIECE = 1024 * 1024
"""How big a piece may be."""
AT_ONCE, IN_LINE, PATIENCE = 2, 2, 10
"""Photos that are cleaned at once; forms that wait for that, having no script to try again; for how many seconds."""
FILE, ADD, TAKE, COVER, MAP = ".picture", "photo", "take_photo", "cover_photo", "map_photo"
"""The end of the name of the field for a file; the wish to add it; the buttons that name a question and a photo."""
MOMENT = {"Retry-After": "2"}

photos = Blueprint("photos", __name__, url_prefix="/<lang>/s/<slug>/photo")
slow_down(photos)
_cleaning, _line = BoundedSemaphore(AT_ONCE), BoundedSemaphore(IN_LINE)


@dataclass(frozen=True)
class Taken:
    """What a form did to photos: why some were refused, and whether one came or went."""

    findings: tuple[Finding, ...] = ()
    changed: bool = False


@photos.get("/<code>/<upload>")
@open_to_all
def ask(lang: str, slug: str, code: str, upload: str) -> Response:
    """How far a photo has come, for the script of the page."""
    speak(lang, speakable())
    if (key := _key(slug)) is None:
        raise NotFoundError.of("upload-unknown", "is not there", where=code, mend="Begin at the start page.")
    return _told(progress(installation(), slug, key, code, upload), (lang, slug, key, code))


@photos.post("/<code>/<upload>")
@open_to_all
def receive(lang: str, slug: str, code: str, upload: str) -> Response:
    """Take a piece of a photo from the script of the page; with the last one it is told the photo, or why not."""
    request.max_content_length = PIECE
    speak(lang, speakable())
    key = _key(slug) or mint()
    sent = PhotoSent(upload, lang, request.headers.get("Answer-Version", ""), _agreement("Answer-Agree"))
    piece = Piece(_number("Upload-Offset"), _number("Upload-Length"), request.get_data(cache=False), sent)
    try:
        with at_work(waits=False, last=piece.offset + len(piece.content) >= piece.length):
            done = take_piece(installation(), slug, key, code, piece)
    except MisplacedError as error:
        return _answer({"offset": error.offset}, 409)
    except (BusyError, AbsentError):  # the photo stays in the browser, which tries again
        return _answer({"busy": True}, 503, MOMENT)
    except (InputError, GoneError, NotFoundError) as error:
        return _refused(error)
    return carry(_told(done, (lang, slug, key, code)), slug, key)


@photos.get("/<code>/<photo_id>/small")
@open_to_all
def small(lang: str, slug: str, code: str, photo_id: str) -> Response:
    """The thumbnail of one's own photo, while it waits to be sent."""
    key = key_of_cookie(slug)
    if key is None:
        raise NotFoundError.of("photo-absent", "is not there", where=code, mend="Add it again.")
    return send_picture(own_photo(installation(), slug, key, code, photo_id, small=True)[1])


def make_room_for_photos(slug: str, code: str) -> None:
    """Let this request be as big as a form with a photo where its section asks for such; before anything is read."""
    with suppress(NotFoundError):
        section = asking(installation(), slug).survey.section(code)
        if section and any(question.kind is Kind.PHOTO for question in section.questions):
            request.max_content_length = ROOM


def take_photos(slug: str, key: str, lang: str) -> Taken:
    """Keep the photos that the form of a section brings, and take away the one that it names.

    Raises:
        UnagreedError, GoneError, NotFoundError: as `keep_photo` does.
    """
    findings: list[Finding] = []
    changed = False
    if named := named_photo(TAKE):
        take_photo_away(installation(), slug, key, *named)
        changed = True
    for code, file in _files():
        refused = _take(slug, key, lang, code, file)
        findings += refused
        changed = changed or not refused
    return Taken(tuple(findings), changed)


def named_photo(field: str) -> tuple[str, str] | None:
    """The question and the photo that a button of the form names, or None."""
    code, _, photo_id = request.form.get(field, "").partition(" ")
    return (code, photo_id) if photo_id else None


def _files() -> Iterator[tuple[str, FileStorage]]:
    """The files that a form brings, with the question of each; an empty field comes as a file without a name."""
    for name in list(request.files):
        if name and name.startswith("q_") and name.endswith(FILE):
            yield from ((name[2 : -len(FILE)], file) for file in request.files.getlist(name) if file.filename)


def _take(slug: str, key: str, lang: str, code: str, file: FileStorage) -> tuple[Finding, ...]:
    agreed = agreement() if request.form.get("agree") == RESEARCH else None
    sent = PhotoSent("", lang, request.form.get("version", ""), agreed)
    try:
        with at_work(waits=True, last=True):
            take_whole(installation(), slug, key, code, stream=file.stream, sent=sent)
    except BusyError:
        return (Finding(code, Fault.BUSY_WITH_PHOTOS, "comes with too many others", "Try again in a minute."),)
    except (PhotoRefusedError, PhotoUnwantedError, AbsentError) as error:
        return tuple(Finding(code, each.code, each.what, each.mend) for each in error.findings)
    return ()


@contextmanager
def at_work(*, waits: bool, last: bool) -> Iterator[None]:
    """While this, a photo is cleaned, with the last of its bytes.

    Raises:
        BusyError: as many are as can be at once, and whoever `waits` has waited.
    """
    if not last:
        yield
        return
    if not (_cleaning.acquire(blocking=False) or (waits and _waited())):
        raise BusyError.of("photo-busy", "comes with too many others", where="photos", mend="Try again in a moment.")
    try:
        yield
    finally:
        _cleaning.release()


def _waited() -> bool:
    """Wait in line for one's turn; whether it came."""
    if not _line.acquire(blocking=False):
        return False
    try:
        return _cleaning.acquire(timeout=PATIENCE)
    finally:
        _line.release()


def _told(done: Progress, named: tuple[str, str, str, str]) -> Response:
    """Where things stand: of a photo that is kept also the fields in which something can be said of it."""
    if done.photo is None:
        return _answer({"offset": done.offset})
    return _answer({"offset": done.offset, "photo": done.photo.id, "fields": _fields(done.photo, named)})


def _fields(photo: Photo, named: tuple[str, str, str, str]) -> str:
    """The fields of a photo as the page has them; empty where it is in no draft any more."""
    lang, slug, key, code = named
    here = visit(installation(), slug, key, lang)
    survey = here.asking.survey
    section = next(each for each in survey.sections if any(question.code == code for question in each.questions))
    (field,) = fields([each for each in section.questions if each.code == code], here.standing.form(section.code))
    numbers = [number for number in field.photos if field.part(f"{number}.photo") == photo.id]
    places = place_names(installation(), here.asking.project.scope, survey, lang)
    return "".join(
        render_template(
            "resident/photo_sent.html",
            field=field,
            number=number,
            survey=survey,
            wards=here.standing.wards,
            places=places,
            has_map=has_map(installation(), here.shelf, here.asking),
            may_listen=key == key_of_cookie(slug),
        )
        for number in numbers
    )


def _refused(error: CollectError) -> Response:
    code = error.findings[0].code
    words = render_template("resident/photo_said.html", code=code).strip()
    return _answer({"refused": code, "words": words}, 410 if isinstance(error, GoneError) else 422)


def _answer(told: dict[str, object], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    response = jsonify(told)
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _key(slug: str) -> str | None:
    """The code that the script tells in a header, else that of the cookie, or None."""
    with suppress(InputError):
        return normalise(request.headers.get("Answer-Code", ""))
    return key_of_cookie(slug)


def _agreement(header: str) -> str | None:
    return agreement() if request.headers.get(header) == RESEARCH else None


def _number(header: str) -> int:
    """The number in a header; 0 where there is none."""
    told = request.headers.get(header, "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 12 else 0


@photos.record
def _tell_templates(state: BlueprintSetupState) -> None:
    environment = state.app.jinja_env
    environment.tests["pictured"] = lambda shown: isinstance(shown, Pictured)
    lists = {"feeling": Feeling, "where": Elsewhere, "showing": Showing, "people": People}
    environment.globals["photo_lists"] = {name: [str(each) for each in known] for name, known in lists.items()}
    environment.globals["photo_limits"] = {"bytes": MOST_BYTES}
