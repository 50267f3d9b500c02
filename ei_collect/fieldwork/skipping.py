"""Which questions a tick lets somebody skip: "go to question 7". Only what is certain from that one tick is skipped.

A rule is decided here with most answers unknown: it then is true, false, or open (None).
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from ei_collect.fieldwork.paper_form import DONT_KNOW_MARK, PREFER_NOT_MARK, Box, PaperQuestion
from ei_collect.survey.definition import Kind, Question, Section, Survey
from ei_collect.survey.rules import AllOf, Answered, AnyOf, Leaf, Not, Rule, holds, leaves

END = 0
"""The number of the question to go to where there is none further."""
DECIDING = frozenset({Kind.SINGLE, Kind.YES_NO, Kind.AGREEMENT, Kind.ZERO_TO_TEN})
"""Kinds of which one tick says the whole answer."""

Known: TypeAlias = Mapping[str, Answered | None]
"""What is certain of some questions: the answer, or None where there is none. The others may be anything."""


class Ways:
    """The ways on through a sheet: where to go from a box, where that is not simply the next question."""

    def __init__(self, survey: Survey, asked: Sequence[PaperQuestion]) -> None:
        sections = [section for section in survey.sections for _ in section.questions]
        self._asked = list(zip(asked, sections, strict=True))

    @cached_property
    def goes(self) -> dict[int, tuple[tuple[str, int], ...]]:
        """The number of a question to the marks of its boxes that skip something, each with where to go on."""
        found: dict[int, tuple[tuple[str, int], ...]] = {}
        for place, (question, _section) in enumerate(self._asked):
            after = self._asked[place + 1 :]
            ways = ((box.mark, _next_after(question.question, box, after)) for box in _deciding(question))
            found[question.number] = tuple((mark, to) for mark, to in ways if after and to != question.number + 1)
        return {number: ways for number, ways in found.items() if ways}

    def say_all_of(self, rule: Rule, number: int) -> bool:
        """Whether whoever follows the ways on meets question `number` just where `rule` is true.

        So it is if one question decides it that everybody is asked (or that need not be asked), and each of its boxes
        that makes the rule false leads past.
        """
        about = {leaf.question for leaf in leaves(rule)}
        found = [(each, section) for each, section in self._asked if each.question.code in about]
        if len(about) > 1 or not found or found[0][0].question.kind not in DECIDING:
            return False
        decider, section = found[0]
        is_always_asked = section.show_if is None and decider.question.show_if is None
        ways = dict(self.goes.get(decider.number, ()))
        return (is_always_asked or holds(rule, {})) and all(
            holds(rule, _view(decider.question, box)) or _leads_past(ways.get(box.mark), number)
            for box in decider.boxes
        )


def _leads_past(way: int | None, number: int) -> bool:
    return way is not None and (way == END or way > number)


def _deciding(question: PaperQuestion) -> tuple[Box, ...]:
    """The boxes that say the whole answer when they are ticked."""
    if question.question.kind in DECIDING:
        return question.boxes
    return tuple(box for box in question.boxes if box.mark == PREFER_NOT_MARK or _excludes(question.question, box))


def _excludes(question: Question, box: Box) -> bool:
    choice = question.choice(box.value)
    return question.kind is Kind.MULTIPLE and choice is not None and choice.exclusive


def _view(question: Question, box: Box) -> dict[str, Answered]:
    """What rules see once this box is ticked, and nothing else."""
    if box.mark in {PREFER_NOT_MARK, DONT_KNOW_MARK}:
        return {}
    if question.kind is Kind.ZERO_TO_TEN:
        return {question.code: int(box.value)}
    return {question.code: (box.value,) if question.kind is Kind.MULTIPLE else box.value}


def _next_after(question: Question, box: Box, after: Sequence[tuple[PaperQuestion, Section]]) -> int:
    """The first question that may have to be answered after this tick; END where none may."""
    known: dict[str, Answered | None] = {question.code: _view(question, box).get(question.code)}
    for following, section in after:
        if _decide(section.show_if, known) is not False and _decide(following.question.show_if, known) is not False:
            return following.number
        known[following.question.code] = None
    return END


def _decide(rule: Rule | None, known: Known) -> bool | None:
    """Whether the rule holds, as far as that is certain."""
    match rule:
        case None:
            return True
        case AllOf(parts):
            decided = [_decide(part, known) for part in parts]
            return False if False in decided else None if None in decided else True
        case AnyOf(parts):
            decided = [_decide(part, known) for part in parts]
            return True if True in decided else None if None in decided else False
        case Not(part):
            turned = _decide(part, known)
            return None if turned is None else not turned
        case _:
            return _decide_leaf(rule, known)


def _decide_leaf(leaf: Leaf, known: Known) -> bool | None:
    if leaf.question not in known:
        return None
    given = known[leaf.question]
    return holds(leaf, {} if given is None else {leaf.question: given})
