"""Finding a page in a picture by its code and its four black squares, and laying it flat. Needs the extra `scans`.

Which way up a page is, its code says. It also says whether the squares are those of the same page: laid flat by them,
the code must come to lie where it is printed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import atan2, inf
from typing import Any, TypeAlias

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from ei_collect.fieldwork.ink import Grey, inked
from ei_collect.fieldwork.scanned import HEIGHT, INSET, WIDTH, Trouble

Points: TypeAlias = NDArray[np.float32]

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
LOOKED_AT = 1600
"""Pixels of the longest side at which the squares are looked for."""
NEAR = 91
"""Pixels, at that size, within which dark is told from light: more than a square, less than a shadow."""
DARKER = 18
SEEN, NOTHING = 0.25, 0.0005
"""A page is blank if less than this share of it is so much darker than paper."""
FEW = 4
"""So many squares at most are tried for each corner."""
MOST_OFF = 22
"""Pixels by which a corner of the code may lie beside its place: 3 mm."""
FRAME: Points = np.array(
    [[INSET, INSET], [WIDTH - INSET, INSET], [WIDTH - INSET, HEIGHT - INSET], [INSET, HEIGHT - INSET]], np.float32
)


BESIDE, ABOVE, ACROSS, DOWN = 0.0452, -0.0017, 0.0843, 0.0577
"""Where the code is printed (see `paper_stamps.css`), without its margin, as shares of what lies between the squares:
from the edge towards which one reads, from the top, and its size."""
CODE_LEFT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * [ACROSS, DOWN] + [BESIDE, ABOVE]
CODE_PLACES = tuple(
    np.asarray(INSET + (CODE_LEFT + np.array([shift, 0])) * [WIDTH - 2 * INSET, HEIGHT - 2 * INSET], np.float32)
    for shift in (0.0, 1 - ACROSS - 2 * BESIDE)
)


class Sort(StrEnum):
    """What a code belongs to: a page to be filled in, or a slip that its respondent was to keep."""

    PAGE = "page"
    SLIP = "slip"


@dataclass(frozen=True)
class Sign:
    """A code in the picture: its words, and its corners from top left on in the direction of reading."""

    words: str
    sort: Sort
    corners: Points


@dataclass(frozen=True)
class Laid:
    """A page laid flat, and what its code says. Where it could not be, `picture` is the whole."""

    words: str | None
    picture: Grey
    trouble: Trouble | None = None


def lay_flat(picture: Grey, sort_of: Callable[[str], Sort | None]) -> Laid:
    """The one page that a picture shows. `sort_of` tells what a code is from its words, None where it is not ours."""
    signs = _signs(picture, sort_of)
    pages = [sign for sign in signs if sign.sort is Sort.PAGE]
    if len({sign.words for sign in pages}) != 1:
        return Laid(None, picture, _trouble(picture, signs))
    sign = pages[0]
    corners = _corners(picture, sign)
    if corners is None:
        return Laid(sign.words, picture, Trouble.SLIP if len(signs) > len(pages) else Trouble.NO_CORNERS)
    matrix = cv2.getPerspectiveTransform(corners, FRAME)
    flat = cv2.warpPerspective(_softened(picture, corners), matrix, (WIDTH, HEIGHT), borderValue=255)
    return Laid(sign.words, np.asarray(flat, np.uint8))


def _trouble(picture: Grey, signs: Sequence[Sign]) -> Trouble:
    """Why a picture shows no page, or more than one."""
    if any(sign.sort is Sort.SLIP for sign in signs):
        return Trouble.SLIP
    if signs:
        return Trouble.SEVERAL_CODES
    return Trouble.BLANK if float((inked(picture) > SEEN).mean()) < NOTHING else Trouble.NO_CODE


def _signs(picture: Grey, sort_of: Callable[[str], Sort | None]) -> list[Sign]:
    """What the first of several ways of looking finds: as it is, sharpened, with its shadows evened out, smaller."""
    for seen, scale in _ways(picture):
        found = [(each, sort_of(each.text)) for each in zxingcpp.read_barcodes(seen, formats=QR)]
        signs = [Sign(each.text, sort, _points(each.position) * scale) for each, sort in found if sort]
        if signs:
            return signs
    return []


def _ways(picture: Grey) -> Iterator[tuple[Grey, float]]:
    yield picture, 1.0
    soft = cv2.GaussianBlur(picture, (0, 0), 3)
    yield np.asarray(cv2.addWeighted(picture, 2.5, soft, -1.5, 0), np.uint8), 1.0
    yield np.asarray(cv2.createCLAHE(4.0, (12, 12)).apply(picture), np.uint8), 1.0
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    yield np.asarray(half, np.uint8), 2.0


def _points(position: Any) -> Points:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([[corner.x, corner.y] for corner in corners], np.float32)


def _corners(picture: Grey, sign: Sign) -> Points | None:
    """The middles of the page's four squares, from top left on in the direction of reading."""
    scale = min(1.0, LOOKED_AT / max(picture.shape))
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    squares = _squares(small, sign.corners * scale)
    found = _best(squares, sign.corners * scale)
    return None if found is None else np.asarray(found / scale, np.float32)


