"""Codes as drawings."""

import re

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from ei_collect.places.qr import MASK, QUIET, qr_code

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
