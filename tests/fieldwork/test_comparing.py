"""Two passes over one sheet are compared: every planted difference is found, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ei_collect.fieldwork.comparing import Difference, differences
from ei_collect.fieldwork.keyed import Keyed, fields_of
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.fieldwork.paper_form import HELP, PaperQuestion, RoomKind
from tests.fieldwork.sheets import FORM, typed_all

PLANTED = 50
QUESTIONS = [question for section in FORM.sections for question in section.questions]


def test_differences_when_both_typed_the_same_then_none() -> None:
    assert differences(FORM, typed_all(), typed_all()) == ()


def test_differences_when_fifty_are_planted_then_all_are_found_and_nothing_else() -> None:
    """Each in a field of its own, over as many sheets as that takes: ticks, words, numbers, empty and not readable."""
    random, planted, found = Random(20261123), set[tuple[int, str]](), set[tuple[int, str]]()
    first, sheet = typed_all(), 0
    while len(planted) < PLANTED:
        second, here = first, set[str]()
        for _ in range(min(7, PLANTED - len(planted))):
            question = random.choice([each for each in QUESTIONS if not here & set(fields_of(each))])
            name = random.choice([*dict.fromkeys([*_boxes(question), *(room.field for room in question.rooms)])])
            second = _otherwise(second, question, name, random)
            planted.add((sheet, name))
            here.add(name)
        assert {each.field for each in differences(FORM, first, first)} == set()
        found |= {(sheet, each.field) for each in differences(FORM, first, second)}
        sheet += 1
    assert len(planted) == PLANTED
    assert found == planted


def test_differences_when_there_are_some_then_in_the_order_of_the_sheet_with_what_each_typed() -> None:
    changes = {RESEARCH: "", "age": "1", "q_years": "?", "ways": "1", "q_ways.other": ""}
    assert differences(FORM, typed_all(), typed_all(changes)) == (
        Difference(0, RESEARCH, ("1",), ()),
        Difference(4, "q_age", ("from_30",), ("under_30",)),
        Difference(5, "q_years", ("12",), ("?",)),
        Difference(7, "q_ways", ("foot", "another"), ("foot",)),
        Difference(7, "q_ways.other", ("by boat",), ()),
    )


def test_differences_when_only_spaces_or_the_form_of_letters_differ_then_none() -> None:
    first = typed_all({"q_what_helps": "Un café\nprès d’ici"})
    second = typed_all({"q_what_helps": " Un cafe\u0301  près d’ici\n"})
    assert differences(FORM, first, second) == ()


def test_differences_when_a_letter_a_mark_or_a_case_differs_then_found() -> None:
    first = typed_all({"q_what_helps": "A bench."})
    for other in ("A bench", "a bench.", "A bunch."):
        assert [each.field for each in differences(FORM, first, typed_all({"q_what_helps": other}))] == ["q_what_helps"]


def test_differences_when_the_help_differs_then_found() -> None:
    assert [each.field for each in differences(FORM, typed_all(), typed_all({HELP: "4"}))] == [HELP]


def _boxes(question: PaperQuestion) -> Iterator[str]:
    yield from (box.field for box in question.boxes)


def _otherwise(keyed: Keyed, question: PaperQuestion, name: str, random: Random) -> Keyed:
    """The same but for one field, in which something else stands that could be typed there."""
    boxes = [box.value for box in question.boxes if box.field == name]
    words = next((room.kind for room in question.rooms if room.field == name), None)
    now = keyed.form.get(name, ())
    form = {each: values for each, values in keyed.form.items() if each != name}
    ways = random.sample(["empty", "unreadable", "other"], k=3)
    for way in ways:
        match way:
            case "empty" if now:
                return replace(keyed, form=form)
            case "unreadable":
                return replace(keyed, form=form, unreadable=keyed.unreadable | {name})
            case "other" if boxes:
                return replace(keyed, form={**form, name: [next(each for each in boxes if [each] != list(now))]})
            case "other" if words is RoomKind.WORDS:
                return replace(keyed, form={**form, name: [f"{now[0] if now else ''}s"]})
            case "other" if words is not None:
                return replace(keyed, form={**form, name: ["3" if list(now) != ["3"] else "4"]})
            case _:
                continue
    raise AssertionError(name)