def _squares(small: Grey, code: Points) -> list[tuple[float, float, float]]:
    """The middles of dark squares outside the code, and the length of their sides."""
    side = float(np.linalg.norm(code - np.roll(code, 1, 0), axis=1).mean())
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, NEAR, DARKER)
    outlines, _ = cv2.findContours(dark, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines:
        area = cv2.contourArea(outline)
        if not (0.1 * side) ** 2 < area < (0.6 * side) ** 2:
            continue
        (x, y), (width, height), _ = cv2.minAreaRect(outline)
        long, short = max(width, height), min(width, height)
        solid = area > 0.8 * long * short and short > 0.6 * long
        if solid and cv2.pointPolygonTest(code, (x, y), True) < -2 and _is_filled(dark, x, y, short):
            found.append((x, y, area**0.5))
    return found


def _is_filled(dark: Any, x: float, y: float, side: float) -> bool:
    half = max(1, round(side * 0.3))
    inside = dark[max(0, round(y) - half) : round(y) + half + 1, max(0, round(x) - half) : round(x) + half + 1]
    return bool(inside.size and inside.mean() > 235)


def _best(squares: Sequence[tuple[float, float, float]], code: Points) -> Points | None:
    """The four squares by which the code comes to lie nearest to its place, or None where none will do."""
    if len(squares) < len(FRAME):
        return None
    across = code[1] - code[0] + code[2] - code[3]
    angle = -atan2(float(across[1]), float(across[0]))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    found = np.array(squares)
    upright = found[:, :2] @ turn.T
    toward = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    tried = [np.argsort(-(upright @ np.array(way)))[:FEW] for way in toward]
    sets = (chosen for chosen in product(*tried) if len(set(chosen)) == len(FRAME))
    rated = ((_off(found[list(chosen)], code), chosen) for chosen in sets)
    least, chosen = min(rated, default=(inf, ()))
    return np.asarray(found[list(chosen), :2], np.float32) if least < MOST_OFF else None


def _off(four: NDArray[np.float64], code: Points) -> float:
    """How far beside its place the code comes to lie by these four squares, in pixels of the page laid flat."""
    sides = four[:, 2]
    corners = np.asarray(four[:, :2], np.float32)
    if sides.max() > 1.8 * sides.min() or not cv2.isContourConvex(corners):
        return inf
    flat = _moved(code, cv2.getPerspectiveTransform(corners, FRAME))
    return min(float(np.linalg.norm(flat - place, axis=1).max()) for place in CODE_PLACES)


def _moved(points: Points, matrix: Any) -> Points:
    return np.asarray(cv2.perspectiveTransform(points[None], matrix)[0], np.float32)


def _softened(picture: Grey, corners: Points) -> Grey:
    """A picture that is much bigger than the page is going to be loses its finest grain first, so that lines stay."""
    breadth = float(np.linalg.norm(corners[1] - corners[0]))
    factor = breadth / (WIDTH - 2 * INSET)
    return picture if factor < 1.3 else np.asarray(cv2.GaussianBlur(picture, (0, 0), factor / 2), np.uint8)
