"""What goes wrong between the first page and the receipt, and that nothing is lost or mixed by it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from ei_collect.answering.response import Missing, Words
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.project import Project
from ei_collect.store.tables import drafts
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml
from tests.journeys.respondents import (
    SECTIONS,
    START,
    Scene,
    answers,
    answers_all,
    at,
    code_of,
    expects_typed,
    opens_with,
    said,
    scene_of,
    values,
)
from tests.web.visits import Visitor

CROWD = 20


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with every kind of question, in three languages."""
    with scene_of(installation, project) as made:
        yield made


def test_two_devices_when_the_code_is_typed_on_the_other_then_both_go_on_with_all_of_it(scene: Scene) -> None:
    phone = answers(scene.person().begins(SLUG), "you").presses()
    answers(phone, "everyday").presses("go", "later")
    code = code_of(phone)
    assert phone.sees(code)
    laptop = opens_with(scene.person(), code, "ar").taps("Go on where you stopped")
    assert laptop.address == f"/ar/s/{SLUG}/everyday"
    expects_typed(laptop, "everyday")
    answers(laptop.presses(), "story").presses("go", "back")
    phone.follows("Back to the questions")
    expects_typed(phone, "everyday")
    expects_typed(phone.presses(), "story")
    answers(phone.presses(), "words").presses().presses()
    assert phone.address == f"{START}/thanks"
    assert at(laptop.presses()) == "send"  # all the rest has been sent: it need not be gone through again
    laptop.taps("Send my answers")
    (response,) = scene.kept()
    assert values(response) == said(scene.version)
    assert scene.rows()["conflicts"] == 0
    assert scene.rows()["drafts"] == 0


def test_the_next_day_when_one_stopped_on_an_empty_page_then_one_goes_on_there_and_skips_nothing(scene: Scene) -> None:
    person = answers(scene.person().begins(SLUG), "you").presses().presses("go", "later")
    person.follows("Back to the questions")
    assert at(person) == "everyday"
    later = opens_with(scene.person(), code_of(person)).taps("Go on where you stopped")
    assert at(later) == "everyday"
    answers(later, "everyday").presses()
    again = opens_with(scene.person(), code_of(person)).taps("Go on where you stopped")
    assert at(again) == "story"


def test_tabs_when_both_began_before_anything_was_saved_then_each_has_a_code_and_answers_of_its_own(
    scene: Scene,
) -> None:
    """The cookie can hold one code only: a form's own counts."""
    one = scene.person().begins(SLUG)
    other = Visitor(one.client).begins(SLUG)
    assert one.code != other.code
    shorter = {"q_what_helps": ["Only this."]}
    for section in SECTIONS:
        answers(one, section).presses()
        answers(other, section, {**FILLED_IN[section], **(shorter if section == "story" else {})}).presses()
    assert [each.presses().status for each in (one, other)] == [200, 200]
    first, second = sorted(scene.kept(), key=lambda response: values(response)["what_helps"] == Words("Only this."))
    assert values(first) == said(scene.version)
    assert values(second) == said(scene.version, {"story": shorter})


def test_tabs_when_an_old_page_is_sent_after_a_newer_one_then_only_its_own_questions_are_written(scene: Scene) -> None:
    one = answers(scene.person().begins(SLUG), "you")
    other = Visitor(one.client)
    old = one.form()
    answers(one.presses(), "everyday").presses()
    other.opens(START).follows("Go on")
    answers(other, "story").presses()
    one.posts(f"{START}/you", {**old, "q_years": ["99"]})
    expects_typed(one, "everyday")
    expects_typed(one.presses(), "story")
    assert one.presses().presses().presses().status == 200
    (response,) = scene.kept()
    assert values(response) == {**said(scene.version), "years": 99, "may_quote": Missing.SKIPPED}


def test_tabs_when_one_changes_what_is_asked_while_the_other_checks_then_what_was_sent_agrees_with_itself(
    scene: Scene,
) -> None:
    checking = answers_all(scene.person())
    changing = Visitor(checking.client).opens(f"{START}/you")
    changing.fills_in(lives_here="no").presses()
    checking.presses()
    assert checking.address == f"{START}/thanks"
    (response,) = scene.kept()
    assert values(response) == {**said(scene.version), "lives_here": "no", "may_quote": Missing.NOT_ASKED}


@pytest.mark.parametrize("cookies", [True, False])
def test_sending_when_twenty_taps_arrive_at_once_then_there_is_one_response_and_one_receipt(
    scene: Scene, cookies: bool
) -> None:
    person = answers_all(scene.person(cookies=cookies))
    form = person.form()

    def tap(_number: int) -> tuple[int, bool]:
        again = scene.person(cookies=False).posts(f"{START}/send", form)
        return again.status, again.sees(form["key"][0])

    with ThreadPoolExecutor(CROWD) as crowd:
        assert set(crowd.map(tap, range(CROWD))) == {(200, True)}
    (response,) = scene.kept()
    assert values(response) == said(scene.version)
    assert {table: scene.rows()[table] for table in ("drafts", "conflicts")} == {"drafts": 0, "conflicts": 0}


