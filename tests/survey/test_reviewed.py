"""What a speaker reads, as a digest that tells whether it has changed."""

from pathlib import Path

import pytest

from ei_collect.language.catalogues import Catalogue, Entry
from ei_collect.survey.reviewed import read_digest
from ei_collect.survey.wordings import with_catalogues
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))


def _catalogue(**messages: str) -> Catalogue:
    entries: dict[tuple[str | None, str], Entry] = {
        (None, source): Entry((None, source), (words,), False, 1) for source, words in messages.items()
    }
    return Catalogue("so", Path("so.po"), entries)


def _digest(text: str = TEXT, interface: Catalogue | None = None, thanks: str = "Mahadsanid.") -> str:
    survey = survey_of(text)
    source = survey.thanks.wordings["en"]
    translated = Catalogue("so", Path("so.po"), {("thanks", source): Entry(("thanks", source), (thanks,), False, 1)})
    return read_digest(with_catalogues(survey, {"so": translated}), interface or _catalogue(Next="Xiga"))


def test_digest_when_only_a_question_differs_then_the_same() -> None:
    assert _digest(TEXT.replace("Say", "Say more")) == _digest()


@pytest.mark.parametrize("read", ["Welcome.", "You may stop.", "Thank you."])
def test_digest_when_the_source_of_what_is_read_differs_then_another(read: str) -> None:
    assert _digest(TEXT.replace(read, "Otherwise.")) != _digest()


def test_digest_when_the_translation_or_the_interface_differs_then_another() -> None:
    assert _digest(thanks="Waad mahadsan tahay.") != _digest()
    assert _digest(interface=_catalogue(Next="Sii wad")) != _digest()
    assert _digest(interface=_catalogue(Next="Xiga", Back="Dib")) != _digest()
