"""Interview guides: what they may ask, who may have prompts, and that frozen ones come back as they were."""

from pathlib import Path
from textwrap import dedent

import pytest

from ei_collect.survey.document import digest, from_document, to_document
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.loading import examine_text
from ei_collect.survey.wordings import wordings
from tests.answering.surveys import TOWN, load_yaml
from tests.operations.interview_desk import GUIDE


def _codes(definition: str) -> list[str]:
    return [finding.code for finding in examine_text(Path("guide.yaml"), dedent(definition)).findings]


def _changed(before: str, after: str) -> str:
    assert before in GUIDE
    return GUIDE.replace(before, after)


def test_guide_when_sound_then_loaded_with_its_prompts_among_its_wordings() -> None:
    assert _codes(GUIDE) == []
    guide = load_yaml(GUIDE)
    found = {path: text.wording("en").body for path, text in wordings(guide) if ".probe." in path}
    assert guide.instrument is Instrument.INTERVIEW
    assert found == {"tour.probe.1": "Who would we meet?", "tour.probe.2": "What has changed?"}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("kind: long_text, label", "kind: voice, label", "interview-kind"),
        ("kind: ward, label", "kind: date, label", "interview-kind"),
        ("kind: multiple", "required: true\n            kind: multiple", "interview-required"),
        ("kind: multiple", "show_if: {question: ward, is: x}\n            kind: multiple", "interview-rule"),
        ("title: The end", "title: The end\n        show_if: {question: ward, is: x}", "interview-rule"),
        (", quote_consent: may_quote", "", "interview-quoting"),
        ("instrument: interview", "instrument: questionnaire", "probes-unread"),
        ("instrument: interview", "instrument: interveiw", "unknown-instrument"),
        ('probes: ["Who would we meet?", "What has changed?"]', "probes: []", "list-empty"),
    ],
)
def test_guide_when_it_cannot_be_asked_aloud_then_the_fault_is_named(before: str, after: str, code: str) -> None:
    assert code in _codes(_changed(before, after))


def test_guide_when_nothing_is_answered_in_words_then_a_fault() -> None:
    closed = (
        GUIDE.replace("kind: long_text", "kind: yes_no")
        .replace("asks_for: either", "")
        .replace(", asks_for: enabler}", ', choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]}')
    )
    assert "interview-closed" in _codes(closed)


@pytest.mark.parametrize("definition", [GUIDE, TOWN])
def test_document_when_frozen_then_the_same_survey_comes_back(definition: str) -> None:
    survey = load_yaml(definition)
    assert from_document(to_document(survey)) == survey


def test_old_document_when_it_knows_of_no_instrument_then_a_questionnaire_with_the_same_digest() -> None:
    document = to_document(load_yaml(TOWN))
    assert "instrument" not in document
    assert from_document(document).instrument is Instrument.QUESTIONNAIRE
    assert digest(to_document(from_document(document))) == digest(document)
