"""The survey with every kind of question as it stands on paper, and what is typed off it, for tests."""

from collections.abc import Mapping

from ei_collect.answering.cells import WardFinder
from ei_collect.fieldwork.keyed import Keyed, KeyedPage, PageToKey, pages_to_key
from ei_collect.fieldwork.keying import read_page
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import PublishedVersion
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import load_yaml
from tests.operations.sheet_desk import FILLED_IN, layout_by_section, on_page

WARDS = WardFinder.of([Ward("E05010885", "Ashley"), Ward("E05010886", "St George & Troopers Hill")])
SURVEY = load_yaml(EVERY_KIND)
FORM = paper_form(PublishedVersion("sv_1", "pr_1", 1, SURVEY, ("en",), "of this"), "en")
PAGES = pages_to_key(FORM, layout_by_section(FORM))


def page_with(question: str) -> PageToKey:
    """The page on which a question stands, and nothing else there."""
    page = next(page for page in PAGES for each in page.questions if each.question.code == question)
    return PageToKey(1, (), (), tuple(each for each in page.questions if each.question.code == question))


def types(question: str, marks: str = "", **rooms: str) -> KeyedPage:
    """What is typed of one question, rooms by their part (`own` is the question's own field)."""
    page = page_with(question)
    names = {"own": f"q_{question}"}
    fields = {names.get(part, f"q_{question}.{part}"): written for part, written in rooms.items()}
    return read_page(page, on_page(page, {question: marks, **fields}), WARDS)


def typed_all(changes: Mapping[str, str] | None = None) -> Keyed:
    """A whole sheet, with some of it typed otherwise."""
    keyed = Keyed()
    for page in PAGES:
        read = read_page(page, on_page(page, {**FILLED_IN, **(changes or {})}), WARDS)
        assert read.findings == (), read.findings
        keyed = keyed.with_page(page, read.keyed)
    return keyed
