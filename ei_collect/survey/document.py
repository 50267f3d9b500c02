"""The frozen form of a survey: the structure of its file, with each wording a mapping from language to words.

What stands at its default is left out, so that a default added later does not change the digest of an old version.
"""

import hashlib
from typing import Any

import orjson
from marshmallow import ValidationError

from ei_collect.errors import DefinitionError
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Picture, Question, Row, Section, Survey
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.rule_form import rule_mapping
from ei_collect.survey.schema import SurveySchema


def to_document(survey: Survey) -> dict[str, Any]:
    """The survey as plain values; `from_document` gives the same survey back."""
    document: dict[str, Any] = {
        "slug": survey.slug,
        "language": survey.language,
        "title": _words(survey.title),
        "summary": _words(survey.summary),
        "introduction": [_words(text) for text in survey.introduction],
        "consent": [_words(text) for text in survey.consent],
        "thanks": _words(survey.thanks),
        "roles": {role.value: code for role, code in survey.roles.items()},
        "scales": {name: [_choice(choice) for choice in choices] for name, choices in survey.scales().items()},
        "sections": [_section(section) for section in survey.sections],
    }
    if survey.instrument is not Instrument.QUESTIONNAIRE:
        document["instrument"] = survey.instrument.value
    return document


def from_document(document: dict[str, Any]) -> Survey:
    """The survey that `to_document` wrote.

    Raises:
        DefinitionError: it has been damaged.
    """
    try:
        survey: Survey = SurveySchema().load(document)
    except ValidationError as error:
        where = f"frozen survey {document.get('slug')}"
        raise DefinitionError.of(
            "document-damaged", f"cannot be read: {error.messages}", where=where, mend="Restore a backup."
        ) from error
    return survey


def digest(document: dict[str, Any]) -> str:
    """SHA-256 of a document, whatever the order of its keys, in hexadecimal."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _words(text: Text) -> dict[str, str]:
    return dict(text.wordings)


def _words_or_none(text: Text | None) -> dict[str, str] | None:
    return _words(text) if text else None


def _choice(choice: Choice) -> dict[str, Any]:
    return _without_none(
        {
            "code": choice.code,
            "label": _words(choice.label),
            "exclusive": choice.exclusive or None,
            "other": choice.other or None,
        }
    )


def _row(row: Row) -> dict[str, Any]:
    return {"code": row.code, "label": _words(row.label)}


def _picture(picture: Picture) -> dict[str, Any]:
    return _without_none({"file": picture.file, "alt": _words(picture.alt), "stored": picture.stored or None})


def _section(section: Section) -> dict[str, Any]:
    return _without_none(
        {
            "code": section.code,
            "title": _words(section.title),
            "introduction": _words_or_none(section.introduction),
            "show_if": rule_mapping(section.show_if) if section.show_if else None,
            "questions": [_question(question) for question in section.questions],
        }
    )


def _question(question: Question) -> dict[str, Any]:
    choices = [_choice(choice) for choice in question.choices] if not question.scale else []
    return _without_none(
        {
            "code": question.code,
            "kind": question.kind.value,
            "label": _words(question.label),
            "hint": _words_or_none(question.hint),
            "why": _words_or_none(question.why),
            "choices": choices or None,
            "scale": question.scale,
            "required": question.required or None,
            "prefer_not_to_say": question.prefer_not_to_say or None,
            "dimensions": list(question.dimensions) or None,
            "level": question.level,
            "asks_for": question.asks_for,
            "measures": dict(vars(question.measures)) if question.measures else None,
            "minimum": question.minimum,
            "maximum": question.maximum,
            "max_length": question.max_length,
            "show_if": rule_mapping(question.show_if) if question.show_if else None,
            "dont_know": question.dont_know or None,
            "random_order": question.random_order or None,
            "rows": [_row(row) for row in question.rows] or None,
            "low": _words_or_none(question.low),
            "high": _words_or_none(question.high),
            "easy": _words_or_none(question.easy),
            "picture": _picture(question.picture) if question.picture else None,
            "aloud": {each.language: each.stored for each in question.aloud} or None,
            "faces": question.faces or None,
            "probes": [_words(probe) for probe in question.probes] or None,
        }
    )


def _without_none(mapping: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if value is not None}
