"""What the values of coding are called on the pages of staff, in plain English."""

from ei_collect.coding.candidates import CandidateStatus
from ei_collect.coding.coding import IdentityCheck, PlaceKind, Scale, Stance

STANCES = {
    Stance.ENABLER: "Enabler: it helps",
    Stance.BARRIER: "Barrier: it gets in the way",
    Stance.NEITHER: "Neither",
}
SCALES = {
    Scale.HOME_OR_STREET: "Home or street",
    Scale.NEIGHBOURHOOD: "Neighbourhood",
    Scale.CITY: "City",
    Scale.NOT_CLEAR: "Not clear",
}
PLACE_KINDS = {
    PlaceKind.NONE: "No place",
    PlaceKind.WARD: "A ward",
    PlaceKind.PLACE: "A named place",
    PlaceKind.SEVERAL: "Several places",
    PlaceKind.ROUTE: "On a route",
    PlaceKind.CITY: "The whole city",
    PlaceKind.OUTSIDE: "Outside the town",
    PlaceKind.ONLINE: "Online",
    PlaceKind.UNSAID: "Would rather not say",
}
CHECKS = {
    IdentityCheck.UNCHECKED: "not checked for identifying detail",
    IdentityCheck.CLEARED: "cleared",
    IdentityCheck.WITHHELD: "withheld",
}
STATUSES = {
    CandidateStatus.SUGGESTED: "suggested codes only, not confirmed by a person",
    CandidateStatus.CONFIRMED: "confirmed, not worded yet",
    CandidateStatus.PROPOSED: "confirmed and worded",
}

LABELS = {"stances": STANCES, "scales": SCALES, "place_kinds": PLACE_KINDS, "checks": CHECKS, "statuses": STATUSES}
