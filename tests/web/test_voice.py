"""Answering by speaking: with the form of a page alone, and as the script of the page does it."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from ei_collect.answering.response import WithWords, Words
from ei_collect.answering.sound import MOST_BYTES
from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.operations.speaking import files
from tests.sounds import OGG, SLUG, SOUNDS, WEBM, publish_spoken
from tests.web.visits import Visitor

TO = f"/en/s/{SLUG}/voice/belong"
NAME = "q_belong"


@pytest.fixture
def spoken(installation: Installation, project: Project) -> PublishedVersion:
    """The survey that is answered by speaking."""
    return publish_spoken(installation, project)


@pytest.fixture
def speaker(visitor: Visitor, spoken: PublishedVersion) -> Visitor:
    """Somebody on the page where one can speak."""
    return visitor.begins(SLUG)


def answer(installation: Installation, project: Project) -> object:
    """What the one response says."""
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, SLUG)
    return response.submission.answers["belong"].value


def sends(visitor: Visitor, content: bytes | None = WEBM, **fields: str) -> TestResponse:
    """What the script of the page sends."""
    form = {name: values[0] for name, values in visitor.form().items() if name in {"key", "version", "agree"}}
    usual = {f"{NAME}.consent": "1", f"{NAME}.seconds": "34"} if content is not None else {}
    sound = {f"{NAME}.file": (BytesIO(content), "recording", "audio/webm")} if content is not None else {}
    return visitor.client.post(TO, data={**form, **usual, **fields, **sound}, content_type="multipart/form-data")


def test_a_page_when_one_can_speak_there_then_it_says_what_happens_and_may_use_the_microphone(
    speaker: Visitor,
) -> None:
    assert speaker.sees("we keep the sound at least until a member of the team has written down what you say")
    assert speaker.sees("Somebody who knows your voice can recognise it.")
    assert "microphone=(self)" in speaker.headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in speaker.headers["Content-Security-Policy"]
    assert re.search(r'<script src="/static/voice.js" defer>', speaker.markup)
    speaker.fills_in(belong="The bus.").presses()
    assert "microphone=()" in speaker.headers["Permissions-Policy"]
    assert "media-src" not in speaker.headers["Content-Security-Policy"]
    assert "voice.js" not in speaker.markup


@pytest.mark.parametrize("content", SOUNDS.values(), ids=SOUNDS)
def test_a_recording_when_sent_with_the_form_then_it_is_the_answer(
    installation: Installation, project: Project, speaker: Visitor, content: bytes
) -> None:
    speaker.fills_in(**{"belong.consent": "1"}).chooses("belong", content).presses()
    assert speaker.sees("Your words")
    speaker.presses()
    assert speaker.sees("A recording of your voice")
    speaker.presses()
    (name,) = files(installation)
    assert answer(installation, project) == name
    kept = [path for path in installation.config.data.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Amina" in path.read_bytes() or "Amina" in path.name]  # the file's own name


def test_a_recording_when_the_box_is_not_ticked_then_it_is_refused_and_nothing_typed_is_lost(
    installation: Installation, project: Project, speaker: Visitor
) -> None:
    speaker.fills_in(belong="The bus.", place="Easton").chooses("belong", WEBM).presses()
    assert speaker.status == 422
    assert speaker.sees("you did not tick the box that says you agree")
    assert (speaker.typed("belong"), speaker.typed("place")) == (["The bus."], ["Easton"])
    assert files(installation) == set()
    speaker.presses().presses().presses()
    assert answer(installation, project) == Words("The bus.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is no sound in this recording."),
        (b"\0" * (MOST_BYTES + 1), "The recording is too big."),
        (b"<html>", "We cannot use this file."),
    ],
)
def test_a_recording_when_it_is_none_then_the_page_says_so_and_keeps_what_was_typed(
    installation: Installation, speaker: Visitor, content: bytes, words: str
) -> None:
    speaker.fills_in(belong="The bus.", **{"belong.consent": "1"}).chooses("belong", content).presses()
    assert (speaker.status, speaker.typed("belong")) == (422, ["The bus."])
    assert speaker.sees(words)
    assert files(installation) == set()


def test_a_section_when_its_recording_is_far_too_big_then_the_page_says_so(speaker: Visitor) -> None:
    speaker.fills_in(**{"belong.consent": "1"}).chooses("belong", WEBM + b"\0" * (5 * MOST_BYTES)).presses()
    assert speaker.status == 413


def test_a_form_of_another_kind_when_it_is_too_big_then_there_is_no_more_room_than_before(speaker: Visitor) -> None:
    sent = {**speaker.form(), "q_place": ["x" * 2_000_000]}
    assert speaker.posts(f"/en/s/{SLUG}/tell", sent).status == 413


def test_a_recording_when_it_is_safe_then_one_can_hear_it_replace_it_and_delete_it_without_a_script(
    installation: Installation, speaker: Visitor
) -> None:
    speaker.fills_in(**{"belong.consent": "1"}).chooses("belong", WEBM).presses("go", "back")
    speaker.opens(f"/en/s/{SLUG}/tell")
    assert speaker.sees("Your recording is safe with us.")
    assert speaker.sees("Size 1 kB.")
    heard = speaker.client.get(TO, buffered=True)
    assert (heard.data, heard.mimetype) == (WEBM, "audio/webm")
    speaker.fills_in(**{"belong.consent": "1"}).chooses("belong", OGG).presses()
    assert speaker.client.get(TO, buffered=True).mimetype == "audio/ogg"
    speaker.opens(f"/en/s/{SLUG}/tell").fills_in(**{"belong.delete": "1"}).presses()
    assert speaker.status == 422
    assert speaker.sees("Please answer this question.")
    assert files(installation) == set()
    assert speaker.client.get(TO, buffered=True).status_code == 404


def test_a_recording_when_the_script_sends_it_then_it_is_said_to_be_safe_and_the_page_knows_it(
    installation: Installation, project: Project, speaker: Visitor
) -> None:
    said = sends(speaker)
    assert (said.status_code, said.json) == (200, {"safe": True})
    speaker.opens(f"/en/s/{SLUG}/tell")
    assert speaker.sees("Length 0:34, size 1 kB.")
    assert f'src="{TO}"' in speaker.markup
    speaker.fills_in(belong="And the stairs.").presses().presses().presses()
    (name,) = files(installation)
    assert answer(installation, project) == WithWords(name, Words("And the stairs."))


def test_a_recording_when_the_script_deletes_it_then_it_is_gone(installation: Installation, speaker: Visitor) -> None:
    sends(speaker)
    assert sends(speaker, None, **{f"{NAME}.delete": "1"}).json == {"safe": True}
    assert files(installation) == set()


def test_a_recording_when_the_script_sends_it_twice_then_there_is_one(
    installation: Installation, speaker: Visitor
) -> None:
    sends(speaker)
    sends(speaker)
    assert len(files(installation)) == 1


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (WEBM, {f"{NAME}.consent": ""}, "you did not tick the box"),
        (b"<html>", {}, "We cannot use this file."),
        (WEBM, {"agree": ""}, "To begin, tick the box that says you agree."),
    ],
)
def test_a_recording_when_the_script_is_refused_then_it_gets_the_words_to_say(
    installation: Installation, speaker: Visitor, content: bytes, fields: dict[str, str], words: str
) -> None:
    said = sends(speaker, content, **fields)
    assert said.status_code == 422
    assert said.json
    assert words in said.json["words"]
    assert files(installation) == set()


def test_a_recording_when_answers_were_taken_back_or_sent_then_the_script_is_told(
    installation: Installation, speaker: Visitor
) -> None:
    key = speaker.code
    sends(speaker)
    form = {"key": key, f"{NAME}.consent": "1"}
    speaker.opens(f"/en/s/{SLUG}/tell").presses().presses().presses()
    late = speaker.client.post(TO, data={**form, f"{NAME}.file": (BytesIO(OGG), "x")})
    assert late.json
    assert "have been sent already" in late.json["words"]
    withdraw(installation, key)
    gone = speaker.client.post(TO, data={**form, f"{NAME}.file": (BytesIO(OGG), "x")})
    assert (gone.status_code, files(installation)) == (410, set())
    assert gone.json
    assert "have been taken back" in gone.json["words"]


def test_a_code_when_it_is_not_to_open_the_words_then_neither_sound_nor_words_are_opened_by_any_way_in(
    installation: Installation, project: Project, speaker: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    key = speaker.code
    sends(speaker)
    speaker.opens(f"/en/s/{SLUG}/tell").fills_in(belong="The bus.", place="Easton").presses().presses().presses()
    finder = new_visitor()
    for section, asked in (("words", "may_quote"), ("tell", ""), ("tell", "place")):
        finder = new_visitor().posts(f"/en/s/{SLUG}/{section}", {"key": [key], "asked": [asked]})
        finder.client.post(TO, data={"key": key, f"{NAME}.delete": "1"})
        finder.client.post(TO, data={"key": key, f"{NAME}.consent": "1", f"{NAME}.file": (BytesIO(OGG), "x")})
        assert finder.client.get(TO, buffered=True).status_code == 404
        for page in ("tell", "words", "check", "thanks", "send"):
            shown = finder.opens(f"/en/s/{SLUG}/{page}").markup
            for said in ("The bus.", "Easton", "A recording of your voice", "size 1 kB", f'src="{TO}"'):
                assert said not in shown, (section, page)
    finder.posts(f"/en/s/{SLUG}/send", {"key": [key]})
    (name,) = files(installation)
    assert answer(installation, project) == WithWords(name, Words("The bus."))


def test_a_recording_when_another_site_sends_it_then_it_is_refused(
    installation: Installation, speaker: Visitor
) -> None:
    form = {"key": speaker.code, "agree": "research", f"{NAME}.consent": "1", f"{NAME}.file": (BytesIO(WEBM), "x")}
    said = speaker.client.post(TO, data=form, headers={"Origin": "https://elsewhere.example"})
    assert (said.status_code, files(installation)) == (400, set())


def test_a_recording_when_somebody_else_asks_for_it_then_it_is_not_there(
    speaker: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    sends(speaker)
    assert new_visitor().client.get(TO, buffered=True).status_code == 404
    assert new_visitor().begins(SLUG).client.get(TO, buffered=True).status_code == 404
    assert speaker.client.get(TO, buffered=True).status_code == 200
    assert speaker.client.get(f"/en/s/{SLUG}/voice/place").status_code == 404


def test_a_recording_when_heard_then_in_parts_and_nothing_on_the_way_keeps_it_or_learns_the_time(
    speaker: Visitor,
) -> None:
    sends(speaker)
    part = speaker.client.get(TO, headers={"Range": "bytes=4-9"}, buffered=True)
    assert (part.status_code, part.data) == (206, WEBM[4:10])
    assert part.headers["Cache-Control"] == "no-store"
    assert part.headers["Content-Disposition"] == "inline; filename=recording.webm"
    assert not {"Last-Modified", "ETag"} & set(part.headers.keys())


def test_a_recording_when_the_language_changes_then_it_stays_and_its_consent_is_in_the_words_of_its_page(
    installation: Installation, project: Project, speaker: Visitor
) -> None:
    speaker.fills_in(**{"belong.consent": "1"}).chooses("belong", WEBM).presses("switch", "ar")
    assert speaker.language == ("ar", "rtl")
    speaker.presses().presses().presses()
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, SLUG)
    consent = response.submission.consents["recording:belong"]
    assert (consent["given"], consent["language"]) == (True, "en")
    assert str(consent["wording"]).endswith("I agree that you keep a recording of my voice.")
    assert str(consent["wording"]).startswith("If you speak, we keep the sound")
