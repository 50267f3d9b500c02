"""A survey without its wordings: what the path through it is found by, where pages are there already."""

from typing import Any

from ei_collect.survey.definition import Question, Survey
from ei_collect.survey.document import to_document
from ei_collect.survey.rules import leaves

WORDED = frozenset(
    {
        *("title", "summary", "introduction", "consent", "thanks", "label", "hint", "why", "easy", "low", "high"),
        *("picture", "aloud", "probes", "measures", "dimensions", "roles"),
    }
)
"""What stands in a document for people to read, or for those who read the answers."""


def bare_document(survey: Survey) -> Any:
    """The document of `to_document` with sections, questions, choices and rules by their codes alone."""
    return _bare(to_document(survey))


def looked_at(survey: Survey) -> frozenset[str]:
    """The questions whose answers decide what else is asked."""
    rules = [*(section.show_if for section in survey.sections), *(each.show_if for each in survey.questions())]
    return frozenset(leaf.question for rule in rules if rule for leaf in leaves(rule))


def deciding(survey: Survey, section_code: str) -> list[Question]:
    """Those of a section."""
    section = survey.section(section_code)
    return [question for question in section.questions if question.code in looked_at(survey)] if section else []


def _bare(part: Any) -> Any:
    if isinstance(part, list):
        return [_bare(each) for each in part]
    if isinstance(part, dict):
        return {name: _bare(each) for name, each in part.items() if name not in WORDED}
    return part
