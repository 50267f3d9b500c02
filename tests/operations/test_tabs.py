"""Several tabs at once under one code: whatever is typed into one of them, another one loses nothing of it."""

from threading import Thread
from typing import Any

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Words
from ei_collect.operations import answering, keeping
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.installation import Installation
from ei_collect.operations.standing import visit
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.sending import saves
from tests.answering.surveys import TOWN, publish_yaml

Form = dict[str, list[str]]


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey of these tests."""
    return publish_yaml(installation, project, TOWN)


class Person:
    """Somebody with one code and several tabs."""

    def __init__(self, installation: Installation, project: Project, version: PublishedVersion) -> None:
        self.installation, self.project, self.version, self.key = installation, project, version, mint()

    def saves(self, section: str, form: Form) -> None:
        """Send the page of a section."""
        saves(self.installation, self.version.survey.slug, self.key, section, form)

    def typed(self, section: str) -> Form:
        """What is kept of a section."""
        form = visit(self.installation, self.version.survey.slug, self.key, "en").standing.form(section)
        return {name: list(values) for name, values in form.items()}


@pytest.fixture
def person(installation: Installation, project: Project, version: PublishedVersion) -> Person:
    """A person who never takes the bus."""
    person = Person(installation, project, version)
    person.saves("home", {"q_bus": ["never"]})
    return person


def test_save_when_another_tab_closed_a_question_meanwhile_then_what_was_typed_into_it_is_kept(person: Person) -> None:
    person.saves("home", {"q_bus": ["often"]})
    person.saves("getting_around", {"asked": ["why_never ways"], "q_why_never": ["Too dear."], "q_ways": ["foot"]})
    assert person.typed("getting_around") == {"q_why_never": ["Too dear."], "q_ways": ["foot"]}


def test_save_when_another_tab_opened_a_question_meanwhile_then_its_answer_stays(person: Person) -> None:
    person.saves("getting_around", {"asked": ["why_never ways"], "q_why_never": ["A long story."]})
    person.saves("getting_around", {"asked": ["ways"], "q_ways": ["bike"]})
    assert person.typed("getting_around") == {"q_why_never": ["A long story."], "q_ways": ["bike"]}


def test_save_when_a_page_takes_an_answer_back_then_it_is_gone(person: Person) -> None:
    person.saves("getting_around", {"asked": ["why_never ways"], "q_why_never": ["x"], "q_ways": ["bike"]})
    person.saves("getting_around", {"asked": ["why_never ways"], "q_why_never": [""]})
    assert person.typed("getting_around") == {"q_why_never": [""]}


def test_save_when_the_answers_are_being_sent_then_it_is_in_them_or_still_waits(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.saves("getting_around", {"q_why_never": ["Too dear."]})
    other_tab = Thread(target=person.saves, args=("getting_around", {"q_why_never": ["A later word."]}))

    def slowly(*given: Any, **named: Any) -> Any:
        other_tab.start()
        other_tab.join(0.5)
        return keeping.insert_within(*given, **named)

    monkeypatch.setattr(answering, "insert_within", slowly)
    submit(person.installation, person.version.survey.slug, person.key, Closing("en"))
    other_tab.join()
    with person.installation.database.reading() as connection:
        (sent,) = stream_responses(connection, person.project.scope, "town")
    said = sent.submission.answers["why_never"].value
    assert said == Words("A later word.") or person.typed("getting_around") == {"q_why_never": ["A later word."]}
