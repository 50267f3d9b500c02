"""Sending, once and more than once, as visits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import count_conflicts
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.resident import SYNTHETIC
from tests.answering.surveys import TOWN, publish_yaml
from tests.web.town import answer_everything, begin, kept
from tests.web.visits import Visitor


def test_sending_when_it_is_done_twice_then_there_is_one_response_and_the_same_code(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor)
    form = visitor.form()
    code = visitor.presses().client.get_cookie("ei_town")
    visitor.posts("/en/s/town/send", form)
    assert code is not None
    assert visitor.sees(code.value)
    assert not visitor.sees("Answers had already been sent")
    assert len(kept(installation, project)) == 1


def test_sending_when_the_first_section_is_tapped_twice_then_there_is_still_one_code(
    town_survey: PublishedVersion, new_visitor: Callable[..., Visitor]
) -> None:
    person = begin(new_visitor())
    form, code = person.form(), person.code
    person.posts("/en/s/town/home", form).posts("/en/s/town/home", form)
    assert person.code == code


def test_sending_when_another_tab_says_something_else_then_the_first_stands_and_the_other_is_kept_once(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor)
    form = visitor.form()
    visitor.presses()
    for _ in range(2):
        visitor.posts("/en/s/town/home", {**form, "q_bus": ["often"]}).posts("/en/s/town/send", form)
        assert visitor.sees("Answers had already been sent with this code, and they stand.")
    (response,) = kept(installation, project)
    assert response.submission.answers["bus"].value == "never"
    with installation.database.reading() as connection:
        assert count_conflicts(connection, project.scope) == 1


def test_sending_when_another_tab_saves_the_same_again_then_it_is_no_conflict(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor)
    form = visitor.form()
    visitor.presses()
    again = {**form, "q_bus": ["never"], "q_years": ["7"]}
    visitor.posts("/so/s/town/home", again).posts("/so/s/town/send", form)
    assert not visitor.sees("Answers had already been sent")
    with installation.database.reading() as connection:
        assert count_conflicts(connection, project.scope) == 0


def test_sending_when_fifty_do_it_at_once_then_there_is_one_response_and_fifty_equal_receipts(
    app: Flask, installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    form = answer_everything(visitor).form()

    def send(_number: int) -> str:
        return Visitor(app.test_client(use_cookies=False)).posts("/en/s/town/send", form).markup

    with ThreadPoolExecutor(50) as crowd:
        pages = list(crowd.map(send, range(50)))
    assert len(set(pages)) == 1
    assert form["key"][0] in pages[0]
    assert len(kept(installation, project)) == 1


def test_sending_when_a_needed_answer_is_missing_then_its_section_is_shown_with_the_fault(
    installation: Installation, project: Project, visitor: Visitor
) -> None:
    publish_yaml(installation, project, TOWN.replace("kind: number,", "kind: number, required: true,"))
    begin(visitor).presses("go", "back")
    visitor.opens("/en/s/town/check").presses()
    assert visitor.status == 422
    assert visitor.sees("Please answer this question.")
    assert visitor.page.forms[-1].action == "/en/s/town/home"
    assert kept(installation, project) == []


def test_sending_when_the_demonstration_says_so_then_the_answers_are_marked_as_made_up(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    form = answer_everything(visitor).form()
    visitor.client.post("/en/s/town/send", data=form, environ_overrides={SYNTHETIC: "yes"})
    assert [response.submission.synthetic for response in kept(installation, project)] == [True]


def test_sending_when_a_browser_claims_to_be_made_up_then_it_is_not_believed(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor).presses(**{SYNTHETIC: "yes"})
    assert [response.submission.synthetic for response in kept(installation, project)] == [False]
