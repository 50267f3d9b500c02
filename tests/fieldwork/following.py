"""Somebody with a pen who does what the sheet says, and surveys made at random for them, with every sort of rule."""

import random
from collections.abc import Iterator, Mapping

from ei_collect.answering.response import Answer, Missing, Value, rule_view
from ei_collect.fieldwork.paper_form import PREFER_NOT_MARK, PaperForm, PaperQuestion
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Kind, PublishedVersion, Question, Section, Survey
from ei_collect.survey.rules import AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Not, Rule, holds

A, B, C = (Choice(code, Text.of(f"Answer {code.upper()}"), exclusive=code == "c") for code in "abc")
KINDS = (Kind.SINGLE, Kind.SINGLE, Kind.SINGLE, Kind.MULTIPLE, Kind.ZERO_TO_TEN, Kind.SHORT_TEXT)


def version_of(survey: Survey) -> PublishedVersion:
    """The survey as if it had been published."""
    return PublishedVersion("sv_1", "pr_1", 1, survey, ("en",), "digest")


def some_survey(dice: random.Random) -> Survey:
    """Four sections, later ones with rules about earlier ones."""
    asked: list[Question] = []
    sections: list[Section] = []
    for number in range(4):
        questions = tuple(_question(dice, f"q{number}_{place}", asked) for place in range(dice.randint(1, 3)))
        sections.append(Section(f"s{number}", Text.of("Part"), questions, show_if=_maybe(dice, asked, 0.25)))
        asked.extend(questions)
    words = Text.of("Words")
    return Survey("paths", "en", words, words, (words,), (words,), words, tuple(sections), {})


def some_answers(dice: random.Random, survey: Survey, *, all_ticked: bool = False) -> dict[str, Answer]:
    """What somebody would answer to each question; with `all_ticked` they leave no box question empty."""
    return {each.code: Answer(_value(dice, each, all_ticked=all_ticked), "en") for each in survey.questions()}


def met_on_paper(form: PaperForm, answers: Mapping[str, Answer]) -> set[str]:
    """The questions that somebody meets who would answer so, and goes where the sheet tells them to."""
    asked = [(part, question) for part in form.sections for question in part.questions]
    met: set[str] = set()
    number = 1
    while 0 < number <= len(asked):
        part, question = asked[number - 1]
        seen = rule_view({code: answers[code] for code in met})
        told = [part.section.show_if] * bool(part.only_if) + [question.question.show_if] * bool(question.only_if)
        number += 1
        if all(holds(rule, seen) for rule in told):
            met.add(question.question.code)
            number = next(_ways(question, answers[question.question.code].value), number)
    return met


def _ways(question: PaperQuestion, value: Value) -> Iterator[int]:
    ways = dict(question.goes)
    ticked = value if isinstance(value, tuple) else (value,)
    prefers_not = value is Missing.PREFER_NOT_TO_SAY
    for box in question.boxes:
        is_ticked = (
            box.value in map(str, ticked) if box.mark.isdigit() else (prefers_not and box.mark == PREFER_NOT_MARK)
        )
        if is_ticked and box.mark in ways:
            yield ways[box.mark]


def _question(dice: random.Random, code: str, asked: list[Question]) -> Question:
    kind = dice.choice(KINDS)
    choices = (A, B, C) if kind in {Kind.SINGLE, Kind.MULTIPLE} else ()
    rule = _maybe(dice, asked, 0.5)
    return Question(code, kind, Text.of("Words"), choices=choices, prefer_not_to_say=dice.random() < 0.4, show_if=rule)


def _maybe(dice: random.Random, asked: list[Question], share: float) -> Rule | None:
    return _rule(dice, asked, 2) if asked and dice.random() < share else None


def _rule(dice: random.Random, asked: list[Question], depth: int) -> Rule:
    if depth and dice.random() < 0.4:
        parts = tuple(_rule(dice, asked, depth - 1) for _ in range(dice.randint(1, 2)))
        return dice.choice((AllOf(parts), AnyOf(parts), Not(parts[0])))
    about = dice.choice(asked)
    if about.kind is Kind.SINGLE:
        return Is(about.code, dice.choice("abc"))
    if about.kind is Kind.MULTIPLE:
        return Includes(about.code, dice.choice("abc"))
    if about.kind is Kind.ZERO_TO_TEN:
        relation = dice.choice(("at_least", "at_most", "more_than", "less_than"))
        return Compares(about.code, relation, dice.randint(0, 10))
    return IsAnswered(about.code, dice.random() < 0.5)


def _value(dice: random.Random, question: Question, *, all_ticked: bool) -> Value:
    has_boxes = question.kind is not Kind.SHORT_TEXT
    if dice.random() < 0.2 and not (all_ticked and has_boxes):
        return Missing.SKIPPED
    if question.prefer_not_to_say and dice.random() < 0.2:
        return Missing.PREFER_NOT_TO_SAY
    match question.kind:
        case Kind.SINGLE:
            return dice.choice("abc")
        case Kind.MULTIPLE:
            return dice.choice((("a",), ("a", "b"), ("c",)))
        case Kind.ZERO_TO_TEN:
            return dice.randint(0, 10)
        case _:
            return "words"
