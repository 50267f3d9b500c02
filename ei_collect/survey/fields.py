"""The fields of a definition that marshmallow has none for. Each says its fault as a `Fault`, not as a sentence."""

import re
from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError, fields

from ei_collect.language.text import Text
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.rule_form import RuleFormError, parse_rule
from ei_collect.survey.rules import Rule
from ei_collect.survey.source import Fault

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
SLUG = re.compile(r"[a-z][a-z0-9-]{0,59}")
STORED_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,5}")
"""Under which name a picture or a reading is kept once it is published: its SHA-256 and what it is."""
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
UNSET = ""
"""The source language of a text whose survey has not said yet in which language its words are."""

MISSING = Fault("missing", "is missing", "Add it.")
NOT_NULL = Fault("empty", "is empty", "Write something, or take the line out.")
NOT_A_LIST = Fault("not-a-list", "is no list", "Write one entry a line, each after a dash.")
NOT_A_MAPPING = Fault("not-a-mapping", "has no `name: value` lines", "Write `name: value` lines.")
BUILT_IN: dict[str, Fault] = {
    str(fields.Field.default_error_messages["required"]): MISSING,
    str(fields.Field.default_error_messages["null"]): NOT_NULL,
    str(fields.List.default_error_messages["invalid"]): NOT_A_LIST,
    str(fields.Dict.default_error_messages["invalid"]): NOT_A_MAPPING,
}
"""What marshmallow's own messages say, in our form."""


def refusal(code: str, what: str, mend: str) -> ValidationError:
    """The error with which a field refuses its value."""
    return ValidationError([Fault(code, what, mend)])


def body_of(value: Any) -> str:
    """The words that `value` is.

    Raises:
        ValidationError: it is no text, or blank, or has characters that no page and no database can hold.
    """
    if not isinstance(value, str):
        raise refusal("not-words", f"is {value!r} and no words", "Put it in quotes.")
    if not value.strip():
        raise refusal("wording-empty", "has no words", "Write the words.")
    if found := UNPRINTABLE.search(value):
        raise refusal("character", f"has the character {found[0]!r}", "Take it out.")
    return value


class Words(fields.Field[str]):
    """Words that nobody translates."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> str:
        return body_of(value)


class Wording(fields.Field[Text]):
    """Words in the survey's own language, or in a frozen document a mapping from language to words."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> Text:
        if not isinstance(value, dict):
            return Text.of(body_of(value), UNSET)
        if not value:
            raise refusal("wording-empty", "has no words", "Write the words.")
        return Text(UNSET, {language: body_of(body) for language, body in value.items()})


class Code(fields.Field[str]):
    """A stable name: of a question, a section, a choice, a survey.

    When the rest of a faulty definition is loaded, a badly written one is kept, so that what refers to it finds it.
    """

    def __init__(self, pattern: re.Pattern[str] = CODE, **options: Any) -> None:
        super().__init__(**options)
        self.pattern = pattern

    def _deserialize(self, value: Any, *_context: Any, partial: Any = None, **_more: Any) -> str:
        if isinstance(value, str) and (partial or self.pattern.fullmatch(value)):
            return value
        mark = "_" if self.pattern is CODE else "-"
        length = 40 if self.pattern is CODE else 60
        mend = f"Small letters a to z, digits and {mark}, a letter first, at most {length}."
        raise refusal("code-form", f"{value!r} is no code", mend)


class FileName(fields.Field[str]):
    """The name of a file with one of these endings, without any folder."""

    def __init__(self, endings: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.endings = tuple(endings)

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> str:
        name, _, ending = value.rpartition(".") if isinstance(value, str) else ("", "", "")
        if FILE_NAME.fullmatch(name) and ending in self.endings:
            return str(value)
        mend = f"Small letters, digits, - and _, then one of: {', '.join('.' + each for each in self.endings)}."
        raise refusal("file-name", f"{value!r} is no name of such a file", mend)


class StoredName(fields.Field[str]):
    """The name of a file that was kept on publishing; only frozen documents have such."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> str:
        if isinstance(value, str) and STORED_NAME.fullmatch(value):
            return value
        raise refusal("stored-name", f"{value!r} is no stored file", "Take it out: publishing writes it.")


class OneOf(fields.Field[str]):
    """One word out of a fixed list; `noun` says what it is, for the finding."""

    def __init__(self, noun: str, known: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.noun = noun
        self.known = tuple(str(word) for word in known)

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> str:
        if isinstance(value, str) and value in self.known:
            return value
        raise refusal(f"unknown-{self.noun}", f"{value!r} is no {self.noun}", did_you_mean(str(value), self.known))


class Flag(fields.Field[bool]):
    """true or false, and no word that sounds like it."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> bool:
        if isinstance(value, bool):
            return value
        raise refusal("not-a-flag", f"is {value!r}", "Write true or false.")


class Whole(fields.Field[int]):
    """A whole number, `least` or more where that is given."""

    def __init__(self, least: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.least = least

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise refusal("not-a-number", f"is {value!r} and no whole number", "Write digits only, without quotes.")
        if self.least is not None and value < self.least:
            raise refusal("number-low", f"is {value}", f"Write {self.least} or more.")
        return value


class RuleField(fields.Field[Rule]):
    """A show-if rule."""

    def _deserialize(self, value: Any, *_context: Any, **_more: Any) -> Rule:
        try:
            return parse_rule(value)
        except RuleFormError as error:
            raise ValidationError([*error.located]) from error
