"""Sittings: opened, changed and closed by a partner, joined by whoever types or scans the code."""

from collections.abc import Iterator
from dataclasses import dataclass

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.fieldwork.sitting import Plan, Sitting, mint_sitting_code, read_sitting_code
from ei_collect.operations.asking import Asking, all_asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.project import Project, Scope, User
from ei_collect.store import sittings as store
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.store.sitting_counts import Progress, progress_of

MOST_WORDS = 120
MOST_NOTES = 4000
MOST_HELPERS = 12
MOST_PEOPLE = 10_000
MOST_SURVEYS = 5


@dataclass(frozen=True)
class Joined:
    """Where a sitting's code leads: what it asks, as it is put to people now, in the order in which it was planned.

    `languages` are those of the sitting in which some of it is offered. `has_ended`: the whole round is over.
    """

    sitting: Sitting
    askings: tuple[Asking, ...]
    languages: tuple[str, ...]
    has_ended: bool


def asked_in(installation: Installation, project: Project) -> tuple[Asking, ...]:
    """What a sitting of this project can ask."""
    return tuple(asked for asked in all_asking(installation) if asked.project.id == project.id)


def open_sitting(installation: Installation, project: Project, user: User, plan: Plan) -> Sitting:
    """Open a sitting as `user`.

    Raises:
        InputError: every fault of the plan.
    """
    _check(installation, project, plan)
    code, day = mint_sitting_code(), today()
    sitting = Sitting(**vars(plan), id=new_id("si"), code=code, opened_by=user.id, opened_on=day)
    with installation.database.writing() as connection:
        store.insert_sitting(connection, project.scope, sitting)
    return sitting


def change_sitting(installation: Installation, project: Project, sitting: Sitting, plan: Plan) -> None:
    """Put another plan in the place of a sitting's; what has come in stays.

    Raises:
        InputError: every fault of the plan.
    """
    _check(installation, project, plan)
    planned = store.columns_of(Sitting(**{**vars(sitting), **vars(plan)}))
    with installation.database.writing() as connection:
        store.update_sitting(connection, project.scope, sitting.id, {name: planned[name] for name in vars(plan)})


def note(installation: Installation, scope: Scope, sitting: Sitting, words: str) -> None:
    """Keep what was noted at a sitting.

    Raises:
        InputError: it is too long.
    """
    if findings := list(_too_long("the notes", words, MOST_NOTES)):
        raise InputError(findings)
    with installation.database.writing() as connection:
        store.update_sitting(connection, scope, sitting.id, {"notes": words})


def close_sitting(installation: Installation, scope: Scope, sitting: Sitting) -> None:
    """Nobody can begin by its code from now on; what was begun, and what lies on paper or a tablet, still comes in."""
    if sitting.is_open:
        with installation.database.writing() as connection:
            store.update_sitting(connection, scope, sitting.id, {"closed_on": today()})


def reopen_sitting(installation: Installation, scope: Scope, sitting: Sitting) -> None:
    """Let people begin by its code again."""
    with installation.database.writing() as connection:
        store.update_sitting(connection, scope, sitting.id, {"closed_on": None})


def sitting_named(installation: Installation, scope: Scope, code: str, opened_by: str | None = None) -> Sitting:
    """The sitting with this code; with `opened_by`, only where this person opened it.

    Raises:
        NotFoundError: there is none in this project, or somebody else's.
    """
    with installation.database.reading() as connection:
        return the_one(connection, scope, code, opened_by)


def the_one(connection: Connection, scope: Scope, code: str, opened_by: str | None = None) -> Sitting:
    """The same, inside a transaction that the caller owns."""
    found = store.find_sitting(connection, scope, read_sitting_code(code) or "")
    if found is None or opened_by not in {None, found.opened_by}:
        raise NotFoundError.of(
            "sitting-unknown", "is not there", where=f"sitting {code}", mend="Look for its code in the list."
        )
    return found


def join(installation: Installation, typed: str) -> Joined | None:
    """Follow a sitting's code, as it was scanned or typed; None where it is none."""
    code = read_sitting_code(typed)
    if code is None:
        return None
    with installation.database.reading() as connection:
        held = store.find_held(connection, code)
    if held is None:
        return None
    there = {each.survey.slug: each for each in all_asking(installation) if each.project.scope == held.scope}
    askings = tuple(there[slug] for slug in held.sitting.surveys if slug in there)
    offered = {language for asked in askings for language in asked.languages}
    languages = tuple(language for language in held.sitting.languages if language in offered)
    ended = any(asked.project.has_ended(today()) for asked in askings)
    return Joined(held.sitting, askings, languages, ended)


def progress(installation: Installation, scope: Scope, sitting: Sitting) -> Progress:
    """What has come in at a sitting, exactly."""
    with installation.database.reading() as connection:
        return progress_of(connection, scope, sitting.id)


def _check(installation: Installation, project: Project, plan: Plan) -> None:
    asked = {each.survey.slug: each for each in asked_in(installation, project)}
    if findings := [*_faults_of_words(plan), *_faults_of_numbers(plan), *_faults_of_offer(plan, asked)]:
        raise InputError(findings)


def _faults_of_words(plan: Plan) -> Iterator[Finding]:
    if not plan.venue.strip():
        yield Finding("the venue", "sitting-venue", "is empty", "Write where it is, such as St Mary's hall.")
    yield from _too_long("the venue", plan.venue, MOST_WORDS)
    yield from _too_long("who it is for", plan.audience, MOST_WORDS)
    yield from _too_long("the notes", plan.notes, MOST_NOTES)


def _too_long(where: str, words: str, most: int) -> Iterator[Finding]:
    if len(words) > most:
        yield Finding(where, "sitting-words", "is too long", f"Write at most {most} characters.")


def _faults_of_numbers(plan: Plan) -> Iterator[Finding]:
    if not 0 <= plan.expected <= MOST_PEOPLE:
        yield Finding("how many people", "sitting-expected", "cannot be", f"Write 0 to {MOST_PEOPLE}.")
    if not 0 <= plan.keyed_twice <= 100:
        yield Finding("sheets keyed twice", "sitting-keyed-twice", "is no share", "Write 0 to 100, of a hundred.")
    if len(plan.helpers) > MOST_HELPERS:
        yield Finding("helpers", "sitting-helpers", "are too many", f"Name at most {MOST_HELPERS}.")


def _faults_of_offer(plan: Plan, asked: dict[str, Asking]) -> Iterator[Finding]:
    """What is wrong with the surveys, and with languages in which none of them is offered."""
    chosen = [asked[slug] for slug in plan.surveys if slug in asked]
    for slug in plan.surveys:
        if slug not in asked:
            yield Finding(f"survey {slug}", "survey-unknown", "is not this project's", "Choose one of the list.")
    if not plan.surveys:
        yield Finding("surveys", "surveys-none", "are not chosen", "Choose one at least.")
    if len(plan.surveys) > MOST_SURVEYS:
        yield Finding("surveys", "surveys-many", "are too many for a sitting", f"Choose at most {MOST_SURVEYS}.")
    if not plan.languages:
        yield Finding("languages", "languages-none", "are not chosen", "Choose one at least.")
    offered = {language for each in chosen for language in each.languages}
    for language in plan.languages if chosen else ():
        if language not in offered:
            mend = f"Choose of: {', '.join(sorted(offered))}."
            yield Finding("languages", "language-absent", f"include {language}, in which nothing is offered", mend)
