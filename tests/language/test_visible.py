"""Substitutes for characters that a format cannot hold."""

import re
from xml.etree import ElementTree

import pytest

from ei_collect.language.visible import visible


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x00\x07\x1b[31m", "␀␇␛[31m"),
        ("\x7f", "␡"),
        ("a\x85b", "a⟨U+0085⟩b"),
        ("\ufffe\uffff", "⟨U+FFFE⟩⟨U+FFFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo␍three\tfour"),
        ("مرحبا 👩‍👩‍👧 \u202eabc", "مرحبا 👩‍👩‍👧 \u202eabc"),
    ],
)
def test_visible_when_shown_then_only_what_cannot_be_held_is_substituted(given: str, shown: str) -> None:
    assert visible(given) == shown


def test_visible_when_given_every_character_of_the_basic_plane_then_xml_can_hold_it() -> None:
    every = "".join(map(chr, range(0x10000)))
    escaped = re.sub("[&<>]", "", visible(every))
    assert ElementTree.fromstring(f"<t>{escaped}</t>").text == escaped
