"""The form of a sitting: a plan as it stands in its fields, and what was typed there as a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from ei_collect.errors import InputError
from ei_collect.fieldwork.sitting import Helper, HelperRole, Plan
from ei_collect.language.languages import LANGUAGES

MORE_HELPERS = 3
"""Empty rows below the helpers that are named already."""
UNREADABLE = -1
"""A number that was not one; no number of a sitting is negative, so whoever checks the plan says so."""


@dataclass(frozen=True)
class Typed:
    """What stands in the fields: `cells` those of one value, each helper as role and language, both perhaps empty."""

    cells: Mapping[str, str]
    surveys: frozenset[str]
    languages: frozenset[str]
    helpers: tuple[tuple[str, str], ...]
    keeps_scans: bool


def typed_of_plan(plan: Plan) -> Typed:
    """A plan as the fields show it."""
    cells = {"venue": plan.venue, "audience": plan.audience, "held_on": plan.held_on.isoformat(), "notes": plan.notes}
    numbers = {"expected": str(plan.expected or ""), "keyed_twice": str(plan.keyed_twice)}
    helpers = tuple((helper.role.value, helper.language) for helper in plan.helpers)
    return Typed(
        {**cells, **numbers},
        frozenset(plan.surveys),
        frozenset(plan.languages),
        helpers + (("", ""),) * MORE_HELPERS,
        plan.keeps_scans,
    )


def typed_of_form(form: "MultiDict[str, str]") -> Typed:
    """What was sent; PostgreSQL cannot hold NUL."""
    told = {name: [value.replace("\0", "\u2400") for value in values] for name, values in form.lists()}
    return Typed(
        {name: values[0].replace("\r\n", "\n") for name, values in told.items()},
        frozenset(told.get("survey", ())),
        frozenset(told.get("language", ())),
        tuple(zip(told.get("helper_role", ()), told.get("helper_language", ()), strict=False)),
        "keeps_scans" in told,
    )


def plan_of(form: "MultiDict[str, str]") -> Plan:
    """The plan that was sent, its surveys and languages in the order of the form.

    Raises:
        InputError: the day is none.
    """
    typed = typed_of_form(form)
    return Plan(
        venue=typed.cells.get("venue", ""),
        held_on=_day(typed.cells.get("held_on", "").strip()),
        surveys=tuple(slug for slug in dict.fromkeys(form.getlist("survey")) if slug in typed.surveys),
        languages=tuple(code for code in LANGUAGES if code in typed.languages),
        audience=typed.cells.get("audience", ""),
        expected=_number(typed.cells.get("expected", "")),
        helpers=tuple(_helpers(typed.helpers)),
        notes=typed.cells.get("notes", ""),
        keyed_twice=_number(typed.cells.get("keyed_twice", "")),
        keeps_scans=typed.keeps_scans,
    )


def _helpers(rows: tuple[tuple[str, str], ...]) -> list[Helper]:
    """Those of whom the role is said."""
    known = {role.value for role in HelperRole}
    return [Helper(HelperRole(role), lang if lang in LANGUAGES else "") for role, lang in rows if role in known]


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        mend = "Write it as 2026-11-30."
        raise InputError.of("sitting-day", f"{typed!r} is no day", where="the day", mend=mend) from None


def _number(typed: str) -> int:
    bare = typed.strip()
    if not bare:
        return 0
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else UNREADABLE
