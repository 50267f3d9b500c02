"""The square that leads another device to a code."""

import re

import qrcode
from flask import Flask
from qrcode.constants import ERROR_CORRECT_M

from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.qr import MASK, QUIET, qr_code
from tests.web.visits import Visitor

WORDS = "https://listen.example/zh-Hant/r#ABCD-EFGH-JKMN-PQRS"
STROKE = re.compile(r"([Mmh])(\d+)(?: ([\d.]+))?")


def _painted(path: str, size: int) -> list[list[bool]]:
    """The modules that the strokes of a path darken."""
    modules = [[False] * size for _ in range(size)]
    x = y = 0
    for command, along, down in STROKE.findall(path):
        if command == "M":
            x, y = int(along), int(float(down))
            continue
        if command == "h":
            modules[y][x : x + int(along)] = [True] * int(along)
        x += int(along)
    return modules


def test_square_when_painted_then_the_modules_of_the_code_with_a_quiet_zone() -> None:
    square = qr_code(WORDS)
    reference = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    reference.add_data(WORDS, optimize=0)
    reference.make(fit=True)
    assert _painted(square.path, square.size) == reference.get_matrix()
    assert not any(any(row[:QUIET]) or any(row[-QUIET:]) for row in _painted(square.path, square.size))


def test_square_when_thanks_are_said_then_it_holds_the_public_address_with_the_code_behind_its_sign(
    app: Flask, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = visitor.begins("town", "so").code
    visitor.presses().presses().presses().taps("Send my answers")
    path = next(given["d"] for tag, given in visitor.page.tags if tag == "path" and len(given["d"]) > 500)
    assert path == qr_code(f"http://localhost:8000/so/r#{code}").path
