"""The frozen form of a survey."""

import orjson
import pytest
from hypothesis import given

from ei_collect.errors import DefinitionError
from ei_collect.survey.definition import Survey
from ei_collect.survey.document import digest, from_document, to_document
from tests.survey.generated import surveys
from tests.survey.writing import section, survey_of, survey_text

SURVEY = survey_text(
    section("home", "code: belong, kind: single, label: How much, scale: strength")
    + section("more", "code: words, kind: long_text, label: Say more", more="show_if: {question: belong, is: lots}"),
    scales="strength: [{code: lots, label: A lot}, {code: little, label: A little}]",
)


@given(surveys)
def test_survey_when_frozen_kept_as_json_and_thawed_then_the_same(survey: Survey) -> None:
    kept = orjson.dumps(to_document(survey))
    assert from_document(orjson.loads(kept)) == survey


def test_document_when_written_then_wordings_are_by_language_and_a_shared_scale_stands_once() -> None:
    document = to_document(survey_of(SURVEY))
    assert document["title"] == {"en": "A small survey"}
    assert document["scales"]["strength"][0] == {"code": "lots", "label": {"en": "A lot"}}
    assert document["sections"][0]["questions"] == [
        {"code": "belong", "kind": "single", "label": {"en": "How much"}, "scale": "strength"}
    ]


def test_digest_when_only_the_order_of_keys_differs_then_the_same() -> None:
    document = to_document(survey_of(SURVEY))
    assert digest(dict(reversed(list(document.items())))) == digest(document)


def test_digest_when_one_word_differs_then_another() -> None:
    changed = to_document(survey_of(SURVEY.replace("A little", "Little")))
    assert digest(changed) != digest(to_document(survey_of(SURVEY)))


def test_document_when_damaged_then_refused() -> None:
    document = to_document(survey_of(SURVEY))
    del document["sections"][0]["questions"][0]["kind"]
    with pytest.raises(DefinitionError, match="document-damaged"):
        from_document(document)


def test_document_when_nothing_of_the_newer_options_is_used_then_none_of_them_is_written() -> None:
    (belong, words) = survey_of(SURVEY).questions()
    written = {name for question in to_document(survey_of(SURVEY))["sections"] for name in question["questions"][0]}
    assert written == {"code", "kind", "label", "scale"}
    assert (belong.dont_know, belong.rows, words.easy, words.picture) == (False, (), None, None)
