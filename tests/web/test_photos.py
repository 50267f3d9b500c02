"""Answering with photos: with the form of a page alone, and as the script of the page does it."""

from collections.abc import Callable, Mapping
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from ei_collect.answering.photographs import Feeling, People, PhotoAnswer, Photos, Showing
from ei_collect.answering.response import Words
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import staging
from ei_collect.operations.uploading import staged_name
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web import photos
from tests.operations.photographing import files, staged
from tests.photographs import SLUG, photo, publish_pictured_day
from tests.web.visits import Visitor

PAGE = f"/en/s/{SLUG}/show"
TO = f"/en/s/{SLUG}/photo/pictures"
UPLOAD = "an_upload_of_this_test"

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def pictured(installation: Installation, project: Project) -> PublishedVersion:
    """The survey that asks for photos."""
    return publish_pictured_day(installation, project)


@pytest.fixture
def maker(visitor: Visitor, pictured: PublishedVersion) -> Visitor:
    """Somebody on the page where photos can be added."""
    return visitor.begins(SLUG)


def adds(visitor: Visitor, content: bytes) -> Visitor:
    """Choose a photo and press the button beside it."""
    return visitor.chooses("pictures", content, "picture").presses("go", "photo")


def answer(installation: Installation, project: Project) -> object:
    """What the one response says."""
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, SLUG)
    return response.submission.answers["pictures"].value


def ids(visitor: Visitor) -> list[str]:
    """The photos on the page."""
    form = visitor.form()
    return [form[f"q_pictures.{number}.photo"][0] for number in range(1, 5) if f"q_pictures.{number}.photo" in form]


def sends(
    visitor: Visitor,
    content: bytes,
    *,
    offset: int = 0,
    length: int | None = None,
    upload: str = UPLOAD,
    headers: Mapping[str, str] = {},
) -> TestResponse:
    """A piece of a photo as the script of the page sends it."""
    told = {"Upload-Offset": str(offset), "Upload-Length": str(len(content) if length is None else length)}
    usual = {"Answer-Code": visitor.code, "Answer-Agree": "research"}
    return visitor.client.post(f"{TO}/{upload}", data=content, headers={**usual, **told, **headers})


def test_a_page_when_it_asks_for_photos_then_guidance_stands_before_the_field(maker: Visitor) -> None:
    words = maker.page.text
    assert words.index("Ask people first. Show no face without a yes.") < words.index("Choose a photo, or take one now")
    assert maker.sees("The most photos you can add: 4")
    assert '<script src="/static/photos.js" defer>' in maker.markup
    assert maker.presses().sees("May we print your words?")


def test_a_photo_when_added_with_the_form_then_it_is_on_the_page_with_its_fields_and_nothing_typed_is_lost(
    installation: Installation, maker: Visitor
) -> None:
    adds(maker.fills_in(place="A bench"), photo(1))
    assert (maker.status, maker.address) == (200, PAGE)
    (first,) = ids(maker)
    assert maker.typed("place") == ["A bench"]
    adds(maker.fills_in(**{"pictures.1.caption": "My bench"}), photo(2, format="PNG"))
    assert ids(maker)[0] == first
    assert maker.typed("pictures.1.caption") == ["My bench"]
    assert len(files(installation)) == 4
    assert staged(installation) == set()
    shown = maker.client.get(f"{TO}/{first}/small")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    with Image.open(BytesIO(shown.data)) as seen:
        assert seen.format == "JPEG"


