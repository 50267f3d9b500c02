"""Paper forms: every question is there, with the boxes and rooms that its kind needs, and fields as on a screen."""

from ei_collect.answering.form import cleaned, read_form
from ei_collect.fieldwork.numbering import READABLE, RESEARCH, letter_of, paper_form
from ei_collect.fieldwork.paper_form import PaperForm, PaperQuestion, RoomKind
from ei_collect.survey.definition import Kind
from ei_collect.survey.loading import load_survey
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import load_yaml
from tests.conftest import HOME
from tests.fieldwork.following import version_of

EVERY = load_yaml(EVERY_KIND)
FORM = paper_form(version_of(EVERY), "en")


def questions_of(form: PaperForm) -> list[PaperQuestion]:
    return [question for part in form.sections for question in part.questions]


def of_kind(kind: Kind) -> PaperQuestion:
    return next(each for each in questions_of(FORM) if each.question.kind is kind)


def marks(question: PaperQuestion) -> str:
    return " ".join(box.mark for box in question.boxes)


def test_shipped_survey_when_numbered_then_no_question_is_lost() -> None:
    for path in (HOME / "surveys" / f"{slug}.yaml" for slug in ("city", "neighbourhood", "day-in-my-life")):
        survey = load_survey(path)
        asked = questions_of(paper_form(version_of(survey), "en"))
        assert [each.question for each in asked] == list(survey.questions())
        assert [each.number for each in asked] == list(range(1, len(asked) + 1))


def test_every_kind_when_numbered_then_can_be_answered() -> None:
    assert {each.question.kind for each in questions_of(FORM)} == set(Kind)
    for each in questions_of(FORM):
        assert each.boxes or each.rooms or each.question.kind is Kind.PHOTO, each.question.code


def test_choices_when_numbered_then_marked_from_1_and_what_stands_beside_by_letters() -> None:
    assert marks(of_kind(Kind.SINGLE)) == "1 2 3 4 d p"
    assert marks(of_kind(Kind.GRID)) == "a1 a2 a3 b1 b2 b3 c1 c2 c3 d p"
    assert marks(of_kind(Kind.ZERO_TO_TEN)) == "0 1 2 3 4 5 6 7 8 9 10 d p"
    assert marks(of_kind(Kind.WARD)) == "d p"


def test_any_mark_when_its_box_is_sent_as_a_form_then_answers_the_question() -> None:
    for each in questions_of(FORM):
        for box in each.boxes:
            form = cleaned({box.field: [box.value]}, [each.question])
            read = read_form([each.question], form, "en", {})
            assert form == {box.field: [box.value]}
            assert not read.findings, box
            assert read.answers[each.question.code].value not in {"", None}


def test_rooms_when_numbered_then_as_the_kind_is_written() -> None:
    assert [room.kind for room in of_kind(Kind.DATE).rooms] == [RoomKind.DAY, RoomKind.MONTH, RoomKind.YEAR]
    assert [room.field for room in of_kind(Kind.RANKING).rooms] == [
        "q_what_first.buses",
        "q_what_first.parks",
        "q_what_first.houses",
    ]
    assert [(room.field, room.kind) for room in of_kind(Kind.SINGLE).rooms] == [("q_speaks.other", RoomKind.WORDS)]
    assert [room.field for room in of_kind(Kind.PLACE).rooms] == ["q_where_met.words"]
    assert of_kind(Kind.LONG_TEXT).rooms[0].lines > of_kind(Kind.SHORT_TEXT).rooms[0].lines


def test_date_when_written_in_another_language_then_in_its_order() -> None:
    form = paper_form(version_of(EVERY), "zh-Hans")
    date = next(each for each in questions_of(form) if each.question.kind is Kind.DATE)
    assert [room.kind for room in date.rooms] == [RoomKind.YEAR, RoomKind.MONTH, RoomKind.DAY]


def test_sheet_when_numbered_then_asks_for_consent_and_who_helped() -> None:
    assert [box.field for box in FORM.consents] == [RESEARCH, READABLE]
    assert [box.value for box in FORM.helps] == ["none", "read_aloud", "scribe", "interpreter"]


def test_row_of_a_grid_when_past_the_alphabet_then_has_two_letters() -> None:
    assert [letter_of(row) for row in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]