def test_a_page_when_twenty_taps_arrive_at_once_then_it_is_saved_once_under_one_code(scene: Scene) -> None:
    person = answers(scene.person().begins(SLUG), "you")
    form = person.form()

    def tap(_number: int) -> str:
        return scene.person(cookies=False).posts(f"{START}/you", form).code

    with ThreadPoolExecutor(CROWD) as crowd:
        assert set(crowd.map(tap, range(CROWD))) == set(form["key"])
    assert scene.rows()["drafts"] == 2  # the page and the agreement
    expects_typed(person.presses().presses("go", "back"), "you")


def test_the_session_when_it_is_gone_in_the_middle_then_the_page_itself_still_knows_the_code(scene: Scene) -> None:
    person = answers(scene.person().begins(SLUG), "you").presses()
    code = person.code
    answers(person, "everyday")
    person.client.delete_cookie(f"ei_{SLUG}")
    assert person.presses().code == code == code_of(person)
    answers(person, "story")
    person.client.delete_cookie(f"ei_{SLUG}")
    answers(person.presses(), "words").presses()
    person.client.delete_cookie(f"ei_{SLUG}")
    assert person.presses().sees(code)
    assert values(scene.kept()[0]) == said(scene.version)


def test_a_page_when_all_that_was_saved_before_has_expired_then_what_is_typed_there_is_kept(scene: Scene) -> None:
    person = answers(scene.person().begins(SLUG), "you").presses()
    answers(person, "everyday")
    with scene.installation.database.writing() as connection:
        connection.execute(update(drafts).values(saved_on=today() - timedelta(days=400)))
    assert expire_drafts(scene.installation) == 1
    assert scene.rows()["drafts"] == 0
    assert at(person.presses()) == "story"
    expects_typed(person.presses("go", "back"), "everyday")


def test_a_newer_version_when_published_in_between_then_the_begun_one_is_finished_and_others_get_the_new(
    scene: Scene,
) -> None:
    begun = answers(scene.person().begins(SLUG), "you").presses()
    newer = EVERY_KIND.replace("code: years", "code: for_years").replace("I belong to", "I feel I belong to")
    version = publish_yaml(scene.installation, scene.project, newer, languages=("en", "so"))
    assert begun.sees("I belong to my neighbourhood.")
    answers(begun, "everyday").presses("switch", "ar")  # in which the newer version is not offered
    expects_typed(begun, "everyday")
    answers(begun.presses(), "story").presses()
    fresh = scene.person().begins(SLUG)
    fresh.fills_in(for_years="3").presses()
    assert fresh.sees("I feel I belong to my neighbourhood.")
    elsewhere = opens_with(scene.person(), begun.code).taps("Go on where you stopped")
    answers(elsewhere, "words").presses().presses()
    answers(fresh, "everyday").presses()
    answers(fresh, "story").presses().presses().presses()
    old, new = sorted(scene.kept(), key=lambda response: response.submission.version_id == version.id)
    assert (old.submission.version_id, new.submission.version_id) == (scene.version.id, version.id)
    assert values(old) == said(scene.version)
    assert (new.submission.answers["for_years"].value, "years" in new.submission.answers) == (3, False)


def test_the_next_person_when_they_begin_anew_on_this_browser_then_nothing_of_the_first_is_theirs(
    scene: Scene,
) -> None:
    first = answers_all(scene.person())
    code, next_one = first.code, Visitor(first.client)
    next_one.opens(START).taps("I am someone else: begin anew")
    for page in (*SECTIONS, "check", "thanks"):
        shown = next_one.opens(f"{START}/{page}")
        assert shown.address == START
        for words in (code, "by boat", "A bench", "on the bridge", "Tigrinya", "Hills"):
            assert words not in shown.markup
    next_one.begins(SLUG).fills_in(years="1").presses()
    first.presses()  # their page still lies open in another tab
    assert code in first.markup
    answers(next_one, "everyday").presses()
    answers(next_one, "story", {"q_what_helps": ["Mine."]}).presses().presses().presses()
    mine, theirs = sorted(scene.kept(), key=lambda response: values(response)["years"] == 12)
    assert values(theirs) == said(scene.version)
    assert (values(mine)["years"], values(mine)["speaks"], values(mine)["one_word"]) == (
        1,
        Missing.SKIPPED,
        Missing.SKIPPED,
    )
