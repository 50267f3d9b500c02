"""What translators have written, as the program asks for it. Files are read at each call: whoever serves keeps them."""

import gettext
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message

from ei_collect.errors import DefinitionError
from ei_collect.language.languages import PSEUDO
from ei_collect.language.po import po_path, read_file, template_path
from ei_collect.language.pseudo import stretched

INTERFACE = "interface"
NEEDS_REVIEW = "needs-review"
"""The translator comment of a drafted message that no speaker has yet read."""

Key: TypeAlias = tuple[str | None, str]
"""The context of a message, or None, and its source words (the singular)."""


@dataclass(frozen=True)
class Entry:
    """One message. `translations` holds one wording for each plural form, or one; none where it is not translated.

    A stale one has been translated from other source words than now; that counts as not translated. `places` are the
    files of the program that it stands in, where the catalogue says so.
    """

    key: Key
    translations: tuple[str, ...]
    needs_review: bool
    line: int
    stale: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """The messages of one domain in one language. What is not translated is answered in its source words."""

    language: str
    path: Path
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    plural_form: Callable[[int], int] = field(default=lambda number: int(number != 1), compare=False)

    def find(self, context: str | None, source: str) -> str | None:
        """The translation of `source` in this context, or None where there is none."""
        entry = self.entries.get((context, source))
        return entry.translations[0] if entry and entry.translations else None

    def gettext(self, message: str) -> str:
        """The words for `message`."""
        return self.find(None, message) or message

    def pgettext(self, context: str, message: str) -> str:
        """The words for `message` where it is used as `context` says."""
        return self.find(context, message) or message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The words for so many of something, its placeholders still open."""
        return self._plural(None, singular, plural, number)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """The words for so many of something where it is used as `context` says."""
        return self._plural(context, singular, plural, number)

    def _plural(self, context: str | None, singular: str, plural: str, number: int) -> str:
        entry = self.entries.get((context, singular))
        if entry is None or not entry.translations:
            return singular if number == 1 else plural
        return entry.translations[min(self.plural_form(number), len(entry.translations) - 1)]

    def lacks(self, wanted: Iterable[Key]) -> int:
        """How many of its own messages and of those wanted have no translation."""
        return sum(self.find(*key) is None for key in {*self.entries, *wanted})

    @property
    def missing(self) -> int:
        """How many messages have no translation."""
        return sum(not entry.translations for entry in self.entries.values())

    @property
    def needs_review(self) -> int:
        """How many messages are drafts."""
        return sum(entry.needs_review for entry in self.entries.values())

    @property
    def stale(self) -> int:
        """How many messages were translated before their source words changed."""
        return sum(entry.stale for entry in self.entries.values())

    @property
    def complete(self) -> bool:
        """Whether there are messages, and all of them are translated."""
        return bool(self.entries) and not self.missing


class PseudoCatalogue(Catalogue):
    """The pseudo-language's catalogue of any domain: it has no message, and an answer for each."""

    def find(self, context: str | None, source: str) -> str | None:
        """The source words, stretched."""
        return stretched(source)

    def _plural(self, context: str | None, singular: str, plural: str, number: int) -> str:
        return stretched(singular if number == 1 else plural)


def read_catalogue(folder: Path, language: str, domain: str) -> Catalogue:
    """The catalogue of `domain` in `language` under `folder`; an empty one where there is no file.

    That of the pseudo-language is no file: it makes its words.

    Raises:
        DefinitionError: the file cannot be read.
    """
    path = po_path(folder, language, domain)
    if language == PSEUDO.code:
        return PseudoCatalogue(language, path)
    catalog = read_file(path, language)
    if catalog is None:
        return Catalogue(language, path)
    entries = (_entry(message) for message in catalog if message.id)
    return Catalogue(language, path, {entry.key: entry for entry in entries}, _plural_form(catalog, path))


def template_keys(folder: Path, domain: str) -> frozenset[Key]:
    """The messages of the template of `domain` under `folder`; none where there is no file."""
    return frozenset(template_places(folder, domain))


def template_places(folder: Path, domain: str) -> dict[Key, tuple[str, ...]]:
    """The same with the files of the program that each stands in."""
    template = read_file(template_path(folder, domain))
    return {key_of(message): _places(message) for message in template or () if message.id}


def key_of(message: Message) -> Key:
    """What a message is found by."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def translations_of(message: Message) -> tuple[str, ...]:
    """The wordings of a message; none where it is fuzzy, or where one of its forms is empty."""
    forms = forms_of(message)
    return forms if all(forms) and not message.fuzzy else ()


def forms_of(message: Message) -> tuple[str, ...]:
    """What stands for each plural form of a message, or for its only form; at least one, perhaps empty."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _entry(message: Message) -> Entry:
    translations = translations_of(message)
    drafted = bool(translations) and NEEDS_REVIEW in message.user_comments
    stale = message.fuzzy and any(forms_of(message))
    return Entry(key_of(message), translations, drafted, message.lineno or 1, stale, _places(message))


def _places(message: Message) -> tuple[str, ...]:
    return tuple(name for name, _line in message.locations)


def _plural_form(catalog: Catalog, path: Path) -> Callable[[int], int]:
    try:
        return gettext.c2py(catalog.plural_expr)
    except ValueError as error:
        raise DefinitionError.of(
            "catalogue-plural",
            f"its Plural-Forms cannot be understood: {error}",
            where=f"{path}:1",
            mend="Take the line back from `ei-collect language update`.",
        ) from error
