"""What a catalogue answers, also where it has no answer."""

from pathlib import Path

import pytest
from jinja2 import Environment

from ei_collect.errors import DefinitionError
from ei_collect.language.catalogues import read_catalogue
from tests.language.catalogue_files import ARABIC_FORMS, write_catalogue

POLISH = """
msgid "Next"
msgstr "Dalej"

msgctxt "to the page before"
msgid "Back"
msgstr "Wstecz"

# needs-review
msgid "Send"
msgstr "Wyślij"

#, fuzzy
msgid "Stop"
msgstr "Zostań"

msgid "Help"
msgstr ""
"""
ANSWERS = """
msgid "%(num)s answer"
msgid_plural "%(num)s answers"
msgstr[0] "zero"
msgstr[1] "one"
msgstr[2] "two"
msgstr[3] "few %(num)s"
msgstr[4] "many %(num)s"
msgstr[5] "other %(num)s"
"""


def test_gettext_when_translated_then_the_translation(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pl", "interface", POLISH)
    catalogue = read_catalogue(tmp_path, "pl", "interface")
    assert catalogue.gettext("Next") == "Dalej"
    assert catalogue.pgettext("to the page before", "Back") == "Wstecz"


@pytest.mark.parametrize("message", ["Help", "Stop", "Never heard of"])
def test_gettext_when_empty_fuzzy_or_absent_then_the_source_words(tmp_path: Path, message: str) -> None:
    write_catalogue(tmp_path, "pl", "interface", POLISH)
    assert read_catalogue(tmp_path, "pl", "interface").gettext(message) == message


def test_pgettext_when_the_context_is_another_then_the_source_words(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pl", "interface", POLISH)
    assert read_catalogue(tmp_path, "pl", "interface").pgettext("part of the body", "Back") == "Back"


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (7, "few %(num)s"), (11, "many %(num)s"), (100, "other %(num)s")],
)
def test_ngettext_when_the_language_has_six_forms_then_the_one_for_the_number(
    tmp_path: Path, number: int, form: str
) -> None:
    write_catalogue(tmp_path, "ar", "interface", ANSWERS, ARABIC_FORMS)
    catalogue = read_catalogue(tmp_path, "ar", "interface")
    assert catalogue.ngettext("%(num)s answer", "%(num)s answers", number) == form


def test_ngettext_when_not_translated_then_english_forms(tmp_path: Path) -> None:
    catalogue = read_catalogue(tmp_path, "ar", "interface")
    assert [catalogue.npgettext("tally", "one", "several", number) for number in (0, 1, 2)] == [
        "several",
        "one",
        "several",
    ]


def test_catalogue_when_counted_then_missing_and_drafts_are_told(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pl", "interface", POLISH)
    catalogue = read_catalogue(tmp_path, "pl", "interface")
    assert (catalogue.missing, catalogue.needs_review, catalogue.complete) == (2, 1, False)


def test_catalogue_when_there_is_no_file_then_empty_and_not_complete(tmp_path: Path) -> None:
    catalogue = read_catalogue(tmp_path, "so", "interface")
    assert (dict(catalogue.entries), catalogue.complete) == ({}, False)


def test_catalogue_when_every_message_is_translated_then_complete(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "so", "interface", 'msgid "Next"\nmsgstr "Xiga"\n')
    assert read_catalogue(tmp_path, "so", "interface").complete


def test_catalogue_when_used_by_a_template_then_its_words_are_filled_in(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "ar", "interface", ANSWERS, ARABIC_FORMS)
    catalogue = read_catalogue(tmp_path, "ar", "interface")
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    page = environment.from_string("{{ ngettext('%(num)s answer', '%(num)s answers', 5) }}")
    assert page.render() == "few 5"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'msgid "Next"\nmgsstr "x"\n', "catalogue-syntax"),
        (b'msgid "Next"\nmsgstr "\xff"\n', "catalogue-encoding"),
        (
            b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n ! 1);\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "catalogue-plural",
        ),
    ],
)
def test_catalogue_when_the_file_is_broken_then_refused_with_file_and_line(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = write_catalogue(tmp_path, "so", "interface", "")
    path.write_bytes(content)
    with pytest.raises(DefinitionError) as refused:
        read_catalogue(tmp_path, "so", "interface")
    assert refused.value.findings[0].code == code
    assert refused.value.findings[0].where.startswith(f"{path}:")
