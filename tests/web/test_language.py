"""Wordings in templates."""

from datetime import date

import pytest
from flask import Flask, render_template_string

from ei_collect.answering.kinds import Pictured
from ei_collect.answering.photographs import PhotoAnswer
from ei_collect.language.text import Text, Wording
from ei_collect.web.language import day, listed, number, plain, speak, words


def test_words_when_they_are_in_the_pages_language_then_they_stand_bare_and_escaped(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("en", ["en", "ar"])
        assert words(Text.of("Bread & <b>roses</b>")) == "Bread &amp; &lt;b&gt;roses&lt;/b&gt;"


def test_words_when_they_fall_back_then_they_say_their_language_and_direction(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("en", ["en", "ar"])
        assert words(Wording("مرحبا", "ar")) == '<span lang="ar" dir="rtl">مرحبا</span>'
        assert words(Wording("hai", "xx")) == '<span lang="xx" dir="auto">hai</span>'


def test_words_when_somebody_typed_them_then_they_are_set_apart(app: Flask) -> None:
    with app.test_request_context("/"):
        assert words("<i>x") == "<bdi>&lt;i&gt;x</bdi>"


def test_plain_when_a_title_falls_back_then_it_is_the_words_alone(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("so", ["en", "so"])
        assert plain(Text.of("Home")) == "Home"


@pytest.mark.parametrize("header", ["", "*", "xx", ";;;,q=", "en-GB;q=0.8"])
def test_spoken_when_no_view_has_chosen_then_a_problem_page_still_has_a_language(app: Flask, header: str) -> None:
    page = app.test_client().get("/no/such/page", headers={"Accept-Language": header})
    assert '<html lang="en" dir="ltr">' in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "4,000"), ("pl", "4\xa0000"), ("ar", "<bdi>4,000</bdi>"), ("fa", "<bdi>۴٬۰۰۰</bdi>"), ("bn", "৪,০০০")],
)
def test_number_when_shown_then_as_the_language_writes_it_and_isolated_from_right_to_left(
    app: Flask, code: str, written: str
) -> None:
    with app.test_request_context("/"):
        speak(code, [code])
        assert number(4000) == written


def test_day_when_shown_then_as_the_language_writes_it_and_isolated_from_right_to_left(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("uk", ["uk", "ur"])
        assert day(date(2026, 11, 22)) == "22 листопада 2026\u202fр."
        speak("ur", ["uk", "ur"])
        assert day(date(2026, 11, 22)) == "<bdi>22 نومبر، 2026</bdi>"


def test_listed_when_shown_then_joined_by_the_language_and_each_part_escaped_once(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("ar", ["en", "ar"])
        assert listed([Wording("ماء", "ar"), "<{0}>", words("x")]) == "ماء و<bdi>&lt;{0}&gt;</bdi> و<bdi>x</bdi>"
        assert listed([]) == ""


def test_filters_when_a_message_takes_a_number_then_its_isolation_is_not_escaped(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("fa", ["fa"])
        told = render_template_string("{{ _('Part %(position)s of %(total)s', position=1|number, total=12|number) }}")
        assert told == "Part <bdi>۱</bdi> of <bdi>۱۲</bdi>"


def test_words_when_they_name_a_photo_then_its_number_is_isolated_and_not_escaped(app: Flask) -> None:
    photo = Pictured(2, PhotoAnswer("ph_000000000000"), None)
    with app.test_request_context("/ar/"):
        speak("ar", ("ar", "en"))
        assert words(photo).endswith(" <bdi>2</bdi>")
        assert "&lt;" not in words(photo)
