"""The path in JavaScript against the path in Python: the same surveys and the same visits must come to the same."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import category

import pytest
from playwright.sync_api import Page

import ei_collect.web
from ei_collect.answering.kinds import Fault
from ei_collect.answering.order import choices_in_order, rows_in_order, variant_of
from ei_collect.answering.receipts import mint
from ei_collect.survey.definition import Kind, Survey
from ei_collect.survey.document import to_document
from ei_collect.survey.question_checks import IN_RANDOM_ORDER
from tests.answering.following import Follower
from tests.answering.invented import Step, Visitor
from tests.journeys.browsing import chromium
from tests.survey.invented import WARDS, SurveyInventor
from tests.survey.writing import section, survey_of, survey_text

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

STATIC = Path(ei_collect.web.__file__).parent / "static"
SEED = 20261123
BATCH = 100
SAID_BY_FORMS = [fault for fault in Fault if fault.startswith("answer-")]

FOLLOW = """(cases) => JSON.stringify(JSON.parse(cases).map(({document, wards, steps}) => {
  const survey = engine.prepare(document, wards);
  let typed = {};
  return steps.map(({section, form, language}) => {
    typed = engine.save(survey, typed, section, form, language);
    const standing = engine.stand(survey, typed);
    const around = [engine.before, engine.after, engine.position].map((ask) => ask(survey, standing, section));
    const sent = engine.asked(survey, typed);
    return {draft: typed[section], ...standing, around, sent, arrived: engine.stand(survey, sent)};
  });
}))"""

ORDER = """async (cases) => JSON.stringify(await Promise.all(JSON.parse(cases).map(async ([document, key]) =>
  Object.fromEntries(await order.of(engine.prepare(document, []), key)))))"""

Case = tuple[Survey, list[Step]]


@pytest.fixture(scope="module")
def bench() -> Iterator[Page]:
    """An empty page with the engine."""
    with chromium() as browser:
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
        page.goto("http://localhost/")  # WebCrypto asks for an address that is as good as a secure one
        for script in ("kinds.js", "engine.js", "tablet-seal.js", "tablet-order.js"):
            page.add_script_tag(path=STATIC / script)
        yield page


def invented(seed: int) -> Iterator[Case]:
    """Surveys, each with a visit, without an end."""
    random = Random(seed)
    inventor, visitor = SurveyInventor(random), Visitor(random)
    while True:
        survey = inventor.survey()
        yield survey, visitor.visit(survey)


def by_the_engine(page: Page, cases: list[Case]) -> Any:
    """What the page says after each step of each case."""
    written = [
        {"document": to_document(survey), "wards": WARDS, "steps": [vars(step) for step in steps]}
        for survey, steps in cases
    ]
    return json.loads(page.evaluate(FOLLOW, json.dumps(written)))


def compare(page: Page, cases: list[Case], met: Counter[str]) -> list[str]:
    """Everything that the two do not agree on, with what led there; what they met on the way is counted in `met`."""
    found: list[str] = []
    for (survey, steps), theirs_by_step in zip(cases, by_the_engine(page, cases), strict=True):
        follower = Follower(survey, dict.fromkeys(WARDS, ""))
        for step, theirs in zip(steps, theirs_by_step, strict=True):
            ours = follower.follow(step)
            ours |= {
                "sent": follower.sent(),
                "arrived": {part: ours[part] for part in ("pages", "answers", "findings")},
            }
            met.update(finding["code"] for finding in ours["findings"])
            met.update(survey.question(code).kind for code, said in ours["answers"].items() if "missing" not in said)  # type: ignore[union-attr]
            met.update(said["missing"] for said in ours["answers"].values() if "missing" in said)
            met.update("another language" for name in ours["draft"]["form"] if name.startswith("in_"))
            found += [
                f"{part} after {step}: {theirs[part]}, not {ours[part]}" for part in ours if ours[part] != theirs[part]
            ]
    return found


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.full)])
def test_the_engine_when_somebody_visits_an_invented_survey_then_it_agrees_with_the_server(
    bench: Page, count: int
) -> None:
    cases, met = invented(SEED), Counter[str]()
    found = [each for _ in range(count // BATCH) for each in compare(bench, list(islice(cases, BATCH)), met)]
    print(f"{count} surveys with a visit each, seed {SEED}: {len(found)} differences; met {dict(met.most_common())}")
    assert found == []
    everything = {*SAID_BY_FORMS, *Kind, "skipped", "prefer_not_to_say", "dont_know", "not_asked", "another language"}
    assert everything <= set(met)


def test_the_engine_when_a_number_is_written_in_the_digits_of_any_script_then_it_reads_them_all(bench: Page) -> None:
    survey = survey_of(survey_text(section("one", "code: many, kind: number, label: How many")))
    digits = [chr(code) for code in range(sys.maxunicode) if category(chr(code)) == "Nd"]
    blank = [chr(code) for code in range(0x3100) if chr(code).isspace() or category(chr(code)) in {"Cf", "Zs", "Cc"}]
    written = [*(f"1{digit}" for digit in digits), *(f"{space}7{space}" for space in blank)]
    cases = [(survey, [Step("one", {"q_many": [number]}, "en")]) for number in written]
    assert compare(bench, cases, Counter()) == []


def test_the_order_of_lists_when_a_code_is_minted_then_it_is_that_of_the_server(bench: Page) -> None:
    surveys = [shuffled(survey) for survey, _steps in islice(invented(SEED), 40)]
    keys = [mint() for _ in surveys]
    written = [[to_document(survey), key] for survey, key in zip(surveys, keys, strict=True)]
    told = json.loads(bench.evaluate(ORDER, json.dumps(written)))
    for survey, key, orders in zip(surveys, keys, told, strict=True):
        variant = variant_of(key)
        assert orders == {
            question.code: [
                each.code for each in rows_in_order(question, variant) or choices_in_order(question, variant)
            ]
            for question in survey.questions()
            if question.random_order
        }


def shuffled(survey: Survey) -> Survey:
    """The survey with every list in random order that can be."""
    sections = [
        replace(
            section,
            questions=tuple(replace(each, random_order=each.kind in IN_RANDOM_ORDER) for each in section.questions),
        )
        for section in survey.sections
    ]
    return replace(survey, sections=tuple(sections))


def test_the_engine_when_it_reads_a_form_of_the_page_then_it_has_every_field_that_would_be_sent(bench: Page) -> None:
    form = """<form><input name="q_a" type="checkbox" value="x" checked><input name="q_a" type="checkbox" value="y">
        <input name="q_a" type="checkbox" value="z" checked><textarea name="q_b">two words</textarea>
        <input name="q_b_dk" type="checkbox"><input name="photos" type="file"><button name="go" value="back"></form>"""
    bench.evaluate("form => document.body.innerHTML = form", form)
    told = bench.evaluate("engine.formOf(document.querySelector('form'))")
    assert told == {"q_a": ["x", "z"], "q_b": ["two words"]}
