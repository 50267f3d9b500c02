"""The pseudo-language: longer, accented, in brackets, and whole where a program reads it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from ei_collect.language.catalogues import read_catalogue
from ei_collect.language.languages import LANGUAGES, PSEUDO
from ei_collect.language.pseudo import KEPT, stretched
from ei_collect.language.templates import interface_template
from ei_collect.language.text import Text, Wording
from tests.conftest import HOME


def test_stretched_when_given_words_then_accented_longer_and_in_brackets() -> None:
    assert stretched("Part of it") == "[Ƥååřŧ ǿǿƒ īīŧ]"


@pytest.mark.parametrize("kept", ["%(name)s", "%(num)d", "%s", "%%", "{count}", "{}", '<a href="x">', "</a>", "&nbsp;"])
def test_stretched_when_there_is_a_placeholder_or_markup_then_it_is_kept(kept: str) -> None:
    assert kept in stretched(f"before {kept} after")


def test_stretched_when_nothing_is_said_then_nothing() -> None:
    assert (stretched(""), stretched(" \n")) == ("", " \n")


@given(st.text())
def test_stretched_when_given_anything_then_its_placeholders_stay_in_order(words: str) -> None:
    assert not words.strip() or KEPT.findall(stretched(words)) == KEPT.findall(words)


def test_stretched_when_the_whole_interface_is_then_about_two_fifths_longer_and_no_plain_letter_left() -> None:
    sources = [message.id for message in interface_template(HOME / "ei_collect") if isinstance(message.id, str)]
    told = [stretched(source) for source in sources if source]
    assert 1.3 < sum(map(len, told)) / sum(map(len, sources)) < 1.5
    assert not [words for words in told if re.search("[A-Za-z]", KEPT.sub("", words))]


def test_text_when_the_pseudo_language_is_asked_for_then_made_and_not_kept() -> None:
    text = Text.of("Yes")
    assert text.wording("qps") == Wording("[Ẏḗḗş]", "qps")
    assert text.languages == {"en"}


def test_catalogue_when_of_the_pseudo_language_then_every_message_is_answered_and_nothing_is_published(
    tmp_path: Path,
) -> None:
    catalogue = read_catalogue(tmp_path, PSEUDO.code, "interface")
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True, pgettext=catalogue.pgettext
    )
    page = environment.from_string(
        "{{ _('Part %(n)s', n='<1>') }} {{ ngettext('%(num)s day', '%(num)s days', 2) }} {{ pgettext('place', 'Back') }}"
    )
    assert page.render() == "[Ƥååřŧ &lt;1&gt;] [2 ḓååẏş] [Ɓååçķ]"
    assert not catalogue.complete
    assert PSEUDO.code not in LANGUAGES
