"""A project (a town's or a partner's round), its members and what each role may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a member of staff may do within a project."""

    SEE_PROJECT = "see_project"
    READ_WORDS = "read_words"
    CODE = "code"
    EXPORT = "export"
    BUILD_PACK = "build_pack"
    READ_PACK = "read_pack"
    REVIEW_CONFLICTS = "review_conflicts"
    TRANSLATE = "translate"
    TRANSCRIBE = "transcribe"
    MODERATE = "moderate"
    KEEP_PLACES = "keep_places"
    RUN_SITTINGS = "run_sittings"
    SEE_EVERY_SITTING = "see_every_sitting"
    KEY_SHEETS = "key_sheets"
    FLAG = "flag"
    SAFEGUARD = "safeguard"
    ERASE = "erase"
    READ_AUDIT = "read_audit"
    MANAGE_PROJECT = "manage_project"


class MemberRole(StrEnum):
    """What somebody is in a project. An administrator handles people and settings and reads no answers.

    A partner runs sittings and knows of no others; a fieldworker keys sheets and hands out tablets at any of them.
    A coder reads texts under their ids and neither voices nor photos; a moderator looks at photos and at the packs.
    The safeguarding lead reads what was flagged and nothing else; an auditor reads who did what, never what was said.
    """

    RESEARCHER = "researcher"
    FACILITATOR = "facilitator"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"
    FIELDWORKER = "fieldworker"
    CODER = "coder"
    MODERATOR = "moderator"
    SAFEGUARDING = "safeguarding"
    AUDITOR = "auditor"

    def may(self, permission: Permission) -> bool:
        """Whether this role includes `permission`."""
        return permission in GRANTS[self]


GRANTS: dict[MemberRole, frozenset[Permission]] = {
    MemberRole.RESEARCHER: frozenset(Permission)
    - {Permission.MANAGE_PROJECT, Permission.SAFEGUARD, Permission.READ_AUDIT},
    MemberRole.FACILITATOR: frozenset({Permission.SEE_PROJECT, Permission.READ_PACK}),
    MemberRole.ADMINISTRATOR: frozenset(
        {
            Permission.SEE_PROJECT,
            Permission.MANAGE_PROJECT,
            Permission.TRANSLATE,
            Permission.KEEP_PLACES,
            Permission.ERASE,  # on request, by code: it shows no answers
        }
    ),
    MemberRole.PARTNER: frozenset({Permission.SEE_PROJECT, Permission.RUN_SITTINGS, Permission.KEY_SHEETS}),
    MemberRole.FIELDWORKER: frozenset({Permission.SEE_PROJECT, Permission.SEE_EVERY_SITTING, Permission.KEY_SHEETS}),
    MemberRole.CODER: frozenset({Permission.SEE_PROJECT, Permission.READ_WORDS, Permission.CODE, Permission.FLAG}),
    MemberRole.MODERATOR: frozenset(
        {Permission.SEE_PROJECT, Permission.MODERATE, Permission.READ_PACK, Permission.FLAG}
    ),
    MemberRole.SAFEGUARDING: frozenset({Permission.SEE_PROJECT, Permission.SAFEGUARD}),
    MemberRole.AUDITOR: frozenset({Permission.SEE_PROJECT, Permission.READ_AUDIT}),
}


@dataclass(frozen=True)
class Scope:
    """The project within which a store function works; none that touches a project's rows goes without one."""

    project_id: str


@dataclass(frozen=True)
class HelpLine:
    """Where people near here find help: `address` is a tel: or https: link, or words."""

    name: str
    address: str


@dataclass(frozen=True)
class Project:
    """A round of listening. `languages` are those it wishes to offer; `place_set` names its wards.

    A demonstration shows draft translations and synthetic answers, and says so. `ends_on` is the last day on which
    answers can be sent or changed. `controller` answers for the data; from `recall_until` on, a withdrawal cannot call
    printed copies back. `last_round` says, by language, what came of the round before. With `second_factor` its staff
    come in by a password and something else. Answers are kept for `keep_days` days after they were sent, and none
    longer than `keep_until`; without the two they stay until somebody erases them.
    """

    id: str
    slug: str
    name: str
    languages: tuple[str, ...]
    contact: str
    wave: str
    starts_on: date | None
    ends_on: date | None
    place_set: str
    demonstration: bool
    controller: str = ""
    minimum_age: int = 16
    recall_until: date | None = None
    help_lines: tuple[HelpLine, ...] = ()
    last_round: Mapping[str, str] = field(default_factory=dict)
    second_factor: bool = False
    keep_until: date | None = None
    keep_days: int | None = None

    def has_ended(self, day: date) -> bool:
        """Whether `day` is past the last one on which answers can be sent or changed."""
        return self.ends_on is not None and day > self.ends_on

    @property
    def scope(self) -> Scope:
        """The scope that this project's rows are read and written in."""
        return Scope(self.id)


@dataclass(frozen=True)
class User:
    """A member of staff. One who `must_change` has a password that somebody else knows as well."""

    id: str
    email: str
    name: str
    must_change: bool = False
