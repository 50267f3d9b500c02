"""What is decided of a project, read from a file with every fault at once. Writing it is in `projects`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, post_load

from ei_collect.errors import InputError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.projects import OLDEST
from ei_collect.projects.project import HelpLine
from ei_collect.survey.fields import BUILT_IN, NOT_A_MAPPING, Flag, OneOf, Whole, Words, refusal
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.source import Fault, Located, Where, read_source

UNKNOWN_FIELD = "Unknown field."
"""What marshmallow says of a field that a schema does not have."""


class Day(fields.Field[date]):
    """A day as YYYY-MM-DD; `null` takes it away."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise refusal("not-a-day", f"is {value!r} and no day", "Write YYYY-MM-DD, such as 2027-01-31.") from error


class Age(Whole):
    """An age in years."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> int:
        age = super()._deserialize(value)
        if age > OLDEST:
            raise refusal("number-high", f"is {age}", f"Write {OLDEST} or less.")
        return age


class HelpLineSchema(Schema):
    """One line of local help."""

    name = Words(required=True)
    address = Words(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> HelpLine:
        """The line."""
        return HelpLine(**data)


class SettingsSchema(Schema):
    """Every setting may be left out; then it stays as it is."""

    name = Words()
    contact = Words()
    wave = Words()
    languages = fields.List(OneOf("language", LANGUAGES))
    starts_on = Day(allow_none=True)
    ends_on = Day(allow_none=True)
    controller = Words()
    minimum_age = Age(least=0)
    recall_until = Day(allow_none=True)
    help_lines = fields.List(fields.Nested(HelpLineSchema))
    keep_until = Day(allow_none=True)
    keep_days = Whole(least=1, allow_none=True)
    second_factor = Flag()
    last_round = fields.Dict(keys=OneOf("language", LANGUAGES), values=Words())

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """The settings that are there, by the names of the project's fields."""
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def load_settings(path: Path) -> dict[str, Any]:
    """The settings in the YAML file at `path`, by the names of the project's fields.

    Raises:
        InputError: every fault of the file, each with its line and its mend.
    """
    source, faults = read_source(path)
    schema = SettingsSchema()
    if source.values is not None:
        faults = [*faults, *_faults(schema.validate(source.values), ())]
    if faults:
        raise InputError(source.findings(faults))
    found: dict[str, Any] = schema.load(source.values)
    return found


def _faults(errors: Any, where: Where) -> Iterator[Located]:
    """marshmallow's nested errors, each with the way to its value."""
    if isinstance(errors, dict):
        for step, below in errors.items():
            yield from _faults(below, where if step in {"_schema", "key", "value"} else (*where, step))
        return
    for error in errors:
        yield where, error if isinstance(error, Fault) else _in_our_words(error, where)


def _in_our_words(error: str, where: Where) -> Fault:
    if error != UNKNOWN_FIELD:
        return BUILT_IN.get(error, NOT_A_MAPPING)
    known = (SettingsSchema if len(where) == 1 else HelpLineSchema)().fields
    return Fault("unknown-field", f"{where[-1]!r} is no field here", did_you_mean(str(where[-1]), known))
