"""What is proposed from boxes, and above all what is not."""

import pytest

from ei_collect.fieldwork.numbering import READABLE, RESEARCH, paper_form
from ei_collect.fieldwork.paper_form import HELP, PaperForm
from ei_collect.fieldwork.proposing import proposals, sure_boxes
from ei_collect.fieldwork.scanned import BoxReading, PageReading
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import load_yaml
from tests.fieldwork.hall import SHORT

Box = tuple[str, str]


@pytest.fixture(scope="module")
def form() -> PaperForm:
    return paper_form(PublishedVersion("sv_1", "pr_1", 1, load_yaml(SHORT), ("en",), "digest"), "en")


def _all_boxes(form: PaperForm) -> list[Box]:
    asked = (question for section in form.sections for question in section.questions)
    boxes = (*form.consents, *form.helps, *(box for question in asked for box in question.boxes))
    return [(box.field, box.value) for box in boxes]


def _page(form: PaperForm, ticked: set[Box], doubted: set[Box] = frozenset()) -> PageReading:  # type: ignore[assignment]  # frozen: never changed
    marks = (
        BoxReading(field, value, 0.3, 0.4 if (field, value) in doubted else 1.0, ticked=(field, value) in ticked)
        for field, value in _all_boxes(form)
    )
    return PageReading("7K2M0V9S", 1, tuple(marks))


@pytest.mark.parametrize(
    ("ticked", "proposed"),
    [
        (set(), {}),
        ({("q_often", "weekly")}, {"q_often": ("weekly",)}),
        ({("q_often", "weekly"), ("q_often", "never")}, {}),
        ({("q_often", "weekly"), ("q_often_pnts", "1")}, {}),
        ({("q_often_dk", "1")}, {"q_often_dk": ("1",)}),
        ({("q_ways", "foot"), ("q_ways", "car")}, {"q_ways": ("foot", "car")}),
        ({("q_ways", "foot"), ("q_ways", "none")}, {}),
        ({("q_ways", "none")}, {"q_ways": ("none",)}),
        (
            {("q_near.safe", "agree"), ("q_near.quiet", "agree")},
            {"q_near.safe": ("agree",), "q_near.quiet": ("agree",)},
        ),
        ({("q_near.safe", "agree"), ("q_near.safe", "neither"), ("q_near.quiet", "agree")}, {}),
        ({("q_happy", "7")}, {"q_happy": ("7",)}),
        ({(HELP, "scribe")}, {HELP: ("scribe",)}),
        ({(HELP, "scribe"), (HELP, "none")}, {}),
        ({(RESEARCH, "1"), (READABLE, "1")}, {}),
    ],
)
def test_boxes_when_sure_then_proposed_only_as_far_as_they_go_together(
    form: PaperForm, ticked: set[Box], proposed: dict[str, tuple[str, ...]]
) -> None:
    assert ticked <= set(_all_boxes(form))
    assert proposals([_page(form, ticked)], form) == proposed


def test_question_when_one_of_its_boxes_is_in_doubt_then_nothing_of_it_is_proposed(form: PaperForm) -> None:
    ticked = {("q_often", "weekly"), ("q_home", "yes")}
    assert proposals([_page(form, ticked, {("q_often", "never")})], form) == {"q_home": ("yes",)}
    assert proposals([PageReading("7K2M0V9S", 1)], form) == {}


def test_pages_when_seen_twice_then_only_what_both_say_is_proposed(form: PaperForm) -> None:
    first = _page(form, {("q_often", "weekly"), ("q_home", "yes")})
    second = _page(form, {("q_often", "never"), ("q_home", "yes")})
    assert proposals([first, second], form) == {"q_home": ("yes",)}
    assert ("q_often", "weekly") not in sure_boxes([first, second])
