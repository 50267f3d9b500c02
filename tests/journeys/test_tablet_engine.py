"""The pages of a shared tablet, where no server says what comes next: they must ask and refuse just what the server would."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from itsdangerous import URLSafeSerializer
from playwright.sync_api import Browser, Page

from ei_collect.answering.form import cleaned, read_form
from ei_collect.answering.order import choices_in_order, rows_in_order, variant_of
from ei_collect.answering.path import find_path, settle
from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Answer, Device, Response
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.tablets import unlock
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.answers import inline
from ei_collect.store.database import open_database
from ei_collect.store.responses import find_by_key
from ei_collect.store.surveys import claim_survey, insert_version
from ei_collect.survey.definition import Kind, PublishedVersion, Survey
from ei_collect.survey.document import digest, to_document
from ei_collect.web.leaving import SHARED_TABLET
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.following import Follower
from tests.answering.invented import Step, Visitor
from tests.answering.surveys import publish_yaml
from tests.coded import joins
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import Visit, chromium, visiting
from tests.journeys.server import free_port, serving
from tests.operations.sitting_opening import opened
from tests.survey.invented import LANGUAGES, WARDS, SurveyInventor

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

TABLET = {"width": 768, "height": 1024}
TYPED = [kind for kind in Kind if kind not in {Kind.PHOTO, Kind.VOICE}]
SURVEYS = 4
TRIES = 6
"""So often somebody looks at a page again before they give up."""

PUT = """([form, values]) => {
  for (const field of form.elements) {
    if (!field.name.startsWith("q_")) continue;
    const [value] = values[field.name] ?? [""];
    if (field.type === "radio" || field.type === "checkbox") field.checked = (values[field.name] ?? []).includes(field.value);
    else if (!(field.maxLength >= 0 && value.length > field.maxLength)) field.value = value;
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
  }
}"""
WRONG: Mapping[str, Mapping[str, list[str]]] = {
    "you": {"q_years": ["121"], "q_years_dk": ["1"]},
    "everyday": {
        "q_ways": ["foot", "none"],
        "q_how_often.park": ["often"],
        "q_how_often_dk": ["1"],
        "q_what_first.buses": ["1"],
        "q_what_first.parks": ["1"],
    },
    "story": {"q_since.day": ["3"], "q_since.year": ["2019"]},
}
"""Section to a form with something wrong."""
LISTS = """() => Object.fromEntries([...document.querySelectorAll("[data-question]")].map((question) => {
  const name = `q_${question.dataset.question}`;
  const first = (each) => each.querySelector("[name]");
  const told = [...question.querySelectorAll(".row, .rank")].map((each) => first(each).name.slice(name.length + 1));
  const ticks = [...question.querySelectorAll(".tick:not(.apart)")].map((each) => first(each).value);
  return [question.dataset.question, told.length ? told : ticks];
}))"""
HELD = "form => JSON.stringify(engine.formOf(form))"


@dataclass(frozen=True)
class Unlocked:
    """A served program with a sitting, and a browser in which a tablet can be handed over."""

    browser: Browser
    installation: Installation
    project: Project
    sitting: Sitting
    surveys: Mapping[str, Survey]
    base: str

    def kept_under(self, code: str) -> Response | None:
        """What has arrived of somebody."""
        hashed = key_hash(self.installation.config.secret_key, code)
        with self.installation.database.reading() as connection:
            return find_by_key(connection, self.project.scope, hashed)


@pytest.fixture(scope="module")
def unlocked(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unlocked]:
    """A sitting with a survey of every kind, and a few invented ones."""
    config = fresh_config(databases, tmp_path_factory.mktemp("tablet") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        ship_wards(installation)
        new = NewProject("bristol", "Everyday Bristol", LANGUAGES, "team@example.org", demonstration=True)
        project = add_project(installation, new)
        surveys = {SLUG: publish_yaml(installation, project, EVERY_KIND, languages=("en", "ar")).survey}
        inventor = SurveyInventor(Random(8), TYPED)
        for number in range(SURVEYS):
            surveys[f"invented-{number}"] = _published(installation, project, inventor.survey(f"invented-{number}"))
        partner = joins(installation, project, "partner@example.org", MemberRole.PARTNER)
        sitting = opened(installation, project, partner, surveys=tuple(surveys), languages=("en", "ar"))
        unlock(installation, project.scope, sitting.code, "4711")
        with serving(config, free_port()) as server:
            yield Unlocked(browser, installation, project, sitting, surveys, server.url)


def _published(installation: Installation, project: Project, survey: Survey) -> Survey:
    document = to_document(survey)
    version = PublishedVersion(f"sv_{survey.slug}", project.id, 1, survey, LANGUAGES, digest(document))
    with installation.database.writing() as connection:
        assert claim_survey(connection, project.scope, survey.slug)
        insert_version(connection, version, document, today())
    return survey


@contextmanager
def handed_over(unlocked: Unlocked) -> Iterator[Visit]:
    """A tablet in somebody's hands."""
    with visiting(unlocked.browser, unlocked.base, screen=TABLET) as visit:
        signed = URLSafeSerializer(unlocked.installation.config.secret_key, salt="shared tablet")
        cookie = {"name": SHARED_TABLET, "value": str(signed.dumps(unlocked.sitting.code)), "url": unlocked.base}
        visit.page.context.add_cookies([cookie])  # type: ignore[list-item]
        yield visit


