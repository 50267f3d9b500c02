"""About how long a survey takes, worked out from its words and questions. Nobody has been timed.

The time to read every word that is asked of everyone, at the pace of a careful reader on a phone, and the time to
answer each question by its kind. What only some are asked counts half. Consent and introduction are read as well.
"""

from collections.abc import Iterable, Iterator
from math import ceil

from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, Question, Section, Survey

WORDS_A_MINUTE = 175
"""The slow end of what adults read silently, 175 to 300: for careful readers and second languages."""
STEP = 5
SECONDS: dict[str, int] = {
    "single": 7,
    "yes_no": 5,
    "agreement": 7,
    "multiple": 12,
    "zero_to_ten": 7,
    "number": 8,
    "date": 12,
    "ward": 12,
    "place": 15,
    "short_text": 20,
    "long_text": 60,
    "voice": 60,
    "photo": 90,
}
A_ROW = 7
A_RANK = 6


def minutes(survey: Survey) -> int:
    """The estimate in minutes, rounded up to STEP; the same in every language, by the words of the source."""
    once = (*survey.introduction, *survey.consent, *_shared(survey))
    seconds = _reading(once) + sum(map(_section, survey.sections))
    return STEP * max(1, ceil(seconds / 60 / STEP))


def _shared(survey: Survey) -> Iterator[Text]:
    """The labels of shared lists of choices: nobody reads them anew at each question."""
    return (choice.label for choices in survey.scales().values() for choice in choices)


def _section(section: Section) -> float:
    around = _reading(filter(None, (section.title, section.introduction)))
    return (around + sum(map(_question, section.questions))) * (0.5 if section.show_if else 1)


def _question(question: Question) -> float:
    answering = SECONDS.get(question.kind, 0) + A_ROW * len(question.rows)
    if question.kind is Kind.RANKING:
        answering += A_RANK * len(question.choices)
    return (_reading(_wordings(question)) + answering) * (0.5 if question.show_if else 1)


def _wordings(question: Question) -> Iterator[Text]:
    yield question.label
    yield from filter(None, (question.hint, question.why))
    yield from (choice.label for choice in question.choices if not question.scale)
    yield from (row.label for row in question.rows)


def _reading(texts: Iterable[Text]) -> float:
    """The seconds that it takes to read these words."""
    return sum(map(_words, texts)) * 60 / WORDS_A_MINUTE


def _words(text: Text) -> int:
    """How many words; a script without spaces counts its characters, two to a word."""
    body = text.wordings[text.source]
    unspaced = sum("\u3040" <= character <= "\u9fff" for character in body)
    return len(body.split()) + unspaced // 2
