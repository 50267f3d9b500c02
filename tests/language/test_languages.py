"""The languages that the program knows."""

import unicodedata

import pytest
from babel import Locale
from babel.messages.plurals import get_plural

from ei_collect.errors import NotFoundError
from ei_collect.language.languages import LANGUAGES, language, locale_of

WANTED = "en ar bn ckb cy es fa fr pa pl prs ps pt ro so ti tr uk ur zh-Hans zh-Hant"


def test_languages_when_listed_then_english_and_the_twenty_others_are_there() -> None:
    assert sorted(LANGUAGES) == sorted(WANTED.split())


def test_languages_when_listed_then_english_first_and_latin_ones_by_name_before_other_scripts() -> None:
    names = [known.own_name for known in LANGUAGES.values()]
    latin = [name for name in names if _script(name) == "LATIN"]
    assert names[0] == "English"
    assert names[: len(latin)] == latin
    assert latin[1:] == sorted(latin[1:], key=lambda name: unicodedata.normalize("NFD", name))


def test_languages_when_listed_then_each_script_stands_together() -> None:
    scripts = [_script(known.own_name) for known in LANGUAGES.values()]
    changes = [script for script, before in zip(scripts, [None, *scripts], strict=False) if script != before]
    assert len(changes) == len(set(changes))


@pytest.mark.parametrize("code", LANGUAGES)
def test_direction_when_compared_with_cldr_then_they_agree(code: str) -> None:
    order = {"ltr": "left-to-right", "rtl": "right-to-left"}[LANGUAGES[code].direction]
    assert Locale.parse(locale_of(code)).character_order == order


@pytest.mark.parametrize("code", LANGUAGES)
def test_own_name_when_looked_at_then_in_the_script_of_the_language(code: str) -> None:
    others = {"uk": "CYRILLIC", "bn": "BENGALI", "pa": "GURMUKHI", "ti": "ETHIOPIC", "zh-Hans": "CJK", "zh-Hant": "CJK"}
    usual = {"ltr": "LATIN", "rtl": "ARABIC"}[LANGUAGES[code].direction]
    assert _script(LANGUAGES[code].own_name) == others.get(code, usual)


@pytest.mark.parametrize(
    ("code", "forms"), [("ar", 6), ("prs", 1), ("zh-Hans", 1), ("zh-Hant", 1), ("pl", 3), ("cy", 5), ("ckb", 2)]
)
def test_locale_when_babel_is_asked_for_plural_forms_then_it_knows_them(code: str, forms: int) -> None:
    assert get_plural(Locale.parse(locale_of(code))).num_plurals == forms


def test_locale_when_the_language_is_unknown_then_its_code_as_babel_spells_it() -> None:
    assert locale_of("sr-Latn") == "sr_Latn"


def test_language_when_known_then_it_is_given() -> None:
    assert language("so").own_name == "Soomaali"


def test_language_when_unknown_then_refused_with_a_choice() -> None:
    with pytest.raises(NotFoundError) as refused:
        language("tlh")
    assert refused.value.findings[0].mend.startswith("One of: en, cy, es")


def _script(name: str) -> str:
    """The script of the first letter, as Unicode names it."""
    return unicodedata.name(name[0]).split()[0]
