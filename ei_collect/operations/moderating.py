"""Deciding about photos that were sent: whether one may be shown at the forum, with what words in its place, and why.

The rule of who may see what is in `photos/showing`; covering parts of a photo is in `covering`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.photographs import PhotoAnswer, Showing
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import forget_photos
from ei_collect.photos.selecting import is_within
from ei_collect.photos.showing import Status, needs_clearing
from ei_collect.projects.project import Scope, User
from ei_collect.store import moderation as store
from ei_collect.store.database import Connection
from ei_collect.store.moderation import Event
from ei_collect.store.photos import Photo, SentPhoto
from ei_collect.survey.definition import MOST_PHOTOS

LONGEST = 2_000
"""The most code points of a reason and of an alternative text."""
DECISIONS = (Status.FORUM, Status.RESEARCH, Status.ASKED, Status.REMOVED)

_REMOVED = Finding("the photo", "photo-removed", "was removed", "Its picture is gone; nothing more can be decided.")


@dataclass(frozen=True)
class Decision:
    """What is decided about a photo. `alt` says what is to be seen; `cleared`: the people in it may be shown."""

    status: str
    reason: str
    alt: str = ""
    cleared: bool = False


def may_show(answer: PhotoAnswer, photo: Photo) -> bool:
    """Whether a photo may be shown at the forum: approved, allowed by its maker, its people cleared, and described."""
    described = bool(photo.alt.strip())
    return is_within(Showing.FORUM, photo.status, answer, cleared=photo.people_cleared, described=described)


def decide(installation: Installation, scope: Scope, user: User, photo_id: str, decision: Decision) -> None:
    """Keep what was decided. The picture of a photo that is removed is deleted at once, for good.

    Raises:
        NotFoundError: no such photo was sent, or it was taken back since.
        InputError: every fault of the decision; or the photo was removed before.
    """
    with installation.database.writing() as connection:
        sent = find(connection, scope, photo_id)
        faults = tuple(_faults(sent, decision))
        if faults:
            raise InputError(faults)
        given = Decision(decision.status, _typed(decision.reason), _typed(decision.alt), decision.cleared)
        if not store.keep_decision(connection, scope, photo_id, user.id, **vars(given)):
            raise InputError([_REMOVED])
        store.add_event(connection, scope, photo_id, user.id, _event(sent.photo, given))
        removed = given.status == Status.REMOVED
        gone = store.mark_without_files(connection, scope, photo_id) if removed else ()
    forget_photos(installation, gone)


def questions_about(installation: Installation, scope: Scope, response_id: str) -> tuple[str, ...]:
    """What staff ask about the photos of a response again, for whoever holds its code."""
    with installation.database.reading() as connection:
        return store.questions_about(connection, scope, response_id, Status.ASKED, MOST_PHOTOS)


def find(connection: Connection, scope: Scope, photo_id: str) -> SentPhoto:
    """A photo that was sent.

    Raises:
        NotFoundError: there is none.
    """
    sent = store.find_photo_sent(connection, scope, photo_id)
    if sent is None:
        raise NotFoundError.of("photo-absent", "is not there", where=f"photo {photo_id}", mend="Go back to the list.")
    return sent


def _faults(sent: SentPhoto, decision: Decision) -> Iterator[Finding]:
    if sent.photo.status == Status.REMOVED:
        yield _REMOVED
    if decision.status not in DECISIONS:
        yield Finding("the decision", "decision-unknown", "is not made", "Choose one of the four.")
    if not decision.reason.strip():
        yield Finding("the reason", "reason-empty", "is empty", "Say why, in a few words.")
    for where, given in (("the reason", decision.reason), ("the description", decision.alt)):
        if len(given) > LONGEST:
            yield Finding(where, "too-long", "is too long", f"Write at most {LONGEST} characters.")
    if decision.status == Status.FORUM:
        yield from _why_not_at_the_forum(sent.answer, decision)


def _why_not_at_the_forum(answer: PhotoAnswer, decision: Decision) -> Iterator[Finding]:
    if not decision.alt.strip():
        yield Finding("the description", "alt-empty", "is empty", "Say what is to be seen, for who cannot see it.")
    if answer.showing is Showing.RESEARCH:
        yield Finding("the maker", "maker-forbids", "allows it for research only", "Keep it for research.")
    if needs_clearing(answer) and not decision.cleared:
        mend = "Look at it, cover who is not to be seen, then tick the box."
        yield Finding("the people in it", "people-uncleared", "are not cleared", mend)


def _event(before: Photo, decision: Decision) -> Event:
    parts = [decision.reason]
    if decision.alt != before.alt:
        parts.append(f"Description: {decision.alt}")
    if decision.cleared != before.people_cleared:
        parts.append("The people in it were cleared." if decision.cleared else "The people in it are not cleared.")
    return Event(decision.status, "\n".join(parts), today())


def _typed(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)
