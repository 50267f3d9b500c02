"""Photos in the browser of staff: those that wait for a decision, and one with what its maker said of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.photographs import ABOUT, PhotoAnswer
from ei_collect.answering.translation import Translation
from ei_collect.errors import Finding, InputError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations import covering
from ei_collect.operations import moderating as operations
from ei_collect.operations.moderating import DECISIONS, LONGEST, Decision
from ei_collect.operations.text_translating import LONGEST_TOOL, caption_translation, first_language, translate_caption
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.likeness import alike
from ei_collect.photos.showing import Status, needs_clearing
from ei_collect.projects.project import Permission
from ei_collect.store import moderation as store
from ei_collect.store.moderation import Event
from ei_collect.store.photos import SentPhoto
from ei_collect.store.place_list import find_place
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.boxes import ROWS, Found, parts_sent
from ei_collect.web.installed import installation
from ei_collect.web.picturing import send_picture
from ei_collect.web.reading import Shelf

PAGE = 20
EVENTS = 100
HINTED = 10
"""So many near-duplicates are named at most."""

moderating = Blueprint("moderating", __name__, url_prefix="/staff/<project>/photos")
session.protect_forms(moderating)


@dataclass(frozen=True)
class Look:
    """One photo in front of a member of staff; `where` is the place it is said to show, in words.

    One that was approved `is_shown` at the forum only while its maker still allows it.
    """

    sent: SentPhoto
    where: str
    near: tuple[str, ...]
    events: tuple[Event, ...]
    following: str | None
    needs_clearing: bool
    is_shown: bool
    translation: Translation | None


@moderating.get("")
@members_only(Permission.MODERATE)
def listing(project: str) -> str:
    """The photos with one status, those that nobody has looked at first."""
    survey, status = request.args.get("survey") or None, _status()
    with installation().database.reading() as connection:
        found = store.photos_to_look_at(
            connection, g.project.scope, status=status, survey=survey, after=request.args.get("after"), limit=PAGE
        )
        counts = store.count_photos(connection, g.project.scope, survey)
        likenesses = store.likenesses(connection, g.project.scope)
    near = {sent.photo.id: _near(sent, likenesses) for sent in found}
    return render_template(
        "staff/photos.html",
        project=g.project,
        shelf=Shelf.of(g.project),
        listed=found,
        near=near,
        counts=counts,
        statuses=tuple(Status),
        shown=status,
        survey=survey,
        filters={"show": status, **({"survey": survey} if survey else {})},
        more=found[-1].photo.id if len(found) == PAGE else None,
    )


@moderating.get("/<photo_id>")
@members_only(Permission.MODERATE)
def photo(project: str, photo_id: str) -> str | tuple[str, int]:
    """One photo. `?faces=1` looks for faces in it and proposes to cover them."""
    sent = _sent(photo_id)
    if not request.args.get("faces") or not sent.photo.size or not can_find_faces():
        return _desk(sent, _decided(sent))
    try:
        faces = covering.faces_in(installation(), sent.photo)
    except InputError as error:  # there was no time to look at all of it
        return _desk(sent, _decided(sent), error.findings), 422
    return _desk(sent, _decided(sent), faces=tuple(Found.of(box) for box in faces))


@moderating.post("/<photo_id>/decision")
@members_only(Permission.MODERATE)
def decide(project: str, photo_id: str) -> Response | tuple[str, int]:
    """Keep a decision, and go on to the next photo that waits."""
    form = request.form
    decision = Decision(form.get("status", ""), form.get("reason", ""), form.get("alt", ""), "cleared" in form)
    try:
        operations.decide(installation(), g.project.scope, session.signed_in_user(), photo_id, decision)
    except InputError as error:
        return _desk(_sent(photo_id), decision, error.findings), 422
    return _back(photo_id)


@moderating.post("/<photo_id>/covers")
@members_only(Permission.MODERATE)
def cover(project: str, photo_id: str) -> Response | tuple[str, int]:
    """Cover parts of a photo, for good."""
    sent = _sent(photo_id)
    try:
        parts = parts_sent(request.form)
        covering.cover(installation(), g.project.scope, session.signed_in_user(), sent.photo, parts)
    except InputError as error:
        return _desk(_sent(photo_id), _decided(sent), error.findings), 422
    return _back(photo_id)


@moderating.post("/<photo_id>/translation")
@members_only(Permission.MODERATE)
def translate(project: str, photo_id: str) -> Response | tuple[str, int]:
    """Keep a translation of the caption; without words, take it away. Whoever translates it has to read it."""
    user, form = session.signed_in_user(), request.form
    given = Translation(first_language(g.project), form.get("words", ""), user.name, form.get("tool", ""))
    try:
        translate_caption(installation(), g.project, user, photo_id, given)
    except InputError as error:
        sent = _sent(photo_id)
        return _desk(sent, _decided(sent), error.findings, typed=given), 422
    return _back(photo_id)


@moderating.get("/<photo_id>/picture")
@members_only(Permission.MODERATE, gives=Gives.ORIGINAL)
def picture(project: str, photo_id: str) -> Response:
    """The picture itself."""
    return send_picture(covering.picture(installation(), _sent(photo_id).photo))


@moderating.get("/<photo_id>/thumbnail")
@members_only(Permission.MODERATE)
def thumbnail(project: str, photo_id: str) -> Response:
    """Its thumbnail."""
    return send_picture(covering.thumbnail(installation(), _sent(photo_id).photo))


def _sent(photo_id: str) -> SentPhoto:
    with installation().database.reading() as connection:
        return operations.find(connection, g.project.scope, photo_id)


def _desk(
    sent: SentPhoto,
    decision: Decision,
    findings: tuple[Finding, ...] = (),
    faces: tuple[Found, ...] | None = None,
    typed: Translation | None = None,
) -> str:
    shelf = Shelf.of(g.project)
    look = _look(sent, shelf)
    return render_template(
        "staff/photo.html",
        project=g.project,
        shelf=shelf,
        look=look,
        translation=typed or look.translation,
        translated_into=LANGUAGES[first_language(g.project)],
        longest_tool=LONGEST_TOOL,
        photo=sent.photo,
        decision=decision,
        findings=findings,
        faces=faces,
        can_find_faces=can_find_faces(),
        decisions=DECISIONS,
        longest=LONGEST,
        rows=range(1, ROWS + 1),
        removed=sent.photo.status == Status.REMOVED,
    )


def _look(sent: SentPhoto, shelf: Shelf) -> Look:
    scope, photo = g.project.scope, sent.photo
    with installation().database.reading() as connection:
        near = _near(sent, store.likenesses(connection, scope))
        events = store.events_of(connection, scope, photo.id, EVENTS)
        waiting = store.photos_to_look_at(
            connection, scope, status=Status.NEW, survey=None, after=photo.id, limit=1
        ) or store.photos_to_look_at(connection, scope, status=Status.NEW, survey=None, after=None, limit=1)
    following = next((each.photo.id for each in waiting if each.photo.id != photo.id), None)
    shown = operations.may_show(sent.answer, photo)
    place = _where(sent.answer, shelf)
    made = caption_translation(installation(), g.project, sent)
    return Look(sent, place, near[:HINTED], events, following, needs_clearing(sent.answer), shown, made)


def _near(sent: SentPhoto, likenesses: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of photos that look alike. One that was covered is compared as it is now."""
    if not sent.photo.size:
        return ()
    others = {photo_id: likeness for photo_id, likeness in likenesses.items() if photo_id != sent.photo.id}
    return alike(sent.photo.likeness, others)


def _decided(sent: SentPhoto) -> Decision:
    """What the form begins with: what stands, and no reason, since each decision has its own."""
    return Decision(sent.photo.status, "", sent.photo.alt, sent.photo.people_cleared)


def _where(answer: PhotoAnswer, shelf: Shelf) -> str:
    where = answer.where or ""
    if not where.startswith(ABOUT):
        return shelf.ward(where).replace("_", " ")
    code = where.removeprefix(ABOUT)
    with installation().database.reading() as connection:
        place = find_place(connection, g.project.scope, code)
    return place.names.wording("en").body if place else code


def _status() -> str:
    shown = request.args.get("show", "")
    return shown if shown in set(Status) else Status.NEW.value


def _back(photo_id: str) -> Response:
    return redirect(url_for("moderating.photo", project=g.project.slug, photo_id=photo_id), 303)
