"""What a page of keying shows of a sheet: each question with its marks, its rooms, and what is typed there by now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ei_collect.answering.interpreting import OTHER_LANGUAGE
from ei_collect.fieldwork.keyed import PageToKey
from ei_collect.fieldwork.keying import Typed, as_typed, marks_name
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.fieldwork.paper_form import HELP, HELP_FROM, HELP_INTO, Box, PaperQuestion, Room, RoomKind
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.text import Text, Wording
from ei_collect.operations.desk import Desk
from ei_collect.operations.sheet_settling import Compared
from ei_collect.survey.definition import Question

ROOMS = {
    RoomKind.WORDS: "what is written",
    RoomKind.NUMBER: "the number",
    RoomKind.DAY: "day",
    RoomKind.MONTH: "month",
    RoomKind.YEAR: "year",
    RoomKind.WARD: "ward",
}
HELPS = {
    "none": "nobody",
    "read_aloud": "read the questions out",
    "scribe": "wrote down what was said",
    "interpreter": "interpreted or translated",
}
BETWEEN = {HELP_FROM: "interpreted from", HELP_INTO: "interpreted into"}
LANGUAGE_NAMES = (*sorted(each.english_name for each in LANGUAGES.values()), OTHER_LANGUAGE)
INSTEAD = {"p": "prefer not to say", "d": "does not know"}


@dataclass(frozen=True)
class Input:
    """One field of the form. `marks` are those that are printed there, none for a room; `lines` of a room of words

    `options` are marks with what they stand for. `direction` and `language` are those of what is written. `fields` are
    those of the paper that are typed here, each with a part of a scan that shows it.
    """

    name: str
    label: str
    value: str
    fields: tuple[str, ...]
    marks: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    kind: str = ""
    language: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Asked:
    """A question, or the boxes beside the questions, with its fields. `number` is the printed one, 0 for those boxes.

    `label` is as it stands on the paper, `english` where that is not English.
    """

    number: int
    label: Wording
    english: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Choice:
    """A difference to settle: what the first and the second person typed, and the fields to type it anew."""

    asked: Asked
    first: tuple[str, ...]
    second: tuple[str, ...]


def asked_on(desk: Desk, page: PageToKey, typed: Typed) -> tuple[Asked, ...]:
    """All that is to be typed off a page, with what is typed of it."""
    language = desk.sheet.language
    before = [_consent(box, typed) for box in page.consents if box.field == RESEARCH]
    after = [_consent(box, typed) for box in page.consents if box.field != RESEARCH]
    questions = [_question(question, language, typed) for question in page.questions]
    helps = [_helps(page, typed)] if page.helps else []
    return (*before, *questions, *helps, *after)


def choices_of(found: Compared, typed: Mapping[str, str]) -> tuple[Choice, ...]:
    """Every difference between two passes."""
    return tuple(_choice(found, number, typed) for number in found.differences)


def _choice(found: Compared, number: int, typed: Mapping[str, str]) -> Choice:
    place, wards = found.place(number), found.desk.wards
    (asked, *more) = asked_on(found.desk, place, typed)
    every = Asked(0, asked.label, "", (*asked.inputs, *(each for one in more for each in one.inputs)))
    passes = [_said(every, as_typed(place, keying.keyed, wards)) for keying in (found.first, found.second)]
    return Choice(every if more else asked, *passes)


def _said(asked: Asked, typed: Typed) -> tuple[str, ...]:
    """What a pass has, field by field, with what the marks stand for."""
    said: list[str] = []
    for each in asked.inputs:
        written = typed.get(each.name, "")
        stands_for = [words for mark, words in each.options if mark in written.split()]
        if written:
            said.append(f"{written} ({', '.join(stands_for)})" if stands_for else written)
    return tuple(said)


def _question(question: PaperQuestion, language: str, typed: Typed) -> Asked:
    asked = question.question
    boxes = [_boxes(question, typed)] if question.boxes else []
    rooms = [_room(room, asked, language, typed) for room in question.rooms]
    only_instead = all(_is_instead(box) for box in question.boxes)
    inputs = (*rooms, *boxes) if only_instead else (*boxes, *rooms)
    return Asked(question.number, asked.label.wording(language), _english(asked.label, language), inputs)


def _boxes(question: PaperQuestion, typed: Typed) -> Input:
    name, marks = marks_name(question), tuple(box.mark for box in question.boxes)
    fields = tuple(dict.fromkeys(box.field for box in question.boxes))
    return Input(name, "Boxes ticked", typed.get(name, ""), fields, marks, tuple(_options(question)))


def _is_instead(box: Box) -> bool:
    """Whether a box stands below all others, for those who give no answer."""
    return box.field.endswith(("_pnts", "_dk"))


def _options(question: PaperQuestion) -> Iterator[tuple[str, str]]:
    """Marks with what they stand for; those of a grid row by row."""
    asked = question.question
    rows = {f"q_{asked.code}.{row.code}": row for row in asked.rows}
    for box in question.boxes:
        choice = asked.choice(box.value)
        if _is_instead(box):
            yield box.mark, INSTEAD[box.mark]
        elif choice is None:
            yield box.mark, box.value
        else:
            about = f"{_plain(rows[box.field].label)}: " if box.field in rows else ""
            yield box.mark, about + _plain(choice.label)


def _room(room: Room, asked: Question, language: str, typed: Typed) -> Input:
    label = _plain(_ranked(room, asked)) if room.kind is RoomKind.RANK else ROOMS[room.kind]
    value, lines = typed.get(room.field, ""), room.lines
    if room.kind is RoomKind.WORDS:
        direction = LANGUAGES[language].direction
        return Input(room.field, label, value, (room.field,), (), (), lines, "words", language, direction)
    return Input(room.field, label, value, (room.field,), kind=room.kind.value)


def _ranked(room: Room, asked: Question) -> Text:
    code = room.field.partition(".")[2]
    return next(choice.label for choice in asked.choices if choice.code == code)


def _consent(box: Box, typed: Typed) -> Asked:
    about = "Agrees to take part" if box.field == RESEARCH else "The code may show the answers"
    options = ((box.mark, about),)
    return _beside(about, Input(box.field, "1 if ticked", typed.get(box.field, ""), (box.field,), (box.mark,), options))


def _helps(page: PageToKey, typed: Typed) -> Asked:
    options = tuple((box.mark, HELPS[box.value]) for box in page.helps)
    marks = tuple(box.mark for box in page.helps)
    boxes = Input(HELP, "Boxes ticked", typed.get(HELP, ""), (HELP,), marks, options)
    rooms = (
        Input(room.field, BETWEEN[room.field], typed.get(room.field, ""), (room.field,), kind="language")
        for room in page.between
    )
    return _beside("Who helped", boxes, *rooms)


def _beside(about: str, *inputs: Input) -> Asked:
    return Asked(0, Wording(about, "en"), "", inputs)


def _english(label: Text, language: str) -> str:
    return "" if language == "en" else _plain(label)


def _plain(label: Text) -> str:
    return label.wording("en").body
