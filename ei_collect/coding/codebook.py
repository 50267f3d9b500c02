"""The codebook as values: dimensions, lenses and codes without a built-in stance. The file is read in `loading`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Lens:
    """One entry of a lens or a dimension: policy sphere, economic sector, cross-cutting issue."""

    code: str
    name: str
    definition: str = ""


@dataclass(frozen=True)
class Code:
    """One code. `cues` maps a language to words that hint at it.

    Codes marked `sensitive` never meet ward or language in an export.
    """

    code: str
    name: str
    definition: str
    use_when: str
    not_when: str
    dimensions: tuple[str, ...]
    policy_sphere: str | None
    sector: str | None
    cross_cutting: str | None
    sensitive: bool
    cues: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class StanceCues:
    """Words that hint that something helps, or that it gets in the way, in one language."""

    enabler: tuple[str, ...]
    barrier: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """All codes in their order, with the lists that they refer to; names and definitions are in `language`."""

    version: str
    dimensions: tuple[Lens, ...]
    policy_spheres: tuple[Lens, ...]
    sectors: tuple[Lens, ...]
    cross_cutting_issues: tuple[Lens, ...]
    stance_cues: Mapping[str, StanceCues]
    codes: tuple[Code, ...]
    language: str = "en"

    def code(self, code: str) -> Code | None:
        """The code with this identifier, or None."""
        return next((entry for entry in self.codes if entry.code == code), None)