def begin(visit: Visit, unlocked: Unlocked, slug: str, language: str = "en") -> None:
    """Agree to take part in a survey, and go to its first section."""
    visit.open(f"/tablet/{unlocked.sitting.code}/{slug}/{language}")
    visit.page.wait_for_selector("body[data-ready]")
    visit.page.locator("#agree").check()
    visit.page.locator("#start button.first").click()


def step_shown(page: Page) -> str:
    """The part of the page that is on the screen; it is one alone."""
    [shown] = page.locator("[data-step]:visible").evaluate_all("steps => steps.map((step) => step.id)")
    return str(shown)


def put(page: Page, section: str, values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Fill in a section as far as its fields let one, go on, and say what it then held."""
    form = page.locator(f"#section-{section}")
    page.evaluate(PUT, [form.element_handle(), dict(values)])
    held: dict[str, list[str]] = json.loads(form.evaluate(HELD))
    form.locator("button.first").last.click()
    return held


def questions_shown(page: Page) -> list[str]:
    """The codes of the questions on the screen."""
    return list(page.locator("[data-question]:visible").evaluate_all("all => all.map((each) => each.dataset.question)"))


def faults_shown(page: Page) -> list[str]:
    """The questions beside which stands what is wrong with their answer."""
    faults = page.locator("[data-question]:visible .fault")
    return list(faults.evaluate_all("all => all.map((each) => each.closest('[data-question]').dataset.question)"))


def asked_then(stands: dict[str, Any], section: str) -> list[str]:
    """The questions of a section that are asked."""
    return next(page["questions"] for page in stands["pages"] if page["section"] == section)


@pytest.mark.parametrize("number", range(SURVEYS))
def test_the_tablet_when_an_invented_survey_is_answered_then_it_asks_and_refuses_what_the_server_would(
    unlocked: Unlocked, number: int
) -> None:
    survey = unlocked.surveys[f"invented-{number}"]
    follower, visitor = Follower(survey, dict.fromkeys(WARDS, "")), Visitor(Random(number))
    at, tries = survey.sections[0].code, 0
    with handed_over(unlocked) as visit:
        begin(visit, unlocked, survey.slug)
        while at and tries < TRIES:
            assert step_shown(visit.page) == f"section-{at}"
            section = next(each for each in survey.sections if each.code == at)
            shown = questions_shown(visit.page)
            held = put(visit.page, at, visitor.page(section))
            stands = follower.follow(Step(at, held, "en"))
            wrong = [each["question"] for each in stands["findings"] if each["section"] == at]
            assert shown == asked_then(stands, at)
            assert faults_shown(visit.page) == wrong
            tries = tries + 1 if wrong else 0
            at = at if wrong else stands["around"][1]
        assert step_shown(visit.page) == (f"section-{at}" if at else "check")


def test_the_tablet_when_every_kind_is_answered_then_just_that_arrives(unlocked: Unlocked) -> None:
    survey = unlocked.surveys[SLUG]
    with handed_over(unlocked) as visit:
        begin(visit, unlocked, SLUG)
        for section in survey.sections:
            assert step_shown(visit.page) == f"section-{section.code}"
            put(visit.page, section.code, FILLED_IN[section.code])
        assert step_shown(visit.page) == "check"
        visit.page.locator("#check button.first").last.click()
        visit.page.locator("[data-kept=sent]").wait_for()
        kept = unlocked.kept_under(visit.page.locator("[data-code]").inner_text())
    assert kept is not None
    assert (kept.submission.device, kept.submission.sitting) == (Device.TABLET, unlocked.sitting.id)
    assert inline(kept.submission.answers) == inline(_read_by_the_server(survey, FILLED_IN))


def test_the_tablet_when_answers_are_wrong_then_it_says_so_in_the_words_of_the_server(unlocked: Unlocked) -> None:
    told_by = "links => links.map((link) => link.closest('li').textContent.trim().replace(/\\s+/g, ' '))"
    with handed_over(unlocked) as tablet, visiting(unlocked.browser, unlocked.base, screen=TABLET) as phone:
        begin(tablet, unlocked, SLUG, "ar")
        phone.begin(f"/ar/s/{SLUG}")
        for section, wrong in WRONG.items():
            put(tablet.page, section, wrong)
            fill_in_online(phone, wrong)
            told = phone.page.locator("#answers .summary a").evaluate_all(told_by)
            assert told
            assert tablet.page.locator(f"#section-{section} .summary a").evaluate_all(told_by) == told
            tablet.look()
            put(tablet.page, section, FILLED_IN[section])
            fill_in_online(phone, FILLED_IN[section])


def fill_in_online(visit: Visit, values: Mapping[str, list[str]]) -> None:
    """Fill in the section that is on the screen, and send it to the server."""
    form = visit.page.locator("#answers")
    visit.page.evaluate(PUT, [form.element_handle(), dict(values)])
    visit.click(form.locator("button.first").last)


def test_the_tablet_when_lists_are_in_random_order_then_it_is_the_order_that_the_code_has_everywhere(
    unlocked: Unlocked,
) -> None:
    survey = unlocked.surveys[SLUG]
    with handed_over(unlocked) as visit:
        begin(visit, unlocked, SLUG)
        visit.page.locator("nav.switch summary").click()
        visit.page.locator("nav.switch a[hreflang=ar]").click()
        visit.page.wait_for_selector("html[lang=ar]")
        shown = visit.page.evaluate(LISTS)
        ids = visit.page.evaluate("[...document.querySelectorAll('[id^=q_]')].map((each) => each.id)")
        named = visit.page.evaluate("[...document.querySelectorAll('.rank label')].every((each) => each.control)")
        for section in survey.sections:
            put(visit.page, section.code, FILLED_IN[section.code])
        visit.page.locator("#check button.first").last.click()
        visit.page.locator("#end:not([hidden])").wait_for()
        variant = variant_of(visit.page.locator("[data-code]").inner_text())
    for question in survey.questions():
        if question.random_order:
            listed = rows_in_order(question, variant) if question.rows else choices_in_order(question, variant)
            assert shown[question.code] == [each.code for each in listed]
    assert len(set(ids)) == len(ids)
    assert named


def _read_by_the_server(survey: Survey, forms: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Answer]:
    wards = dict.fromkeys(WARDS, "")
    answers: dict[str, Answer] = {}
    for section in survey.sections:
        answers |= read_form(section.questions, cleaned(forms[section.code], section.questions), "en", wards).answers
    return settle(survey, find_path(survey, answers), answers, "en")


def test_the_tablet_when_the_language_is_changed_midway_then_answers_stay_and_know_their_language(
    unlocked: Unlocked,
) -> None:
    with handed_over(unlocked) as visit:
        begin(visit, unlocked, SLUG)
        put(visit.page, "you", {"q_lives_here": ["yes"], "q_years": ["12"]})
        put(visit.page, "everyday", {"q_belong": ["nobody knows"], "q_welcome": ["7"]})
        assert faults_shown(visit.page) == ["belong"]
        visit.page.locator("nav.switch summary").click()
        visit.page.locator("nav.switch a[hreflang=ar]").click()
        visit.page.wait_for_selector("html[lang=ar]")
        assert (visit.direction, step_shown(visit.page)) == ("rtl", "section-everyday")
        visit.page.locator("[name=q_belong][value=agree]").check()
        visit.page.locator("#section-everyday button.first").last.click()
        put(visit.page, "story", {"q_what_helps": ["مقعد"]})
        put(visit.page, "words", {})
        visit.page.locator("#check button.first").last.click()
        visit.page.locator("[data-kept=sent]").wait_for()
        kept = unlocked.kept_under(visit.page.locator("[data-code]").inner_text())
    assert kept is not None
    told = {code: (answer.value, answer.language) for code, answer in kept.submission.answers.items()}
    assert (told["years"], told["welcome"], told["belong"]) == ((12, "en"), (7, "en"), ("agree", "ar"))
    assert told["what_helps"][1] == "ar"


def test_the_tablet_when_an_answer_is_taken_back_then_what_it_had_opened_is_not_asked_and_does_not_arrive(
    unlocked: Unlocked,
) -> None:
    with handed_over(unlocked) as visit:
        begin(visit, unlocked, SLUG)
        put(visit.page, "you", {"q_lives_here": ["yes"]})
        put(visit.page, "everyday", {"q_belong": ["agree"], "q_welcome": ["7"]})
        put(visit.page, "story", {"q_what_helps": ["A bench"]})
        assert "4 of 4" in visit.page.locator("#section-words .progress").inner_text()
        put(visit.page, "words", {"q_may_quote": ["yes"]})
        visit.page.locator("[data-go=you]").click()
        put(visit.page, "you", {"q_lives_here": ["no"]})
        assert "2 of 3" in visit.page.locator("#section-everyday .progress").inner_text()
        visit.page.locator("#section-everyday button.first").last.click()
        visit.page.locator("#section-story button.first").last.click()
        assert step_shown(visit.page) == "check"
        visit.page.locator("#check button.first").last.click()
        visit.page.locator("[data-kept=sent]").wait_for()
        kept = unlocked.kept_under(visit.page.locator("[data-code]").inner_text())
    assert kept is not None
    assert inline(kept.submission.answers)["may_quote"] == {"missing": "not_asked"}
