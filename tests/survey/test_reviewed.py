"""What a speaker reads, as a digest that tells whether it has changed."""

from pathlib import Path

import pytest

from ei_collect.language.catalogues import INTERFACE, Catalogue, Entry, Key, template_places
from ei_collect.survey.reviewed import PLACES, TEMPLATES, pages_digest, read_digest
from ei_collect.survey.wordings import with_catalogues
from tests.conftest import HOME
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(
    section(
        "home",
        "code: words, kind: long_text, label: Say",
        "code: quote, kind: single, label: May we, choices: [{code: 'yes', label: Gladly}, {code: 'no', label: Never}]",
    ),
    roles="{quote_consent: quote}",
)
START, FAULTS = TEMPLATES + "resident/start.html", TEMPLATES + "resident/faults.html"
UNREAD = {
    "ei_collect/fieldwork/condition.py",
    "ei_collect/fieldwork/templates/paper_answer.html",
    "ei_collect/fieldwork/templates/paper_how.html",
    "ei_collect/web/language.py",
    *(
        TEMPLATES + name
        for name in (
            "layout/tablet.html",
            "resident/about/accessibility.html",
            "resident/about/last_round.html",
            "resident/download.html",
            "resident/faults.html",
            "resident/home.html",
            "resident/kinds/agreement.html",
            "resident/kinds/date.html",
            "resident/kinds/multiple.html",
            "resident/kinds/place.html",
            "resident/kinds/ranking.html",
            "resident/kinds/voice.html",
            "resident/not_offered.html",
            "resident/pictured.html",
            "resident/question.html",
            "resident/second_language.html",
            "resident/sitting.html",
            "resident/switching.html",
            "resident/unsent_photo.html",
            "staff/preview.html",
            "tablet/front.html",
            "resident/trap.html",
            "tablet/kinds/photo.html",
            "tablet/section.html",
        )
    ),
}
"""Where nothing stands that consent, privacy or safety depend on."""


def _catalogue(source: str = "Next", words: tuple[str, ...] = ("Xiga",), places: tuple[str, ...] = ()) -> Catalogue:
    entry = Entry((None, source), words, False, 1, places=places)
    return Catalogue("so", Path("so.po"), {entry.key: entry})


def _digest(text: str = TEXT, thanks: str = "Mahadsanid.", interface: str = "") -> str:
    survey = survey_of(text)
    source = survey.thanks.wordings["en"]
    translated = Catalogue("so", Path("so.po"), {("thanks", source): Entry(("thanks", source), (thanks,), False, 1)})
    return read_digest(with_catalogues(survey, {"so": translated}), "so", interface)


def test_digest_when_only_a_question_differs_then_the_same() -> None:
    assert _digest(TEXT.replace("Say", "Say more")) == _digest()


@pytest.mark.parametrize("read", ["Welcome.", "You may stop.", "Thank you.", "May we", "Never"])
def test_digest_when_the_source_of_what_is_read_differs_then_another(read: str) -> None:
    assert _digest(TEXT.replace(read, "Otherwise.")) != _digest()


def test_digest_when_a_paragraph_becomes_something_to_agree_to_then_another() -> None:
    before = TEXT.replace("[Welcome.]", "[Welcome., We sell it.]")
    after = TEXT.replace("[You may stop.]", "[We sell it., You may stop.]")
    assert _digest(before) != _digest(after)


def test_digest_when_the_translation_or_the_interface_differs_then_another() -> None:
    assert _digest(thanks="Waad mahadsan tahay.") != _digest()
    assert _digest(interface="another") != _digest()


@pytest.mark.parametrize("places", [(), (START,), (FAULTS, START)])
def test_pages_when_a_message_differs_that_is_read_or_names_no_place_then_another(places: tuple[str, ...]) -> None:
    digests = {
        pages_digest(_catalogue(source, words, places), {})
        for source, words in (("Next", ("Xiga",)), ("Next", ("Sii wad",)), ("Next", ("Xiga", "Kan")), ("On", ("Xiga",)))
    }
    assert len(digests) == 4


def test_pages_when_a_message_differs_on_which_nothing_depends_then_the_same() -> None:
    assert pages_digest(_catalogue(places=(FAULTS,)), {}) == pages_digest(_catalogue("On", places=(FAULTS,)), {})


def test_pages_when_the_template_has_it_somewhere_else_or_has_more_then_another() -> None:
    interface = _catalogue(places=(FAULTS,))
    keys: list[Key] = [(None, "Next"), (None, "More")]
    assert len({pages_digest(interface, template) for template in ({}, *({key: (START,)} for key in keys))}) == 3


def test_places_when_the_program_has_a_page_more_then_somebody_has_decided_whether_a_speaker_reads_it() -> None:
    named = {name for names in template_places(HOME / "translations", INTERFACE).values() for name in names}
    assert named == PLACES | UNREAD
    assert not PLACES & UNREAD
