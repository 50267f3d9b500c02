"""Wards and where a postcode lies. Reading the files of the ONS is in `ons`; keeping them is the store's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Ward:
    """An electoral ward by its official code (nine characters, as E05010885) and name."""

    code: str
    name: str


@dataclass(frozen=True)
class WardOutline:
    """A ward with its boundary, a GeoJSON geometry in degrees."""

    ward: Ward
    geometry: Mapping[str, object]


def name_key(name: str) -> str:
    """What two spellings of one ward's name share: `St. George & X` and `st george and x` are the same ward."""
    spelled = name.casefold().replace("&", " and ").replace("-", " ").replace(".", " ").replace("’", "'")
    return re.sub(r"\s+", " ", spelled).strip()
