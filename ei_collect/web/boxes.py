"""The parts of a picture that a form names, in percent: found faces that are ticked, numbers, or drawn by covers.js."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from ei_collect.errors import Finding, InputError
from ei_collect.photos.covering import Box

PART = "part"
"""The name of a field with one whole part: left, top, width and height with spaces between."""
EDGES = ("left", "top", "width", "height")
ROWS = 2
"""So many parts can be given in numbers at once."""


@dataclass(frozen=True)
class Found:
    """A face that was found, for a template: what its box sends, and where it is, in percent."""

    value: str
    left: str
    top: str
    width: str
    height: str

    @classmethod
    def of(cls, box: Box) -> "Found":
        """It, to a hundredth of a percent."""
        edges = [f"{100 * edge:.2f}" for edge in (box.left, box.top, box.width, box.height)]
        return cls(" ".join(edges), *edges)


def parts_sent(form: MultiDict[str, str]) -> tuple[Box, ...]:
    """Every part that a form names, cut at the edges of the picture; rows that were left empty are none.

    Raises:
        InputError: something is no number, or a part lies outside.
    """
    findings: list[Finding] = []
    boxes = [_box(typed, findings) for typed in _typed(form)]
    if findings:
        raise InputError(findings)
    return tuple(box for box in boxes if box)


def _typed(form: MultiDict[str, str]) -> Iterator[tuple[str, ...]]:
    for part in form.getlist(PART):
        yield tuple(part.split(" "))
    for row in range(1, ROWS + 1):
        numbers = tuple(form.get(f"{edge}_{row}", "").strip().removesuffix("%") for edge in EDGES)
        if any(numbers):
            yield numbers


def _box(typed: tuple[str, ...], findings: list[Finding]) -> Box | None:
    try:
        left, top, width, height = (float(number.replace(",", ".")) / 100 for number in typed)
    except ValueError:
        findings.append(Finding("the parts", "cover-number", "are not all numbers", "Give all four, in percent."))
        return None
    box = Box(left, top, width, height)
    if 0 <= left < 1 and 0 <= top < 1 and width > 0 and height > 0:
        return box.grown(1)
    findings.append(Finding("the parts", "cover-outside", "lie outside", "Keep them within the photo."))
    return None
