"""Invented photographers for the demonstration: what each says of their pictures, and what staff then do with them.

The pictures themselves are painted (`photos/painting`). Nothing here is of anybody; all of it is marked as synthetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ei_collect.answering.kinds.photo import CAPTION, FEELING, PEOPLE, SHOWING, WHERE, part_of


@dataclass(frozen=True)
class Sketch:
    """A picture of a `scene` with the fields that its maker fills in, and what staff decide: "" where it still waits.

    `translation` is one of the caption, made by `tool`, or by a person where that is empty.
    """

    scene: str
    fields: Mapping[str, str]
    status: str
    reason: str
    alt: str
    cleared: bool
    translation: str
    tool: str

    def form(self, number: int) -> dict[str, list[str]]:
        """What is filled in of the photo with this number, by part of the question."""
        return {part_of(number, field): [said] for field, said in self.fields.items()}


@dataclass(frozen=True)
class Sketcher:
    """Somebody who answers in a language, with these pictures."""

    language: str
    sketches: tuple[Sketch, ...]


def load_sketchers(path: Path) -> tuple[Sketcher, ...]:
    """Read `surveys/demonstration/photos/photos.yaml`; the program's own, so its form is taken for granted."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Sketcher(each["language"], tuple(map(_sketch, each["photos"]))) for each in listed)


def _sketch(told: Mapping[str, str]) -> Sketch:
    return Sketch(
        told["scene"],
        {field: told[field] for field in (CAPTION, FEELING, WHERE, SHOWING, PEOPLE)},
        told.get("status", ""),
        told.get("reason", ""),
        told.get("alt", ""),
        bool(told.get("cleared", False)),
        told.get("translation", ""),
        told.get("tool", ""),
    )