def test_photos_when_sent_then_they_are_the_answer_with_all_that_was_said(
    installation: Installation, project: Project, maker: Visitor
) -> None:
    adds(adds(maker, photo(1)), photo(2))
    one, two = ids(maker)
    said = {
        "caption": "The café\nis warm.",
        "feeling": "both",
        "where": "online",
        "showing": "forum",
        "people": "agreed",
    }
    maker.fills_in(**{f"pictures.1.{part}": value for part, value in said.items()}).presses().presses()
    for words in ("The café", "Some of both", "Online", "Yes, and they agreed", "The people at the forum too"):
        assert maker.sees(words)
    assert f'src="{TO}/{one}/small"' in maker.markup
    code = maker.code
    maker.fills_in(field_readable="1").presses()
    caption = Words("The café\nis warm.")
    told = PhotoAnswer(one, caption, Feeling.BOTH, "online", "", Showing.FORUM, People.AGREED)
    assert answer(installation, project) == Photos((told, PhotoAnswer(two)))
    opened = maker.posts("/en/r", {"code": [code]})
    assert opened.markup.count('src="data:image/jpeg;base64,') == 2
    assert opened.sees("The café is warm.")
    assert maker.posts("/en/r/download", {"code": [code]}).markup.count('src="data:image/jpeg;base64,') == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is nothing in this photo."),
        (photo(1)[:-400], "This photo is damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "We cannot use this file."),
        (b"%PDF-1.7 ", "We cannot use this file."),
    ],
)
def test_a_photo_when_it_cannot_be_used_then_the_page_says_why_and_the_others_and_the_text_stay(
    installation: Installation, maker: Visitor, content: bytes, words: str
) -> None:
    adds(maker, photo(1))
    adds(maker.fills_in(place="A bench", **{"pictures.1.caption": "Mine"}), content)
    assert maker.status == 422
    assert maker.sees(words)
    assert (len(ids(maker)), maker.typed("pictures.1.caption"), maker.typed("place")) == (1, ["Mine"], ["A bench"])
    assert (len(files(installation)), staged(installation)) == (2, set())


def test_a_photo_when_the_same_file_comes_twice_then_it_is_there_once(
    maker: Visitor, installation: Installation
) -> None:
    adds(adds(maker, photo(1)), photo(1))
    assert len(ids(maker)) == 1
    assert len(files(installation)) == 2


def test_a_photo_when_there_is_no_room_for_it_then_the_page_says_so(maker: Visitor, installation: Installation) -> None:
    for number in range(4):
        adds(maker, photo(number))
    assert maker.sees("You can add no more photos.")
    said = sends(maker, photo(9))
    assert (said.status_code, said.json and said.json["refused"]) == (422, "photo-too-many")
    assert len(files(installation)) == 8


def test_a_photo_when_taken_away_then_it_is_gone_and_what_was_said_of_the_others_stays_with_them(
    installation: Installation, maker: Visitor
) -> None:
    adds(adds(maker, photo(1)), photo(2))
    one, two = ids(maker)
    maker.fills_in(**{"pictures.1.caption": "One", "pictures.2.caption": "Two"})
    maker.presses("take_photo", f"pictures {one}")
    assert (maker.status, ids(maker)) == (200, [two])
    assert maker.typed("pictures.1.caption") == ["Two"]
    assert {name.partition(".")[0] for name in files(installation)} == {two}
    assert maker.client.get(f"{TO}/{one}/small").status_code == 404


