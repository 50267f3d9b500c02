"""A QR code as the path of an SVG drawing: strokes of height 1 along the middle of each row, on a square of `size`."""

from dataclasses import dataclass
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

QUIET = 4
"""Empty modules around the code, as the standard asks."""
MASK = 3
"""Any of the eight masks can be read; to look for the prettiest takes six times as long as all the rest."""


@dataclass(frozen=True)
class QrCode:
    """What an <svg> needs: the side of its view box, and the `d` of a path to be stroked with a width of 1."""

    size: int
    path: str


def qr_code(words: str, *, outdoors: bool = False) -> QrCode:
    """The code of these words, with its quiet zone; a sixth of it, or `outdoors` a quarter, may be dirty or torn."""
    correction = ERROR_CORRECT_Q if outdoors else ERROR_CORRECT_M
    drawn = qrcode.QRCode(error_correction=correction, border=QUIET, mask_pattern=MASK)
    drawn.add_data(words, optimize=0)
    drawn.make(fit=True)
    rows = drawn.get_matrix()
    return QrCode(len(rows), "".join(_strokes(number, row) for number, row in enumerate(rows) if any(row)))


def _strokes(number: int, row: list[bool]) -> str:
    """The dark runs of one row, from left to right."""
    runs = "".join(f"{'h' if dark else 'm'}{len(list(run))}{'' if dark else ' 0'}" for dark, run in groupby(row))
    return f"M0 {number}.5{runs}"
