"""A question as a page shows it."""

from dataclasses import replace

import pytest

from ei_collect.answering.field import Field
from ei_collect.answering.order import choices_in_order, rows_in_order
from ei_collect.language.text import Text, Wording
from ei_collect.survey.definition import Kind, Question
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import load_yaml

EASY = Question(
    "q",
    Kind.LONG_TEXT,
    Text("en", {"en": "What would assist you?", "so": "Maxaa ku caawin lahaa?", "pl": "Co by pomogło?"}),
    easy=Text("en", {"en": "What would help?", "pl": "Co pomoże?"}),
)
SURVEY = load_yaml(EVERY_KIND)


@pytest.mark.parametrize(
    ("language", "easy", "shown"),
    [
        ("en", False, Wording("What would assist you?", "en")),
        ("en", True, Wording("What would help?", "en")),
        ("pl", True, Wording("Co pomoże?", "pl")),
        ("so", True, Wording("Maxaa ku caawin lahaa?", "so")),
    ],
)
def test_label_when_in_easy_read_then_the_easier_words_where_the_language_has_them(
    language: str, easy: bool, shown: Wording
) -> None:
    assert Field(EASY, easy=easy).label.wording(language) == shown


def test_label_when_there_is_no_easier_wording_then_the_ordinary_one() -> None:
    assert Field(replace(EASY, easy=None), easy=True).label == EASY.label


def test_lists_when_a_variant_is_shown_then_in_its_order() -> None:
    grid, ways = SURVEY.question("how_often"), SURVEY.question("ways")
    assert grid
    assert ways
    shown = {tuple(row.code for row in Field(grid, variant=variant).rows) for variant in range(6)}
    assert len(shown) > 1
    assert Field(grid, variant=3).rows == rows_in_order(grid, 3)
    assert Field(ways, variant=3).choices == choices_in_order(ways, 3)


@pytest.mark.parametrize(
    ("code", "part"), [("ways", "other"), ("where_met", "words"), ("one_word", "")], ids=["other", "place", "text"]
)
def test_words_when_typed_into_the_part_that_takes_them_then_they_are_counted(code: str, part: str) -> None:
    question = SURVEY.question(code)
    assert question
    field = Field(question, {part: ("four",)})
    assert (field.words, field.length, field.part("nothing")) == ("four", 4, "")


def test_notes_when_0_to_10_has_ends_then_they_are_read_out_with_it() -> None:
    welcome = SURVEY.question("welcome")
    assert welcome
    assert Field(welcome).notes == ("ends",)
