"""The glossary: terms that every translation should say the same way throughout, with what they mean here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from marshmallow import RAISE, Schema, ValidationError, fields, post_load

from ei_collect.errors import DefinitionError
from ei_collect.language.catalogues import Catalogue

FILE = "glossary.yaml"
MOST_USES = 4


@dataclass(frozen=True)
class Term:
    """A term in English with its meaning here; `note` says what to beware of, `forms` how else it is written."""

    term: str
    meaning: str
    note: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use:
    """A message in which a term stands, and what a catalogue says for it."""

    source: str
    translation: str
    needs_review: bool


class TermSchema(Schema):
    """One entry of the file."""

    class Meta:
        unknown = RAISE

    term = fields.String(required=True)
    meaning = fields.String(required=True)
    note = fields.String()
    forms = fields.List(fields.String())

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Term:
        """The term."""
        return Term(**{**data, "forms": tuple(data.get("forms", ()))})


def load_glossary(folder: Path) -> tuple[Term, ...]:
    """The glossary of a folder of translations, in the order of its file; empty where there is none.

    Raises:
        DefinitionError: it cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        terms: list[Term] = TermSchema(many=True).load(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise DefinitionError.of(
            "glossary", f"cannot be read: {error}", where=str(path), mend="Write `term:` and `meaning:` for each entry."
        ) from error
    return tuple(terms)


def uses(term: Term, catalogues: Iterable[Catalogue]) -> tuple[Use, ...]:
    """What catalogues of one language say where a term stands, the shortest messages first, MOST_USES at most."""
    found = {use.source: use for use in _uses(term, catalogues)}
    return tuple(sorted(found.values(), key=lambda use: (len(use.source), use.source))[:MOST_USES])


def _uses(term: Term, catalogues: Iterable[Catalogue]) -> Iterator[Use]:
    written = "|".join(map(re.escape, (term.term, *term.forms)))
    stands = re.compile(rf"\b({written})\b", re.IGNORECASE)
    for catalogue in catalogues:
        for entry in catalogue.entries.values():
            if entry.translations and stands.search(entry.key[1]):
                yield Use(entry.key[1], entry.translations[-1], entry.needs_review)
