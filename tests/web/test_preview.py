"""The preview of a survey in a language."""

import pytest
from flask import Flask

from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish, sign_off
from ei_collect.store.tables import drafts as drafts_table
from ei_collect.survey.definition import Kind
from ei_collect.survey.loading import load_survey
from ei_collect.web.installed import KEY
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import Town
from tests.conftest import HOME
from tests.operations.catalogue_making import translate
from tests.web.pages import PageReader
from tests.web.staff_visits import Colleague, text_of

DAY = "/staff/bristol/preview/day"


def test_preview_when_the_language_is_published_then_every_section_stands_in_it_and_cannot_be_answered(
    colleague: Colleague, workshop: Town
) -> None:
    page = colleague.opens(f"{DAY}/ar")
    assert '<html lang="ar" dir="rtl">' in page.text
    words = text_of(page)
    assert "Preview, nothing is kept." in words
    assert "Draft translation: no speaker has checked it." in words
    for wording in ("A day", "One place.", "Choose a place.", "You can stop.", "The place", "Why do you feel so?"):
        assert f"[ar] {wording}" in words
    assert "[ar] Thank you." in words
    inputs = page.text.partition('<fieldset class="question" disabled')[2]
    assert 'name="q_caption"' in inputs
    assert not [form for form in PageReader(page.text).forms if "leave" not in form.action]


def test_preview_when_signed_off_then_it_says_by_whom(app: Flask, colleague: Colleague, workshop: Town) -> None:
    sign_off(app.extensions[KEY], workshop.project.scope, "day", "so", "Hodan")
    assert "Checked by Hodan." in text_of(colleague.opens(f"{DAY}/so"))


def test_preview_when_the_language_is_not_complete_then_its_catalogue_shows_and_gaps_are_in_the_source_language(
    app: Flask, colleague: Colleague, workshop: Town
) -> None:
    translate(app.extensions[KEY].config.translations, "cy", workshop.version.survey, without="caption.label")
    page = colleague.opens(f"{DAY}/cy")
    words = text_of(page)
    assert "Welsh is not in version 1: this is what its catalogue says now. Not translated yet: 1 wordings." in words
    assert "cy Which place is it?" in words
    assert '<span lang="en" dir="ltr">Why do you feel so?</span>' in page.text


def test_preview_when_of_the_pseudo_language_or_the_source_then_shown_too(colleague: Colleague, workshop: Town) -> None:
    page = colleague.opens(f"{DAY}/qps")
    assert '<html lang="qps" dir="rtl">' in page.text
    assert "[Ŵḥ" not in page.text
    assert "ǿǿƥ" in page.text
    assert "no speaker has checked" not in text_of(colleague.opens(f"{DAY}/en"))


def test_preview_when_looked_at_then_nothing_is_saved_and_only_get_is_understood(
    colleague: Colleague, workshop: Town
) -> None:
    page = colleague.opens(f"{DAY}/ar")
    assert "ei_day" not in page.headers.get("Set-Cookie", "")
    assert page.headers["Cache-Control"] == "no-store"
    assert colleague.client.post(f"{DAY}/ar").status_code == 405
    with workshop.installation.database.reading() as connection:
        assert connection.execute(drafts_table.select()).all() == []


@pytest.mark.parametrize("address", ["/staff/bristol/preview/none/ar", f"{DAY}/tlh", "/staff/leeds/preview/day/ar"])
def test_preview_when_there_is_no_such_thing_then_not_found(colleague: Colleague, address: str) -> None:
    assert colleague.opens(address).status_code == 404


def test_preview_when_the_survey_is_another_projects_then_not_found(
    installation: Installation, colleague: Colleague
) -> None:
    leeds = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    publish_yaml(installation, leeds, TOWN)
    assert colleague.opens("/staff/bristol/preview/town/en").status_code == 404


@pytest.mark.parametrize("slug", ["city", "neighbourhood", "day-in-my-life"])
def test_preview_of_our_surveys_when_in_any_language_and_in_easy_read_then_whole_and_its_ids_stand_once(
    colleague: Colleague, workshop: Town, slug: str
) -> None:
    survey = load_survey(HOME / f"surveys/{slug}.yaml")
    publish(workshop.installation, workshop.project.scope, survey)
    for code in ("en", "ur", "zh-Hant"):
        page = colleague.opens(f"/staff/bristol/preview/{slug}/{code}?easy=1")
        assert page.status_code == 200
        ids = [given["id"] for _, given in PageReader(page.text).tags if "id" in given]
        assert len(ids) == len(set(ids))
        for question in survey.questions():
            assert f'name="q_{question.code}' in page.text
        assert f'<html lang="{code}" dir="{LANGUAGES[code].direction}">' in page.text


def test_preview_when_a_survey_has_every_kind_of_question_then_each_is_shown(
    colleague: Colleague, workshop: Town
) -> None:
    version = publish_yaml(workshop.installation, workshop.project, EVERY_KIND, languages=("en", "ar"))
    page = colleague.opens(f"/staff/bristol/preview/{version.survey.slug}/ar")
    assert {question.kind for question in version.survey.questions()} == set(Kind)
    for question in version.survey.questions():
        assert f"[ar] {question.label.wordings['en']}" in text_of(page)
