"""Whether a catalogue can be used: the same messages as its template, placeholders and plural forms as they must be.

That messages are not translated yet is no fault here: see `Catalogue.missing`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message, TranslationError
from babel.messages.checkers import num_plurals, python_format

from ei_collect.errors import Finding
from ei_collect.language.catalogues import forms_of, key_of, read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.po import po_path, read_file, template_path, to_text

PLACEHOLDER = re.compile(r"%\((\w+)\)")
UPDATE = "Run `ei-collect language update {language}`."


def template_findings(folder: Path, domain: str, fresh: Catalog) -> Iterator[Finding]:
    """A finding where the template on disk is not what it would be if it were made now."""
    path = template_path(folder, domain)
    if not path.is_file() or path.read_text(encoding="utf-8") != to_text(fresh):
        mend = "Run `ei-collect language template`."
        yield Finding(str(path), "template-old", "is not what the program and the surveys say now", mend)


def catalogue_findings(folder: Path, language: str, domain: str, template: Catalog) -> Iterator[Finding]:
    """What is wrong with a catalogue, each with its file and line; nothing where there is no such file.

    Raises:
        DefinitionError: the file cannot be read at all.
    """
    path = po_path(folder, language, domain)
    catalog = read_file(path, language)
    if catalog is None:
        return
    read_catalogue(folder, language, domain)
    yield from _drift(path, catalog, template, UPDATE.format(language=language))
    for message in catalog:
        if message.id:
            where = f"{path}:{message.lineno or 1}"
            yield from (Finding(where, "translation-form", what, "Mend it.") for what in _faults(catalog, message))


def languages_present(folder: Path) -> tuple[str, ...]:
    """The languages that have any catalogue under `folder`."""
    return tuple(code for code in LANGUAGES if (folder / code / "LC_MESSAGES").is_dir())


def _drift(path: Path, catalog: Catalog, template: Catalog, mend: str) -> Iterator[Finding]:
    wanted = {key_of(message) for message in template if message.id}
    there = {key_of(message): message.lineno or 1 for message in catalog if message.id}
    for context, source in sorted(wanted - set(there), key=str):
        what = f"lacks the message {source!r}" + (f" ({context})" if context else "")
        yield Finding(f"{path}:1", "message-absent", what, mend)
    for key in sorted(set(there) - wanted, key=str):
        what = f"has the message {key[1]!r}, which nothing asks for"
        yield Finding(f"{path}:{there[key]}", "message-obsolete", what, mend)


def _faults(catalog: Catalog, message: Message) -> Iterator[str]:
    forms = forms_of(message)
    if not any(forms):
        return
    if not all(forms):
        yield f"has {sum(map(bool, forms))} of the {catalog.num_plurals} plural forms of its language"
    for checker in (num_plurals, python_format):
        try:
            checker(catalog, message)
        except TranslationError as error:
            yield str(error)
    yield from _placeholders(message, forms)


def _placeholders(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    """A name that a translation drops. One form of a plural may: "one answer" needs no number."""
    sources = (message.id,) if isinstance(message.id, str) else message.id
    wanted = set(PLACEHOLDER.findall(sources[-1]))
    given = {name for form in forms for name in PLACEHOLDER.findall(form)}
    if not message.fuzzy and "python-format" in message.flags and wanted - given:
        yield f"leaves out the placeholder {', '.join(sorted(wanted - given))}"
