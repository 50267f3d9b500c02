"""What the values of coding, of photos and of sittings are called on the pages of staff, in plain English."""

from ei_collect.answering.photographs import Feeling, People, Showing
from ei_collect.answering.response import Device, Help
from ei_collect.coding.candidates import CandidateStatus
from ei_collect.coding.coding import IdentityCheck, PlaceKind, Scale, Stance, WrittenBy
from ei_collect.fieldwork.interview import ConsentHow, InterviewerRole
from ei_collect.fieldwork.sitting import HelperRole
from ei_collect.photos.showing import Status
from ei_collect.projects.project import MemberRole
from ei_collect.store.sitting_counts import Stage

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

HELPERS = {
    HelperRole.HOST: "Welcomes people",
    HelperRole.READER: "Reads aloud",
    HelperRole.SCRIBE: "Writes for people",
    HelperRole.INTERPRETER: "Interprets",
}
DEVICES = {
    Device.PHONE: "On a phone",
    Device.TABLET: "On a tablet",
    Device.PAPER: "On paper",
    Device.COMPUTER: "On a computer",
    Device.UNKNOWN: "Not known",
}
HELPS = {
    Help.NONE: "No help",
    Help.READ_ALOUD: "Read aloud",
    Help.SCRIBE: "Written for them",
    Help.INTERPRETER: "With an interpreter",
    Help.UNKNOWN: "Not said",
}
WRITTEN_BY = {
    WrittenBy.SCRIBE: "a helper wrote down what the person said",
    WrittenBy.INTERPRETER: "said through an interpreter",
}
"""Only where the words are not the person's own writing, nor the team's."""
STAGES = {
    Stage.PRINTED: "Printed, not keyed yet",
    Stage.KEYED_ONCE: "Keyed once",
    Stage.KEYED_TWICE: "Keyed twice",
    Stage.SETTLED: "Settled: their answers count",
    Stage.VOID: "Void",
}
INTERVIEWERS = {
    InterviewerRole.COMMUNITY_RESEARCHER: "A community researcher",
    InterviewerRole.FIELDWORKER: "A fieldworker",
    InterviewerRole.PARTNER_STAFF: "A partner's staff",
    InterviewerRole.RESEARCHER: "A researcher of the team",
}
CONSENT_HOWS = {
    ConsentHow.ORALLY: "Orally: they said so",
    ConsentHow.ON_PAPER: "On paper",
}

COPIES = {
    "exporting.answers": "Answers as a table",
    "exporting.codings": "Codings as a table",
    "exporting.notes": "Interviewers’ notes as a table",
    "photo_exports.sheet": "Photo sheet",
    "photo_exports.archive": "Photos",
    "forum.file": "A file of a pack",
    "ei-collect responses export": "Answers or codings as a table, at the command line",
    "ei-collect photos export": "Photos, at the command line",
    "ei-collect photos sheet": "Photo sheet, at the command line",
    "ei-collect pack build": "A pack, at the command line",
}
"""What is handed out, by the route or the command that does it."""

ROLES = {
    MemberRole.RESEARCHER: "Researcher: all data and exports",
    MemberRole.CODER: "Coder: reads and codes texts",
    MemberRole.MODERATOR: "Moderator: photos, and the forum's packs",
    MemberRole.FACILITATOR: "Facilitator: the forum's packs",
    MemberRole.PARTNER: "Partner: runs sittings",
    MemberRole.FIELDWORKER: "Fieldworker: tablets and paper sheets",
    MemberRole.SAFEGUARDING: "Safeguarding lead: what was flagged",
    MemberRole.ADMINISTRATOR: "Administrator: people and settings, no answers",
    MemberRole.AUDITOR: "Auditor: the log",
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
    "helpers": HELPERS,
    "devices": DEVICES,
    "helps": HELPS,
    "written_by": WRITTEN_BY,
    "stages": STAGES,
    "interviewers": INTERVIEWERS,
    "consent_hows": CONSENT_HOWS,
}
