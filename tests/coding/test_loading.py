"""Reading codebooks, and saying everything that is wrong with one at once."""

import pytest

from ei_collect.coding.loading import codebook_document, from_document, load_codebook
from ei_collect.errors import DefinitionError
from tests.coded import CODEBOOK, read_codebook
from tests.conftest import HOME

FAULTY = """
    language: en
    version: "1"
    dimensions: [{code: social, name: Social}, {code: social, name: Again}]
    stance_cues: {en: {enabler: [Nice], barrier: []}, xx: {enabler: [], barrier: []}}
    colour: red
    codes:
      - code: buses
        name: Buses
        definition: ""
        use_when: Always.
        not_when: Never.
        dimensions: [spatail]
        policy_sphere: transport
        cues: {en: ["bus$$", " bus"]}
      - code: Buses
        name: Buses
        dimensions: []
        sensitive: "yes"
"""


def test_codebook_when_sound_then_read_with_its_order() -> None:
    codebook = read_codebook()
    assert [code.code for code in codebook.codes] == ["buses", "people", "police"]
    buses = codebook.codes[0]
    assert (buses.dimensions, buses.policy_sphere, buses.sector, buses.sensitive) == (
        ("spatial",),
        "transport",
        None,
        False,
    )
    assert buses.cues["en"] == ("bus$", "buses", "bus number")
    assert codebook.stance_cues["en"].enabler[0] == "feel safe"


def test_codebook_when_faulty_then_every_fault_with_its_line_and_mend() -> None:
    with pytest.raises(DefinitionError) as refused:
        read_codebook(FAULTY)
    found = {(finding.where.split(" ")[-1], finding.code) for finding in refused.value.findings}
    assert found == {
        ("dimensions.social.code", "duplicate-code"),
        ("stance_cues.en.enabler.1", "cue-case"),
        ("stance_cues.xx", "unknown-language"),
        ("colour", "unknown-field"),
        ("codes.buses.definition", "wording-empty"),
        ("codes.buses.dimensions.1", "unknown-reference"),
        ("codes.buses.policy_sphere", "unknown-reference"),
        ("codes.buses.cues.en.1", "cue-form"),
        ("codes.buses.cues.en.2", "cue-form"),
        ("codes.Buses.code", "code-form"),
        ("codes.Buses.definition", "missing"),
        ("codes.Buses.use_when", "missing"),
        ("codes.Buses.not_when", "missing"),
        ("codes.Buses.dimensions", "list-empty"),
        ("codes.Buses.sensitive", "not-a-flag"),
    }
    assert all(finding.mend and ":" in finding.where for finding in refused.value.findings)


@pytest.mark.parametrize("written", ["[a, b]", "codes: nothing", "codes: [1]", "just words", "language: [", ""])
def test_codebook_when_of_another_shape_then_refused_and_not_broken(written: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_codebook(written)
    assert refused.value.findings


def test_codebook_when_made_a_document_then_the_same_again() -> None:
    codebook = read_codebook()
    assert from_document(codebook_document(codebook)) == codebook


def test_document_when_no_codebook_then_refused() -> None:
    with pytest.raises(DefinitionError):
        from_document({"version": "1"})


def test_our_own_codebook_when_read_then_has_30_to_50_codes_in_five_dimensions() -> None:
    codebook = load_codebook(HOME / "surveys" / "codebook.yaml")
    assert 30 <= len(codebook.codes) <= 50
    told = {dimension for code in codebook.codes for dimension in code.dimensions}
    assert told == {entry.code for entry in codebook.dimensions}
    assert len(told) == 5


def test_words_like_yes_and_no_when_cues_then_words() -> None:
    assert "no" in read_codebook(CODEBOOK.replace("[police]", "[police, no, off]")).codes[2].cues["en"]
