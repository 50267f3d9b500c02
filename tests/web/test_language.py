"""Wordings in templates."""

import pytest
from flask import Flask

from ei_collect.language.text import Text, Wording
from ei_collect.web.language import plain, speak, words


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
