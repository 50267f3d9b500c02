"""Somebody who changes the language at every question: every answer stays, and each says in which language it was given."""

from collections.abc import Iterator
from itertools import cycle

import pytest

from ei_collect.answering.response import Missing, Response, Words
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import Kind, Question
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.every_kind import FILLED_IN, SLUG
from tests.journeys.respondents import SECTIONS, Scene, expects_typed, opens_with, said, scene_of, values
from tests.web.visits import Visitor

CITY = "city"
TEN = ("en", *[code for code in LANGUAGES if code != "en"][:9])


@pytest.fixture
def scene(installation: Installation) -> Iterator[Scene]:
    """The survey with every kind of question in ten languages."""
    project = add_project(
        installation, NewProject("babel", "Everyday Babel", TEN, "team@example.org", demonstration=True)
    )
    with scene_of(installation, project, TEN) as made:
        yield made


def fields_of(question: Question, section: str) -> dict[str, list[str]]:
    """What is filled in for one question."""
    own = (f"q_{question.code}", f"q_{question.code}_", f"q_{question.code}.")
    return {name: given for name, given in FILLED_IN[section].items() if name == own[0] or name.startswith(own[1:])}


def languages(response: Response) -> dict[str, str]:
    """In which language each question was answered that was answered at all."""
    given = response.submission.answers.items()
    return {code: answer.language for code, answer in given if not isinstance(answer.value, Missing)}


def switches(person: Visitor, language: str) -> None:
    """Press the button of this language, and see that the page is in it."""
    person.presses("switch", language)
    assert person.language == (language, LANGUAGES[language].direction)


def test_the_language_when_it_changes_at_every_question_then_every_answer_stays_and_names_its_own(scene: Scene) -> None:
    assert len(TEN) == 10
    person, turns = scene.person().begins(SLUG), cycle((*TEN[1:], "en"))
    answered_in: dict[str, str] = {}
    for section in scene.version.survey.sections:
        for question in section.questions:
            answered_in[question.code] = person.language[0]
            person.fills_in(**{f"field_{name}": given for name, given in fields_of(question, section.code).items()})
            switches(person, next(turns))
        expects_typed(person, section.code)
        person.presses()
    switches(person, next(turns))
    person.presses()
    (response,) = scene.kept()
    assert values(response) == said(scene.version)
    assert languages(response) == {code: answered_in[code] for code in languages(response)}
    assert set(languages(response).values()) == set(TEN)
    assert response.submission.language == person.language[0]


def test_sections_when_each_is_answered_in_another_language_then_the_response_says_which(scene: Scene) -> None:
    person = scene.person().begins(SLUG, TEN[1])
    for section, language in zip(SECTIONS, TEN[2:], strict=False):
        switches(person, language)
        for name, given in FILLED_IN[section].items():
            person.fills_in(**{f"field_{name}": given})
        person.presses()
    for language in TEN:
        switches(person, language)
        assert person.sees("by boat")
        assert person.sees("A bench near the school.")
    person.presses()
    (response,) = scene.kept()
    answers = response.submission.answers
    told = [answers[code].language for code in ("years", "belong", "what_helps", "may_quote")]
    assert (told, response.submission.language) == (list(TEN[2:6]), TEN[-1])


def test_a_faulty_page_when_its_language_changes_then_what_is_wrong_stands_there_too(scene: Scene) -> None:
    """Nothing is told twice, nothing typed is lost, and no language lets a fault through."""
    person = scene.person().begins(SLUG).fills_in(years="twelve", **{"field_q_speaks.other": "Tigrinya"})
    for language in TEN[1:]:
        switches(person, language)
        assert person.typed("years") == ["twelve"]
        assert person.form()["q_speaks.other"] == ["Tigrinya"]
    assert person.presses().status == 422
    assert person.language[0] == TEN[-1]
    assert person.typed("years") == ["twelve"]


def test_a_code_when_it_is_opened_in_each_language_then_the_answers_are_the_same(scene: Scene) -> None:
    person = scene.person().begins(SLUG)
    for section in SECTIONS:
        for name, given in FILLED_IN[section].items():
            person.fills_in(**{f"field_{name}": given})
        person.presses()
    code = person.code
    person.fills_in(field_readable="1").presses()
    shown = opens_with(scene.person(), code)
    for language in TEN[1:]:
        shown.taps(LANGUAGES[language].own_name)
        assert shown.language == (language, LANGUAGES[language].direction)
        assert shown.sees(f"[{language}] I agree")
        assert shown.sees("by boat")
    assert shown.taps("Change my answers").language[0] == TEN[-1]
    shown.presses()
    (response,) = scene.kept()
    assert values(response) == said(scene.version)
    assert set(languages(response).values()) == {"en"}


def test_the_real_survey_when_the_language_changes_at_every_question_then_nothing_of_it_is_lost(
    installation: Installation,
) -> None:
    """With the real wordings and catalogues, over all the languages that are complete."""
    demonstration = set_up(installation)
    version = next(each for each in demonstration.versions if each.survey.slug == CITY)
    if len(version.languages) < len(TEN):
        pytest.skip("needs ten complete languages; see ei-collect language status")
    app = create_app(installation.config)
    person, turns = Visitor(app.test_client()), cycle((*version.languages[1:], version.languages[0]))
    person.begins(CITY)
    answered_in: dict[str, str] = {}
    for section in version.survey.sections:
        for question in section.questions:
            if f"q_{question.code}" in {control.name for control in person.page.forms[-1].controls}:
                answered_in[question.code] = language = person.language[0]
                person.fills_in(**{question.code: a_value(question, language)})
                switches(person, next(turns))
        person.presses()
    assert person.form_leads_to.endswith("/send")
    person.presses()
    app.extensions[KEY].database.close()
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, demonstration.project.scope, CITY)
    assert languages(response) == answered_in
    assert len(set(answered_in.values())) >= len(TEN)
    for question in version.survey.questions():
        value = response.submission.answers[question.code].value
        if question.code in answered_in and question.is_open:
            assert value == Words(LANGUAGES[answered_in[question.code]].own_name)
        elif question.code in answered_in:
            assert value == a_value(question, "en")


def a_value(question: Question, language: str) -> str:
    """An answer to this question: its first choice, a ward, or the name of the language that is spoken."""
    if question.choices:
        return question.choices[0].code
    return "E05010885" if question.kind is Kind.WARD else LANGUAGES[language].own_name
