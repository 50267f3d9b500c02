"""From a published survey to its paper form: which number, boxes and rooms each question gets. The words of conditions
are in `condition`, what is skipped from where in `skipping`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from ei_collect.answering.form import field_name
from ei_collect.answering.kinds.dates import DAY, MONTH, YEAR
from ei_collect.answering.kinds.numbers import TO_TEN
from ei_collect.answering.kinds.wording import OTHER, OWN_WORDS
from ei_collect.answering.response import Help
from ei_collect.fieldwork.condition import condition_words
from ei_collect.fieldwork.paper_form import (
    CONSENT,
    DONT_KNOW_MARK,
    HELP,
    HELP_FROM,
    HELP_INTO,
    PREFER_NOT_MARK,
    Box,
    PaperForm,
    PaperQuestion,
    PaperSection,
    Room,
    RoomKind,
)
from ei_collect.fieldwork.skipping import Ways
from ei_collect.language.catalogues import Catalogue
from ei_collect.language.writing import order_of_date
from ei_collect.survey.definition import CHOICE_KINDS, Kind, PublishedVersion, Question, Section

RESEARCH, READABLE = f"{CONSENT}research", f"{CONSENT}readable"
"""The fields of what is agreed to on paper: to take part, and that the code on the slip may show the answers."""
TICKED = "1"
"""The value of a box that stands alone."""
LINES = {Kind.SHORT_TEXT: 1, Kind.LONG_TEXT: 5, Kind.VOICE: 5}
IN_ENGLISH = Catalogue("en", Path())
"""A catalogue without a message: its words are the source words."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def paper_form(version: PublishedVersion, language: str, interface: Catalogue = IN_ENGLISH) -> PaperForm:
    """The whole survey on paper: no question is left out, whatever its kind or condition.

    `interface` has the words of conditions in the `language`; without it they are said in English.
    """
    numbers = count(1)
    sections = [_section(section, numbers, language) for section in version.survey.sections]
    asked = [question for section in sections for question in section.questions]
    ways = Ways(version.survey, asked)
    return PaperForm(
        survey_slug=version.survey.slug,
        version_id=version.id,
        language=language,
        consents=(Box(RESEARCH, TICKED, "1"), Box(READABLE, TICKED, "1")),
        helps=tuple(Box(HELP, each, str(mark)) for mark, each in enumerate(_helps_asked(), start=1)),
        between=tuple(Room(each, RoomKind.LANGUAGE, 1) for each in (HELP_FROM, HELP_INTO)),
        sections=tuple(_conditioned(section, asked, ways, language, interface) for section in sections),
    )


def _helps_asked() -> tuple[Help, ...]:
    return tuple(each for each in Help if each is not Help.UNKNOWN)


def _section(section: Section, numbers: Iterator[int], language: str) -> PaperSection:
    return PaperSection(section, tuple(_question(next(numbers), each, language) for each in section.questions))


def _question(number: int, question: Question, language: str) -> PaperQuestion:
    boxes = (*BOXES.get(question.kind, _no_boxes)(question), *_boxes_instead(question))
    return PaperQuestion(number, question, boxes, tuple(_rooms(question, language)))


def _boxes_of_choices(question: Question) -> Iterator[Box]:
    for mark, choice in enumerate(question.choices, start=1):
        yield Box(field_name(question), choice.code, str(mark))


def _boxes_to_ten(question: Question) -> Iterator[Box]:
    for number in TO_TEN:
        yield Box(field_name(question), str(number), str(number))


def _boxes_of_grid(question: Question) -> Iterator[Box]:
    for place, row in enumerate(question.rows):
        for mark, choice in enumerate(question.choices, start=1):
            yield Box(field_name(question, row.code), choice.code, f"{letter_of(place)}{mark}")


def _no_boxes(_question: Question) -> Iterator[Box]:
    return iter(())


BOXES: Mapping[Kind, Callable[[Question], Iterator[Box]]] = {
    **dict.fromkeys(CHOICE_KINDS | {Kind.PLACE}, _boxes_of_choices),
    Kind.ZERO_TO_TEN: _boxes_to_ten,
    Kind.GRID: _boxes_of_grid,
}
"""The kinds with boxes to tick for an answer."""


def letter_of(row: int) -> str:
    """The letter of a grid's row, counted from 0: a to z, then aa, ab and on."""
    rounds, letter = divmod(row, len(LETTERS))
    return (letter_of(rounds - 1) if rounds else "") + LETTERS[letter]


def _boxes_instead(question: Question) -> Iterator[Box]:
    if question.dont_know:
        yield Box(f"{field_name(question)}_dk", TICKED, DONT_KNOW_MARK)
    if question.prefer_not_to_say:
        yield Box(f"{field_name(question)}_pnts", TICKED, PREFER_NOT_MARK)


def _rooms(question: Question, language: str) -> Iterator[Room]:
    match question.kind:
        case Kind.SHORT_TEXT | Kind.LONG_TEXT | Kind.VOICE:
            yield Room(field_name(question), RoomKind.WORDS, LINES[question.kind])
        case Kind.NUMBER:
            yield Room(field_name(question), RoomKind.NUMBER, 1)
        case Kind.DATE:
            for part in order_of_date(language):
                yield Room(field_name(question, part), DATE_ROOMS[part], 1)
        case Kind.WARD:
            yield Room(field_name(question), RoomKind.WARD, 1)
        case Kind.PLACE:
            yield Room(field_name(question, OWN_WORDS), RoomKind.WORDS, 2)
        case Kind.RANKING:
            for choice in question.choices:
                yield Room(field_name(question, choice.code), RoomKind.RANK, 1)
        case _ if any(choice.other for choice in question.choices):
            yield Room(field_name(question, OTHER), RoomKind.WORDS, 1)


DATE_ROOMS = {DAY: RoomKind.DAY, MONTH: RoomKind.MONTH, YEAR: RoomKind.YEAR}


def _conditioned(
    section: PaperSection,
    asked: Sequence[PaperQuestion],
    ways: Ways,
    language: str,
    interface: Catalogue,
) -> PaperSection:
    """The section with the ways on from its boxes, and the words of those conditions that they do not say."""

    def conditioned(question: PaperQuestion) -> PaperQuestion:
        told = replace(question, goes=ways.goes.get(question.number, ()))
        rule = question.question.show_if
        if rule is None or ways.say_all_of(rule, question.number):
            return told
        return replace(told, only_if=condition_words(rule, asked, language, interface))

    rule = section.section.show_if
    told = replace(section, questions=tuple(map(conditioned, section.questions)))
    if rule is None or all(ways.say_all_of(rule, each.number) for each in section.questions):
        return told
    return replace(told, only_if=condition_words(rule, asked, language, interface))
