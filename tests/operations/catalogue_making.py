"""Whole catalogues for a survey under test."""

from pathlib import Path

from babel.messages.catalog import Catalog

from ei_collect.language.languages import locale_of
from ei_collect.language.po import po_path, to_text
from ei_collect.operations.translating import domain_of
from ei_collect.survey.contexts import translator_notes
from ei_collect.survey.definition import Survey
from ei_collect.survey.wordings import wordings


def translate(folder: Path, language: str, survey: Survey, *, without: str = "", interface: bool = True) -> None:
    """Translate every wording of the survey but the one at `without`, and the interface, into made-up words."""
    catalog = Catalog(locale=locale_of(language))
    notes = translator_notes(survey)
    for path, text in wordings(survey):
        source = text.wordings[text.source]
        words = "" if path == without else f"{language} {source}"
        catalog.add(source, words, context=path, auto_comments=[notes[path]], user_comments=["needs-review"])
    _write(folder, language, domain_of(survey), catalog)
    if interface:
        buttons = Catalog(locale=locale_of(language))
        buttons.add("Next", f"{language} Next")
        _write(folder, language, "interface", buttons)


def _write(folder: Path, language: str, domain: str, catalog: Catalog) -> None:
    path = po_path(folder, language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(catalog), encoding="utf-8")
