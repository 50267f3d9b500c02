"""The page on which somebody covers parts of a photo of theirs, before they send it or while they change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations import covering as operations
from ei_collect.operations.photographing import own_photo
from ei_collect.operations.standing import Visit, visit
from ei_collect.photos.covering import Box
from ei_collect.photos.faces import can_find_faces
from ei_collect.store.photos import Photo
from ei_collect.survey.definition import Section
from ei_collect.web.access import open_to_all
from ei_collect.web.boxes import ROWS, Found, parts_sent
from ei_collect.web.carrying import key_of_cookie, key_of_form
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak
from ei_collect.web.picturing import send_picture

AT_ONCE, PATIENCE = 2, 10
"""So many photos are looked through or covered at once; for so many seconds others wait: each holds a thread."""

_turns = BoundedSemaphore(AT_ONCE)

covering = Blueprint("covering", __name__, url_prefix="/<lang>/s/<slug>/photo/<code>/<photo_id>/covers")


@covering.get("")
@open_to_all
def own(lang: str, slug: str, code: str, photo_id: str) -> Response:
    """One's own photo, and what to cover of it. `?faces=1` looks for faces and proposes them."""
    key = _known(key_of_cookie(slug), photo_id)
    here = _visit(lang, slug, key)
    photo, _ = own_photo(installation(), slug, key, code, photo_id)
    if not request.args.get("faces") or not can_find_faces():
        return make_response(_page(here, code, photo, None))
    try:
        return make_response(_page(here, code, photo, tuple(Found.of(box) for box in _faces(photo))))
    except InputError as error:  # there was no time to look at all of it
        return make_response(_page(here, code, photo, None, error.findings), 422)


@covering.post("")
@open_to_all
def cover(lang: str, slug: str, code: str, photo_id: str) -> Response:
    """Cover what is marked, for good; then show the photo as it is now."""
    key = _known(key_of_form(slug), photo_id)
    here = _visit(lang, slug, key)
    try:
        boxes = parts_sent(request.form)
        with _turn():
            operations.cover_own(installation(), slug, key, code, photo_id, boxes=boxes)
    except InputError as error:
        photo, _ = own_photo(installation(), slug, key, code, photo_id)
        return make_response(_page(here, code, photo, None, error.findings), 422)
    return redirect(url_for("covering.own", lang=lang, slug=slug, code=code, photo_id=photo_id, done=1), 303)


@covering.get("/picture")
@open_to_all
def picture(lang: str, slug: str, code: str, photo_id: str) -> Response:
    """The picture itself, in full."""
    key = _known(key_of_cookie(slug), photo_id)
    return send_picture(own_photo(installation(), slug, key, code, photo_id)[1])


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        abort(503)
    try:
        yield
    finally:
        _turns.release()


def _faces(photo: Photo) -> tuple[Box, ...]:
    with _turn():
        return operations.faces_in(installation(), photo)


def _known(key: str | None, photo_id: str) -> str:
    if key is None:
        raise NotFoundError.of("photo-absent", "is not there", where=photo_id, mend="Begin at the start page.")
    return key


def _visit(lang: str, slug: str, key: str) -> Visit:
    here = visit(installation(), slug, key, lang)
    speak(lang, here.asking.languages)
    return here


def _page(
    here: Visit, code: str, photo: Photo, faces: tuple[Found, ...] | None, findings: tuple[Finding, ...] = ()
) -> str:
    return render_template(
        "resident/covers.html",
        asking=here.asking,
        survey=here.asking.survey,
        choices=languages_of(here.asking.languages),
        section=_section(here, code),
        code=code,
        photo=photo,
        faces=faces,
        fault=findings[0].code if findings else "",
        done="done" in request.args,
        can_find_faces=can_find_faces(),
        rows=range(1, ROWS + 1),
    )


def _section(here: Visit, code: str) -> Section:
    """Where the question stands, to go back to."""
    sections = here.asking.survey.sections
    return next(each for each in sections if any(question.code == code for question in each.questions))
