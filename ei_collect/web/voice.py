"""Spoken answers: a recording comes in by itself from the script of a page, or with the form of its section.

Whoever has the code in this browser can listen to what they recorded until it is sent.
"""

from collections.abc import Iterator

from flask import Blueprint, jsonify, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from ei_collect.answering.receipts import mint
from ei_collect.answering.sound import MOST_BYTES, MOST_SECONDS
from ei_collect.errors import CollectError, Finding, GoneError, InputError, NotFoundError
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.recording import (
    RecordingRefusedError,
    SoundSent,
    keep_recording,
    own_recording,
    take_away,
)
from ei_collect.web.access import open_to_all
from ei_collect.web.answering_pages import agreement
from ei_collect.web.carrying import carry, key_of_cookie, key_of_form
from ei_collect.web.installed import installation
from ei_collect.web.language import speak, speakable
from ei_collect.web.limiting import slow_down
from ei_collect.web.playing import play

ROOM = 4 * MOST_BYTES + 1024 * 1024
"""How big a form with a recording may be: too big a one can still be refused in words, and what was typed is kept."""
FILE, CONSENT, SECONDS, DELETE = ".file", ".consent", ".seconds", ".delete"
"""The ends of the names of fields, behind `q_` and the code of the question."""

voice = Blueprint("voice", __name__, url_prefix="/<lang>/s/<slug>/voice")
slow_down(voice)


@voice.get("/<code>")
@open_to_all
def listen(lang: str, slug: str, code: str) -> Response:
    """One's own recording, while it waits to be sent."""
    key = key_of_cookie(slug)
    if key is None:
        raise NotFoundError.of("recording-absent", "is not there", where=code, mend="Record it again.")
    recording, content = own_recording(installation(), slug, key, code)
    return play(content, recording.media_type)


@voice.post("/<code>")
@open_to_all
def receive(lang: str, slug: str, code: str) -> Response:
    """Keep a recording, or take it away, for the script of the page: it is told whether that is done, or why not."""
    make_room()
    speak(lang, speakable())
    key = key_of_form(slug) or mint()
    try:
        if request.form.get(f"q_{code}{DELETE}"):
            take_away(installation(), slug, key, code, lang)
        else:
            keep_recording(installation(), slug, key, code, _sound(lang, code))
    except (InputError, GoneError, NotFoundError) as error:
        return _said(error)
    return carry(jsonify(safe=True), slug, key)


def make_room() -> None:
    """Let this request be as big as a form with a recording; to be called before anything of it is read."""
    request.max_content_length = ROOM


def take_recordings(slug: str, key: str, lang: str) -> tuple[Finding, ...]:
    """Keep or delete what the form of a section says; why some of it was refused.

    Raises:
        UnagreedError, GoneError, NotFoundError: as `keep_recording` does.
    """
    return tuple(finding for code in _named() for finding in _take(slug, key, lang, code))


def _take(slug: str, key: str, lang: str, code: str) -> tuple[Finding, ...]:
    try:
        if _is_sent(code):
            keep_recording(installation(), slug, key, code, _sound(lang, code))
        else:
            take_away(installation(), slug, key, code, lang)
    except RecordingRefusedError as error:
        return error.findings
    return ()


def _named() -> Iterator[str]:
    """The questions of which the form brings a recording or wants one deleted."""
    for name in filter(None, dict.fromkeys([*request.files, *request.form])):  # a part may come without any name
        code = name.removeprefix("q_").removesuffix(FILE).removesuffix(DELETE)
        if name == f"q_{code}{FILE if _is_sent(code) else DELETE}":
            yield code


def _is_sent(code: str) -> bool:
    """Whether there is a file; a field that was left empty comes as one without a name."""
    sent = request.files.get(f"q_{code}{FILE}")
    return sent is not None and bool(sent.filename)


def _sound(lang: str, code: str) -> SoundSent:
    sent = request.files.get(f"q_{code}{FILE}")
    seconds = request.form.get(f"q_{code}{SECONDS}", "")
    return SoundSent(
        content=sent.stream.read(MOST_BYTES + 1) if sent else b"",
        language=lang,
        consent=consent() if request.form.get(f"q_{code}{CONSENT}") else None,
        seconds=int(seconds) if seconds.isdecimal() and len(seconds) < 6 else None,
        version_id=request.form.get("version", ""),
        agreement=agreement() if request.form.get("agree") == RESEARCH else None,
    )


def consent() -> str:
    """What is agreed to for a recording, in the language spoken, as it stands beside the box."""
    return "\n".join(render_template(f"resident/voice_{part}.html").strip() for part in ("about", "agreement"))


def _said(error: CollectError) -> Response:
    code = error.findings[0].code
    response = jsonify(safe=False, words=render_template("resident/recording_said.html", code=code).strip())
    response.status_code = 410 if isinstance(error, GoneError) else 422
    return response


@voice.record
def _tell_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["sound_limits"] = {"seconds": MOST_SECONDS, "bytes": MOST_BYTES}
