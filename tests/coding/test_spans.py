"""Spans: in code points, within the text, found from words."""

import pytest

from ei_collect.coding.coding import Span
from ei_collect.coding.spans import checked_span, derived_id, excerpt_id, overlap, span_of_words, words_in
from ei_collect.errors import InputError


@pytest.mark.parametrize("span", [Span(-1, 2), Span(0, 0), Span(2, 1), Span(0, 6), Span(3, 4)])
def test_span_when_outside_or_empty_then_refused(span: Span) -> None:
    with pytest.raises(InputError):
        checked_span("abc d", span)


def test_words_when_found_once_then_their_span_in_code_points() -> None:
    body = "🚌🚌 the bus"
    span = span_of_words(body, " the bus\n")
    assert (span, words_in(body, span)) == (Span(3, 10), "the bus")


@pytest.mark.parametrize(
    ("words", "code"), [("tram", "words-absent"), ("bus", "words-ambiguous"), (" ", "words-absent")]
)
def test_words_when_absent_or_ambiguous_then_refused_with_a_mend(words: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        span_of_words("bus and bus", words)
    assert refused.value.findings[0].code == code
    assert refused.value.findings[0].mend


def test_identifier_when_derived_then_the_same_each_time_and_told_apart() -> None:
    assert excerpt_id("tx_1", Span(0, 3)) == excerpt_id("tx_1", Span(0, 3))
    assert len({excerpt_id("tx_1", Span(0, 3)), excerpt_id("tx_1", Span(0, 4)), excerpt_id("tx_10", Span(0, 3))}) == 3
    assert derived_id("ca", "a", "bc") != derived_id("ca", "ab", "c")


def test_overlap_when_spans_only_touch_then_none() -> None:
    assert overlap(Span(0, 3), Span(2, 5))
    assert not overlap(Span(0, 3), Span(3, 5))
