"""The form of a definition: which fields there are, and which value each makes. How they hang together is in `checks`.

A schema also loads a definition whose faulty parts were taken out (`partial=True`); NOTHING then stands in for them.
"""

from dataclasses import replace
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validates_schema

from ei_collect.language.languages import LANGUAGES
from ei_collect.language.text import Text
from ei_collect.survey.definition import (
    Choice,
    Kind,
    Measure,
    Picture,
    Question,
    ReadAloud,
    Role,
    Row,
    Section,
    Survey,
)
from ei_collect.survey.fields import (
    SLUG,
    UNSET,
    Code,
    FileName,
    Flag,
    OneOf,
    RuleField,
    StoredName,
    Whole,
    Wording,
    Words,
    refusal,
)
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.source import Fault
from ei_collect.survey.wordings import retold

DIMENSIONS = ("social", "economic", "civic", "spatial", "digital")
LEVELS = ("neighbourhood", "city", "both")
STANCES_ASKED = ("enabler", "barrier", "either")
NOTHING = Text.of("", UNSET)
MAX_LENGTH = 20_000


def _filled(value: list[Any]) -> None:
    if not value:
        raise refusal("list-empty", "is an empty list", "Write at least one entry.")


class _Strict(Schema):
    """A mapping in which no field may be unknown."""

    class Meta:
        unknown = RAISE


class ChoiceSchema(_Strict):
    """One choice of a question or of a scale."""

    code = Code(required=True)
    label = Wording(required=True)
    exclusive = Flag()
    other = Flag()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Choice:
        """The choice."""
        return Choice(**{"code": "", "label": NOTHING, **data})


class RowSchema(_Strict):
    """One row of a grid."""

    code = Code(required=True)
    label = Wording(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Row:
        """The row."""
        return Row(**{"code": "", "label": NOTHING, **data})


class PictureSchema(_Strict):
    """The picture beside a question."""

    file = FileName(("png", "jpg", "jpeg", "webp"), required=True)
    alt = Wording(required=True)
    stored = StoredName()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Picture:
        """The picture."""
        return Picture(**{"file": "", "alt": NOTHING, **data})


class MeasureSchema(_Strict):
    """What a closed item measures."""

    construct = Words(required=True)
    parallel = Words(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Measure:
        """The measure."""
        return Measure(**{"construct": "", "parallel": "", **data})


class QuestionSchema(_Strict):
    """One question."""

    code = Code(required=True)
    kind = OneOf("kind", Kind, required=True)
    label = Wording(required=True)
    hint = Wording()
    why = Wording()
    choices = fields.List(fields.Nested(ChoiceSchema), validate=_filled)
    scale = Code()
    required = Flag()
    prefer_not_to_say = Flag()
    dimensions = fields.List(OneOf("dimension", DIMENSIONS))
    level = OneOf("level", LEVELS)
    asks_for = OneOf("stance", STANCES_ASKED)
    measures = fields.Nested(MeasureSchema)
    minimum = Whole()
    maximum = Whole()
    max_length = Whole(least=1)
    show_if = RuleField()
    dont_know = Flag()
    random_order = Flag()
    rows = fields.List(fields.Nested(RowSchema), validate=_filled)
    low = Wording()
    high = Wording()
    easy = Wording()
    picture = fields.Nested(PictureSchema)
    aloud = fields.Dict(keys=OneOf("language", LANGUAGES), values=StoredName())
    faces = Flag()
    probes = fields.List(Wording(), validate=_filled)

    @validates_schema(skip_on_field_errors=False)
    def one_list(self, data: dict[str, Any], **_options: Any) -> None:
        """Choices come from one place."""
        if "choices" in data and "scale" in data:
            fault = Fault("choices-twice", "has choices of its own as well", "Keep one of the two.")
            raise ValidationError({"scale": [fault]})

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Question:
        """The question; the choices of its scale are filled in by the survey."""
        filled: dict[str, Any] = {"code": "", "label": NOTHING, **data}
        filled["kind"] = Kind(data.get("kind", Kind.SHORT_TEXT))
        for name in ("choices", "dimensions", "rows", "probes"):
            filled[name] = tuple(data.get(name, ()))
        filled["aloud"] = tuple(ReadAloud(*each) for each in sorted(data.get("aloud", {}).items()))
        return Question(**filled)


class SectionSchema(_Strict):
    """One section."""

    code = Code(required=True)
    title = Wording(required=True)
    introduction = Wording()
    show_if = RuleField()
    questions = fields.List(fields.Nested(QuestionSchema), required=True, validate=_filled)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Section:
        """The section."""
        questions = tuple(data.get("questions", ()))
        return Section(**{"code": "", "title": NOTHING, **data, "questions": questions})


class SurveySchema(_Strict):
    """A whole definition, in a file or frozen."""

    slug = Code(SLUG, required=True)
    language = OneOf("language", LANGUAGES, required=True)
    instrument = OneOf("instrument", Instrument)
    title = Wording(required=True)
    summary = Wording(required=True)
    introduction = fields.List(Wording(), required=True, validate=_filled)
    consent = fields.List(Wording(), required=True, validate=_filled)
    thanks = Wording(required=True)
    roles = fields.Dict(keys=OneOf("role", Role), values=Code())
    scales = fields.Dict(keys=Code(), values=fields.List(fields.Nested(ChoiceSchema), validate=_filled))
    sections = fields.List(fields.Nested(SectionSchema), required=True, validate=_filled)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Survey:
        """The survey, its scales filled in and its texts in its language."""
        scales = {name: tuple(choices) for name, choices in data.pop("scales", {}).items()}
        data["sections"] = tuple(_with_scales(section, scales) for section in data.get("sections", ()))
        data["roles"] = {Role(role): code for role, code in data.get("roles", {}).items()}
        for name in ("introduction", "consent"):
            data[name] = tuple(data.get(name, ()))
        for name in ("title", "summary", "thanks"):
            data.setdefault(name, NOTHING)
        data.setdefault("slug", "")
        data.setdefault("language", "en")
        data["instrument"] = Instrument(data.get("instrument", Instrument.QUESTIONNAIRE))
        survey = Survey(**data)
        return retold(survey, lambda _path, text: _sourced(text, survey.language))


def _with_scales(section: Section, scales: dict[str, tuple[Choice, ...]]) -> Section:
    questions = tuple(
        replace(question, choices=scales.get(question.scale, ()))
        if question.scale and not question.choices
        else question
        for question in section.questions
    )
    return replace(section, questions=questions)


def _sourced(text: Text, language: str) -> Text:
    """The text with its source named; the words of a file had none before."""
    return Text(language, {code if code != UNSET else language: body for code, body in text.wordings.items()})
