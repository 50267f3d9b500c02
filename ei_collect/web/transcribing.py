"""Writing recordings down in the browser: the list of what was sent, one recording with its sound, and its words."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.response import Words
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations import transcribing as operations
from ei_collect.projects.project import Permission
from ei_collect.store.texts import find_text
from ei_collect.store.transcripts import SentRecording, count_to_write_down, find_sent, to_write_down, written_down
from ei_collect.web import session
from ei_collect.web.access import Gives, allow_sound, members_only
from ei_collect.web.installed import installation
from ei_collect.web.playing import play
from ei_collect.web.reading import Shelf

PAGE = 20
WAITING, DONE = "waiting", "done"

transcribing = Blueprint("transcribing", __name__, url_prefix="/staff/<project>/recordings")
session.protect_forms(transcribing)


@transcribing.get("")
@members_only(Permission.TRANSCRIBE)
def listing(project: str) -> str:
    """The recordings to write down; with `?show=done` those that are written down and whose sound is still kept."""
    shown, after = DONE if request.args.get("show") == DONE else WAITING, request.args.get("after")
    find = written_down if shown == DONE else to_write_down
    with installation().database.reading() as connection:
        found = find(connection, g.project.scope, after=after, limit=PAGE)
        number = count_to_write_down(connection, g.project.scope)
    return render_template(
        "staff/recordings.html",
        project=g.project,
        shelf=Shelf.of(g.project),
        listed=found,
        number=number,
        shown=shown,
        filters={"show": DONE} if shown == DONE else {},
        more=found[-1].recording.id if len(found) == PAGE else None,
    )


@transcribing.get("/<recording_id>")
@members_only(Permission.TRANSCRIBE)
def recording(project: str, recording_id: str) -> str:
    """One recording: its sound, and the form for its words or the text that they have become."""
    return _desk(_sent(recording_id))


@transcribing.post("/<recording_id>")
@members_only(Permission.TRANSCRIBE)
def write_down(project: str, recording_id: str) -> Response | tuple[str, int]:
    """Keep the words."""
    typed, language = request.form.get("words", ""), request.form.get("language", "")
    words, user = Words(typed, language), session.signed_in_user()
    try:
        operations.write_down(installation(), g.project.scope, user, recording_id, words)
    except InputError as error:
        return _desk(_sent(recording_id), typed, language, error.findings), 422
    return _back(recording_id)


@transcribing.get("/<recording_id>/sound")
@members_only(Permission.TRANSCRIBE, gives=Gives.ORIGINAL)
def sound(project: str, recording_id: str) -> Response:
    """The sound itself."""
    sent, content = operations.sent_sound(installation(), g.project.scope, recording_id)
    return play(content, sent.recording.media_type)


@transcribing.post("/<recording_id>/delete")
@members_only(Permission.TRANSCRIBE)
def delete_sound(project: str, recording_id: str) -> Response:
    """Delete the sound of what is written down."""
    operations.delete_sound(installation(), g.project.scope, recording_id)
    return _back(recording_id)


def _sent(recording_id: str) -> SentRecording:
    with installation().database.reading() as connection:
        found = find_sent(connection, g.project.scope, recording_id)
    if found is None:
        raise NotFoundError.of("recording-absent", "is not there", where=recording_id, mend="Go back to the list.")
    return found


def _desk(sent: SentRecording, typed: str = "", language: str = "", findings: tuple[Finding, ...] = ()) -> str:
    with installation().database.reading() as connection:
        text = find_text(connection, g.project.scope, sent.text_id) if sent.text_id else None
    allow_sound()
    return render_template(
        "staff/recording.html",
        project=g.project,
        shelf=Shelf.of(g.project),
        sent=sent,
        text=text,
        typed=typed,
        words_language=language or sent.recording.language,
        languages=LANGUAGES.values(),
        findings=findings,
    )


def _back(recording_id: str) -> Response:
    return redirect(url_for("transcribing.recording", project=g.project.slug, recording_id=recording_id), 303)
