"""The form of a codebook, in a file or frozen: which fields there are, and which value each makes."""

from typing import Any

from marshmallow import Schema, fields, post_load

from ei_collect.coding.codebook import Code, Codebook, Lens, StanceCues
from ei_collect.coding.cues import WHOLE_WORD
from ei_collect.language.languages import LANGUAGES
from ei_collect.survey.fields import Code as CodeField
from ei_collect.survey.fields import Flag, OneOf, Words, body_of, refusal


class Cue(fields.Field[str]):
    """Words that hint at something: in small letters, nothing around them, `$` at their end alone."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> str:
        cue = body_of(value)
        words = cue.removesuffix(WHOLE_WORD)
        if cue != cue.lower():
            raise refusal("cue-case", f"{cue!r} has capital letters", "Write cues in small letters.")
        if not words or words != " ".join(words.split()) or WHOLE_WORD in words:
            raise refusal("cue-form", f"{cue!r} is no cue", f"Words with single spaces; {WHOLE_WORD} at the end only.")
        return cue


class LensSchema(Schema):
    """One entry of the dimensions or of a lens."""

    code = CodeField(required=True)
    name = Words(required=True)
    definition = Words()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Lens:
        """The entry."""
        return Lens(**data)


class StanceCuesSchema(Schema):
    """What hints at a stance in one language."""

    enabler = fields.List(Cue(), required=True)
    barrier = fields.List(Cue(), required=True)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> StanceCues:
        """The cues of both sides."""
        return StanceCues(tuple(data["enabler"]), tuple(data["barrier"]))


class CodeSchema(Schema):
    """One code."""

    code = CodeField(required=True)
    name = Words(required=True)
    definition = Words(required=True)
    use_when = Words(required=True)
    not_when = Words(required=True)
    dimensions = fields.List(CodeField(), required=True)
    policy_sphere = CodeField(load_default=None, allow_none=True)
    sector = CodeField(load_default=None, allow_none=True)
    cross_cutting = CodeField(load_default=None, allow_none=True)
    sensitive = Flag(load_default=False)
    cues = fields.Dict(keys=OneOf("language", LANGUAGES), values=fields.List(Cue()), load_default=dict)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Code:
        """The code."""
        cues = {language: tuple(words) for language, words in data["cues"].items()}
        return Code(**{**data, "dimensions": tuple(data["dimensions"]), "cues": cues})


class CodebookSchema(Schema):
    """A whole codebook. Its names and definitions are in `language`."""

    language = OneOf("language", LANGUAGES, required=True)
    version = Words(required=True)
    dimensions = fields.List(fields.Nested(LensSchema), required=True)
    policy_spheres = fields.List(fields.Nested(LensSchema), load_default=list)
    sectors = fields.List(fields.Nested(LensSchema), load_default=list)
    cross_cutting_issues = fields.List(fields.Nested(LensSchema), load_default=list)
    stance_cues = fields.Dict(
        keys=OneOf("language", LANGUAGES), values=fields.Nested(StanceCuesSchema), load_default=dict
    )
    codes = fields.List(fields.Nested(CodeSchema), required=True)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Codebook:
        """The codebook."""
        lists = ("dimensions", "policy_spheres", "sectors", "cross_cutting_issues", "codes")
        return Codebook(**{**data, **{name: tuple(data[name]) for name in lists}})
