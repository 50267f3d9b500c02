"""A survey without its wordings."""

import orjson

from ei_collect.survey.bare import bare_document, deciding, looked_at
from ei_collect.survey.document import to_document
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import load_yaml


def test_document_when_bare_then_no_word_that_people_read_is_in_it_and_every_rule_and_choice_is() -> None:
    survey = load_yaml(EVERY_KIND)
    told = orjson.dumps(bare_document(survey)).decode()
    for words in ("Every kind", "You can stop", "A park", "By boat", "Why", "neither agree", "Not at all"):
        assert words not in told
    whole = to_document(survey)
    for bare, section in zip(bare_document(survey)["sections"], whole["sections"], strict=True):
        assert bare.get("show_if") == section.get("show_if")
        for question, there in zip(bare["questions"], section["questions"], strict=True):
            assert question.get("show_if") == there.get("show_if")
            assert [each["code"] for each in question.get("choices", [])] == [
                each["code"] for each in there.get("choices", [])
            ]
            assert (question.get("required"), question.get("maximum")) == (there.get("required"), there.get("maximum"))
    assert len(told) < len(orjson.dumps(whole)) / 2


def test_questions_when_a_rule_looks_at_them_then_they_decide() -> None:
    survey = load_yaml(EVERY_KIND)
    assert looked_at(survey) == {"lives_here", "welcome", "what_helps"}
    assert [question.code for question in deciding(survey, "everyday")] == ["welcome"]
    assert deciding(survey, "words") == []
    assert deciding(survey, "nowhere") == []
