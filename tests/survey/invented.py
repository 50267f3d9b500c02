"""Surveys made by chance from a seed, many in a second: such as could be published, but for a rule that does not fit.

Those of `generated` have every field and no sense; these have sense, so that a visit through one meets every turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ei_collect.language.text import Text
from ei_collect.survey.choice_checks import NEED_CHOICES, TAKE_OTHER
from ei_collect.survey.definition import NO, SPOKEN_OF, YES, Choice, Kind, Question, Row, Section, Survey
from ei_collect.survey.rule_checks import CODED_KINDS, NUMBER_KINDS
from ei_collect.survey.rules import COMPARISONS, AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Leaf, Not, Rule

WARDS = ("E05010885", "E05010886", "E05010902")
LANGUAGES = ("en", "ar", "so", "pl")
CODES = (
    "constructor",
    "valueof",
    "undefined",
    "none",
    "other",
    "words",
    "length",
    "year",
    "null",
    "true",
    "q",
    "a",
    "b_2",
)
"""Some that mean something in one language of programming or the other."""
WORDS = Text("en", dict.fromkeys(LANGUAGES, "What?"))
Scales = dict[str, tuple[Choice, ...]]


@dataclass
class SurveyInventor:
    """All surveys that come from one source of chance, of questions of these `kinds`."""

    random: Random
    kinds: Sequence[Kind] = tuple(Kind)
    taken: set[str] = field(default_factory=set)

    def survey(self, slug: str = "invented") -> Survey:
        """Up to five sections of up to five questions, with rules about earlier sections."""
        self.taken = set()
        scales = {name: self._choices(self.random.randint(2, 4)) for name in ("undefined", "far")}
        sections: list[Section] = []
        for _ in range(self.random.randint(1, 5)):
            before = [question for section in sections for question in section.questions]
            asked = tuple(self._question(before, scales) for _ in range(self.random.randint(1, 5)))
            sections.append(Section(self._code(), WORDS, asked, show_if=self._rule_or_none(before)))
        return Survey(slug, "en", WORDS, WORDS, (WORDS,), (WORDS,), WORDS, tuple(sections), {})

    def _happens(self, probability: float) -> bool:
        return self.random.random() < probability

    def _code(self) -> str:
        code = self.random.choice(CODES)
        while code in self.taken:
            code = f"{self.random.choice(CODES)}_{self.random.randint(0, 99)}"
        self.taken.add(code)
        return code

    def _question(self, before: list[Question], scales: Scales) -> Question:
        kind = self.random.choice(self.kinds)
        bare = Question(self._code(), kind, WORDS, show_if=self._rule_or_none(before))
        made = replace(
            self._with_choices(bare, scales),
            required=self._happens(0.3),
            prefer_not_to_say=self._happens(0.4),
            dont_know=self._happens(0.4),
        )
        if made.takes_words and self._happens(0.5):
            made = replace(made, max_length=self.random.randint(1, 8))
        match kind:
            case Kind.NUMBER:
                low, high = sorted(self.random.choices(range(-5, 13), k=2))
                return replace(made, minimum=self.random.choice((None, low)), maximum=self.random.choice((None, high)))
            case Kind.GRID:
                rows = self.random.sample(CODES, self.random.randint(1, 4))
                return replace(made, rows=tuple(Row(code, WORDS) for code in rows))
            case Kind.PHOTO:
                return replace(made, maximum=self.random.choice((None, 1, 2, 3)))
        return made

    def _with_choices(self, question: Question, scales: Scales) -> Question:
        kind = question.kind
        if kind is Kind.YES_NO:
            return replace(question, choices=tuple(Choice(code, WORDS) for code in (YES, NO)))
        if kind is Kind.PLACE:
            codes = self.random.sample(SPOKEN_OF, self.random.randint(0, 3))
            return replace(question, choices=tuple(Choice(code, WORDS) for code in codes))
        if kind not in NEED_CHOICES:
            return question
        if kind is Kind.AGREEMENT or self._happens(0.2):
            name = self.random.choice(sorted(scales))
            return replace(question, scale=name, choices=scales[name])
        first, *middle, last = self._choices(self.random.randint(2, 5))
        first = replace(first, exclusive=kind is Kind.MULTIPLE and self._happens(0.5))
        last = replace(last, other=kind in TAKE_OTHER and self._happens(0.4))
        return replace(question, choices=(first, *middle, last))

    def _choices(self, count: int) -> tuple[Choice, ...]:
        return tuple(Choice(code, WORDS) for code in self.random.sample(CODES, count))

    def _rule_or_none(self, before: list[Question]) -> Rule | None:
        return self._rule(before, self.random.randint(0, 4)) if before and self._happens(0.3) else None

    def _rule(self, before: list[Question], depth: int) -> Rule:
        if depth == 0 or self._happens(0.4):
            return self._leaf(self.random.choice(before))
        parts = tuple(self._rule(before, depth - 1) for _ in range(self.random.randint(1, 3)))
        return self.random.choice((AllOf(parts), AnyOf(parts), Not(parts[0])))

    def _leaf(self, about: Question) -> Leaf:
        """A test that suits the question as a rule; at times any other one."""
        code, named = about.code, self.random.choice([*(choice.code for choice in about.choices), *WARDS, "Hills"])
        answered = IsAnswered(code, self._happens(0.5))
        compares = Compares(code, self.random.choice(sorted(COMPARISONS)), self.random.randint(-5, 12))
        if self._happens(0.1):
            return self.random.choice((Is(code, named), Includes(code, named), compares, answered))
        if about.kind in NUMBER_KINDS:
            return self.random.choice((compares, compares, answered))
        if about.kind is Kind.MULTIPLE:
            return self.random.choice((Includes(code, named), answered))
        return self.random.choice((Is(code, named), answered)) if about.kind in CODED_KINDS else answered
