"""What the values of coding are called on the pages of staff, in plain English."""

from ei_collect.answering.photographs import Feeling, People, Showing
from ei_collect.coding.candidates import CandidateStatus
from ei_collect.coding.coding import IdentityCheck, PlaceKind, Scale, Stance
from ei_collect.photos.showing import Status

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

PHOTO_STATUSES = {
    Status.NEW: "New",
    Status.FORUM: "For the forum",
    Status.RESEARCH: "For research only",
    Status.ASKED: "Asked again",
    Status.REMOVED: "Removed",
}
PHOTO_DECISIONS = {
    Status.FORUM: "Approve for the forum",
    Status.RESEARCH: "Keep for research",
    Status.ASKED: "Ask its maker again",
    Status.REMOVED: "Remove it: the picture is deleted at once, for good",
}
FEELINGS = {
    Feeling.CONNECTED: "Connected or comfortable",
    Feeling.LESS: "Less so",
    Feeling.BOTH: "Both",
}
SHOWINGS = {
    Showing.RESEARCH: "research only",
    Showing.FORUM: "may be shown at the forum",
    Showing.PUBLISHED: "may be published",
}
PEOPLE = {
    People.NONE: "nobody",
    People.AGREED: "people who agreed",
    People.COVERED: "people who are covered",
    People.NOT_SURE: "people; not sure whether they agree",
    People.CHILDREN: "children",
}

LABELS = {
    "stances": STANCES,
    "scales": SCALES,
    "place_kinds": PLACE_KINDS,
    "checks": CHECKS,
    "statuses": STATUSES,
    "photo_statuses": PHOTO_STATUSES,
    "photo_decisions": PHOTO_DECISIONS,
    "feelings": FEELINGS,
    "showings": SHOWINGS,
    "people": PEOPLE,
}