def test_a_form_when_it_claims_a_photo_of_somebody_else_then_it_is_not_believed(
    installation: Installation, project: Project, maker: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    adds(maker, photo(1))
    (stolen,) = ids(maker)
    thief = new_visitor().begins(SLUG)
    thief.posts(PAGE, {**thief.form(), "q_pictures.1.photo": [stolen], "q_pictures.1.caption": ["Mine"]})
    assert thief.client.get(f"{TO}/{stolen}/small").status_code == 404
    assert thief.opens(PAGE).status == 200
    assert ids(thief) == []
    assert new_visitor().client.get(f"{TO}/{stolen}/small").status_code == 404


def test_a_page_that_was_opened_before_when_sent_then_it_takes_no_photo_away_and_mixes_none_up(
    maker: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    adds(adds(maker, photo(1)), photo(2))
    one, two = ids(maker)
    old = maker.form()
    sends(maker, photo(3))
    maker.opens(PAGE).presses("take_photo", f"pictures {one}")
    maker.posts(PAGE, {**old, "q_pictures.2.caption": ["Two"]}).opens(PAGE)
    assert ids(maker)[0] == two
    assert len(ids(maker)) == 2
    assert (maker.typed("pictures.1.caption"), maker.typed("pictures.2.caption")) == (["Two"], [""])


def test_a_photo_when_it_comes_in_pieces_then_each_is_told_and_the_last_one_gives_its_fields(
    installation: Installation, maker: Visitor
) -> None:
    content = photo(5)
    assert sends(maker, content[:300], length=len(content)).json == {"offset": 300}
    assert maker.client.get(f"{TO}/{UPLOAD}").json == {"offset": 300}
    assert sends(maker, content[300:700], offset=300, length=len(content)).json == {"offset": 700}
    assert sends(maker, content[300:700], offset=300, length=len(content)).status_code == 409
    assert sends(maker, content[500:], offset=500, length=len(content)).json == {"offset": 700}
    last = sends(maker, content[700:], offset=700, length=len(content))
    assert last.status_code == 200
    assert last.json
    assert f'name="q_pictures.1.photo" value="{last.json["photo"]}"' in last.json["fields"]
    assert staged(installation) == set()
    again = sends(maker, content[700:], offset=700, length=len(content))
    assert again.json == last.json
    assert maker.client.get(f"{TO}/{UPLOAD}").json == {**last.json, "offset": 0}
    assert ids(maker.opens(PAGE)) == [last.json["photo"]]
    assert len(files(installation)) == 2


def test_a_photo_when_others_are_at_work_then_it_comes_later_and_an_empty_piece_finishes_what_is_there(
    installation: Installation, maker: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = photo(5)
    with monkeypatch.context() as failing:
        failing.setattr("ei_collect.web.photos._cleaning", BoundedSemaphore(1))
        photos._cleaning.acquire()
        busy = sends(maker, content)
        assert (busy.status_code, busy.headers["Retry-After"], busy.json) == (503, "2", {"busy": True})
        assert sends(maker, content[:-1], length=len(content)).json == {"offset": len(content) - 1}
        monkeypatch.setattr("ei_collect.web.photos.PATIENCE", 0)
        adds(maker, photo(6))
        assert (maker.status, maker.sees("Many photos are coming in just now.")) == (422, True)
        photos._cleaning.release()
        named = staged_name(installation, SLUG, maker.code, "pictures", UPLOAD)
        with (staging(installation).folder / named).open("ab") as file:
            file.write(content[-1:])
        assert sends(maker, b"", offset=len(content), length=len(content)).status_code == 200
    assert len(files(installation)) == 2


@pytest.mark.parametrize(
    ("content", "told", "said"),
    [
        (b"<html>", {}, ("photo-no-picture", "We cannot use this file.")),
        (b"", {}, ("photo-empty", "There is nothing in this photo.")),
        (b"x", {"Upload-Length": "40000001"}, ("photo-too-big", "This photo is too big.")),
        (photo(1), {"Answer-Agree": ""}, ("unagreed", "To begin, tick the box that says you agree.")),
    ],
)
def test_a_photo_when_the_script_is_refused_then_it_gets_the_words_to_say_and_nothing_is_left(
    installation: Installation, maker: Visitor, content: bytes, told: dict[str, str], said: tuple[str, str]
) -> None:
    answered = sends(maker, content, headers=told)
    assert answered.status_code == 422
    assert answered.json
    assert answered.json["refused"] == said[0]
    assert said[1] in answered.json["words"]
    assert (files(installation), staged(installation)) == (set(), set())


def test_a_photo_when_answers_were_sent_or_taken_back_then_the_script_is_told(
    installation: Installation, maker: Visitor
) -> None:
    key, content = maker.code, photo(2)
    sends(maker, photo(1))
    maker.opens(PAGE).presses().presses().presses()
    told = {"Answer-Code": key, "Upload-Offset": "0", "Upload-Length": str(len(content))}
    late = maker.client.post(f"{TO}/{UPLOAD}_2", data=content, headers=told)
    assert (late.status_code, late.json and late.json["refused"]) == (422, "photo-too-late")
    withdraw(installation, key)
    gone = maker.client.post(f"{TO}/{UPLOAD}_2", data=content, headers=told)
    assert (gone.status_code, gone.json and gone.json["refused"]) == (410, "taken-back")
    assert (files(installation), staged(installation)) == (set(), set())


def test_a_photo_when_another_site_sends_it_then_it_is_refused(installation: Installation, maker: Visitor) -> None:
    assert sends(maker, photo(1), headers={"Origin": "https://elsewhere.example"}).status_code == 400
    assert files(installation) == set()
