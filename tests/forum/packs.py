"""Small hand-made packs and what they are made from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ei_collect.analysis.who_answered import Names, Origin, Tally, Trait, who_answered
from ei_collect.answering.response import Help
from ei_collect.coding.candidates import Candidate, CandidateStatus, Evidence, opposites
from ei_collect.coding.codebook import Code, Codebook, Lens
from ei_collect.coding.coding import (
    IdentityCheck,
    OpenText,
    PlaceKind,
    PlaceSpokenOf,
    Scale,
    Span,
    Stance,
)
from ei_collect.forum.assemble import Material, assemble
from ei_collect.forum.pack import ForumPack, ProjectFacts
from ei_collect.forum.quoting import Reader

WARDS = {"w1": "Ashley", "w2": "Easton"}
READER = Reader("en", {"en": "English", "ar": "Arabic"}, WARDS)
PROJECT = ProjectFacts(
    "bristol",
    "Everyday Bristol",
    "1",
    "team@example.org",
    None,
    None,
    ("City",),
    "http://localhost:8000/staff/bristol/candidates",
)


def code(name: str, dimensions: tuple[str, ...], *, cross_cutting: str | None = None, sensitive: bool = False) -> Code:
    """A code whose name is its identifier with a capital."""
    return Code(name, name.capitalize(), "", "", "", dimensions, "transport", None, cross_cutting, sensitive, {})


CODEBOOK = Codebook(
    version="1",
    dimensions=(Lens("social", "Social", "Being with others."), Lens("spatial", "Spatial", "Places.")),
    policy_spheres=(Lens("transport", "Transport"),),
    sectors=(),
    cross_cutting_issues=(Lens("gentrification", "Gentrification"), Lens("racism", "Racism")),
    stance_cues={},
    codes=(code("buses", ("spatial",), cross_cutting="gentrification"), code("police", ("social",), sensitive=True)),
)


def piece(number: int, words: str = "The bus never comes.", **facts: Any) -> Evidence:
    """Evidence of one person; `facts` are fields of the text or of the evidence, and `ward` the ward spoken of."""
    text: dict[str, Any] = {"language": "en", "quotable": "already_published", "source_row": None, "synthetic": False}
    text["help_given"] = Help.NONE
    text |= {name: facts[name] for name in text if name in facts}
    ward = facts.get("ward")
    return Evidence(
        excerpt_id=f"ex_{number}",
        text=OpenText(
            f"tx_{number}",
            facts.get("author", f"rs_{number}"),
            "city",
            "q",
            words,
            home_ward="w9",
            place_name="",
            place_ward=None,
            **text,
        ),
        span=Span(0, len(words)),
        place=PlaceSpokenOf(PlaceKind.WARD, (ward,)) if ward else PlaceSpokenOf(),
        dimensions=("spatial",),
        confirmed=facts.get("confirmed", True),
        identity_check=facts.get("check", IdentityCheck.UNCHECKED),
    )


def candidate(*evidence: Evidence, **facts: Any) -> Candidate:
    """A candidate of the code `buses`, a barrier, with `facts` instead where given."""
    usual = {
        "id": "ca_1",
        "code": "buses",
        "stance": Stance.BARRIER,
        "scale": Scale.CITY,
        "title": "Buses do not come",
        "dimensions": ("spatial",),
        "policy_sphere": "transport",
        "sector": None,
        "cross_cutting": "gentrification",
        "sensitive": False,
        "status": CandidateStatus.CONFIRMED,
    }
    return Candidate(**{**usual, "evidence": evidence or (piece(1),), **facts})


def pack(*candidates: Candidate, tallies: Sequence[Tally] = ()) -> ForumPack:
    """A pack of these candidates, built on 22 November 2026."""
    groups = who_answered(tallies, Names(WARDS, {"en": "English"}, {"city": "City"}))
    return assemble(Material(PROJECT, date(2026, 11, 22), groups, candidates, opposites(candidates), CODEBOOK, READER))


def synthetic(people: int) -> list[Tally]:
    """So many synthetic answers to the city survey."""
    return [Tally(Origin.SYNTHETIC, Trait.SURVEY, "city", people)]
