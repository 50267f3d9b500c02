"""Splitting texts of several scripts into sentences."""

import pytest

from ei_collect.coding.sentences import sentences


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("I feel safe in St. George. It is near.", ["I feel safe in St. George.", "It is near."]),
        ("Well... i mean it", ["Well...", "i mean it"]),
        ("No stop\nanother line", ["No stop", "another line"]),
        ("هل تأتي الحافلة؟ لا تأتي أبدا۔ شكرا", ["هل تأتي الحافلة؟", "لا تأتي أبدا۔", "شكرا"]),
        ("“It is late.” She went.", ["“It is late.”", "She went."]),
        ("at 5 p.m. on time", ["at 5 p.m. on time"]),
        ("   \n ", []),
    ],
)
def test_sentences_when_split_then_each_without_the_space_around_it(body: str, expected: list[str]) -> None:
    assert [body[part.start : part.stop] for part in sentences(body)] == expected
