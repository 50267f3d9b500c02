"""Show-if rules: a small typed tree over the answers of earlier sections, and how it is decided.

An unanswered question (skipped, preferred not to say, or not asked) makes every leaf about it false; only `not`
turns that round.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Answered: TypeAlias = str | int | tuple[str, ...]
"""What a rule can look at: a choice code or words, a number, or several choice codes."""


@dataclass(frozen=True)
class AllOf:
    """True where every part is."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    """True where at least one part is."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class Not:
    """True where its part is not."""

    part: "Rule"


@dataclass(frozen=True)
class Is:
    """True where the one choice made is `code`."""

    question: str
    code: str


@dataclass(frozen=True)
class Includes:
    """True where `code` is among the choices ticked."""

    question: str
    code: str


@dataclass(frozen=True)
class IsAnswered:
    """True where the question has any real answer; with `expected` false, where it has none."""

    question: str
    expected: bool = True


@dataclass(frozen=True)
class Compares:
    """True where the number given stands in this relation (a key of COMPARISONS) to `bound`."""

    question: str
    relation: str
    bound: int


Leaf: TypeAlias = Is | Includes | IsAnswered | Compares
Rule: TypeAlias = AllOf | AnyOf | Not | Leaf

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "at_least": lambda given, bound: given >= bound,
    "at_most": lambda given, bound: given <= bound,
    "more_than": lambda given, bound: given > bound,
    "less_than": lambda given, bound: given < bound,
}


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every leaf of the tree, left to right."""
    match rule:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield rule


def holds(rule: Rule | None, answers: Mapping[str, Answered]) -> bool:
    """Whether `rule` is true of `answers` (question code to real answer, unanswered ones absent). No rule: it holds."""
    match rule:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, answers) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers) for part in parts)
        case Not(part):
            return not holds(part, answers)
        case _:
            return _leaf_holds(rule, answers.get(rule.question))


def _leaf_holds(leaf: Leaf, given: Answered | None) -> bool:
    match leaf:
        case IsAnswered(expected=expected):
            return (given is not None) is expected
        case Is(code=code):
            return given == code
        case Includes(code=code):
            return isinstance(given, tuple) and code in given
        case Compares(relation=relation, bound=bound):
            return isinstance(given, int) and COMPARISONS[relation](given, bound)
