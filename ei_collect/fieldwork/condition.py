"""How a show-if rule reads on paper, where no "go to" says it: in the sheet's language, by the numbers of questions."""

from collections.abc import Sequence

from ei_collect.fieldwork.paper_form import PaperQuestion
from ei_collect.language.catalogues import Catalogue
from ei_collect.survey.rules import AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Not, Rule

BETWEEN_ANSWERS = " / "
TURNED = {"at_least": "less_than", "at_most": "more_than", "more_than": "at_most", "less_than": "at_least"}
"""The relation that is true of every number of which the other is not."""


def condition_words(rule: Rule, asked: Sequence[PaperQuestion], language: str, interface: Catalogue) -> str:
    """When something is to be answered, such as: you ticked “Never” at question 3 and left question 4 empty."""
    return _Teller(asked, language, interface).tell(rule)


class _Teller:
    def __init__(self, asked: Sequence[PaperQuestion], language: str, interface: Catalogue) -> None:
        self._asked = {each.question.code: each for each in asked}
        self._language = language
        self._interface = interface

    def tell(self, rule: Rule, *, turned: bool = False) -> str:
        """When the rule is true; `turned`, when it is false."""
        match rule:
            case Not(part):
                return self.tell(part, turned=not turned)
            case AnyOf(parts) if not turned and self._is_of_one_question(parts):
                return self._one_of(parts)
            case AllOf(parts) | AnyOf(parts):
                together = isinstance(rule, AllOf) is not turned
                return self._joined([self._part(part, turned=turned) for part in parts], together=together)
            case Is(question, code) | Includes(question, code):
                return self._ticked(question, code, turned=turned)
            case IsAnswered(question, expected):
                return self._answered(question, expected=expected is not turned)
            case Compares(question, relation, bound):
                return self._compared(question, relation, bound, turned=turned)

    def _part(self, rule: Rule, *, turned: bool) -> str:
        """A part of a longer condition, in brackets where it has parts itself."""
        words = self.tell(rule, turned=turned)
        return f"({words})" if _has_parts(rule, turned=turned) else words

    def _joined(self, parts: Sequence[str], *, together: bool) -> str:
        joined, *others = parts
        for other in others:
            words = (
                self._interface.pgettext("two conditions", "%(one)s and %(other)s")
                if together
                else self._interface.pgettext("two conditions", "%(one)s or %(other)s")
            )
            joined = words % {"one": joined, "other": other}
        return joined

    def _is_of_one_question(self, parts: Sequence[Rule]) -> bool:
        about = {part.question if isinstance(part, Is | Includes) else None for part in parts}
        return len(parts) > 1 and len(about) == 1 and None not in about

    def _one_of(self, parts: Sequence[Rule]) -> str:
        leaves = [part for part in parts if isinstance(part, Is | Includes)]
        answers = BETWEEN_ANSWERS.join(self._label(leaf.question, leaf.code) for leaf in leaves)
        words = self._interface.gettext("you ticked one of these at question %(number)s: %(answers)s")
        return words % {"number": self._number(leaves[0].question), "answers": answers}

    def _ticked(self, question: str, code: str, *, turned: bool) -> str:
        words = (
            self._interface.gettext("you did not tick “%(answer)s” at question %(number)s")
            if turned
            else self._interface.gettext("you ticked “%(answer)s” at question %(number)s")
        )
        return words % {"answer": self._label(question, code), "number": self._number(question)}

    def _answered(self, question: str, *, expected: bool) -> str:
        words = (
            self._interface.gettext("you answered question %(number)s")
            if expected
            else self._interface.gettext("you left question %(number)s empty")
        )
        return words % {"number": self._number(question)}

    def _compared(self, question: str, relation: str, bound: int, *, turned: bool) -> str:
        """In two phrases, `or more` and `or less`. No number at all makes a relation false, and so its turn true."""
        if turned:
            number = self._compared(question, TURNED[relation], bound, turned=False)
            return self._joined([number, self._answered(question, expected=False)], together=False)
        at_least = relation in {"at_least", "more_than"}
        bound += {"more_than": 1, "less_than": -1}.get(relation, 0)
        words = (
            self._interface.gettext("your number at question %(number)s is %(bound)s or more")
            if at_least
            else self._interface.gettext("your number at question %(number)s is %(bound)s or less")
        )
        return words % {"number": self._number(question), "bound": bound}

    def _number(self, question: str) -> int:
        return self._asked[question].number

    def _label(self, question: str, code: str) -> str:
        """What the choice is called; what is no choice, such as a ward, by its code."""
        choice = self._asked[question].question.choice(code)
        return choice.label.wording(self._language).body if choice else code


def _has_parts(rule: Rule, *, turned: bool) -> bool:
    """Whether its words have an "and" or an "or" between them."""
    match rule:
        case Not(part):
            return _has_parts(part, turned=not turned)
        case AllOf(parts) | AnyOf(parts):
            return len(parts) > 1
        case _:
            return turned and isinstance(rule, Compares)
