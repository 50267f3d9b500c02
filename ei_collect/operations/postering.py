"""Posters: made, moved, revoked, and followed by whoever scans one. How they are printed is in `printing`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.asking import Asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.placing import unknown_place
from ei_collect.operations.standing import visit
from ei_collect.places.place import Place
from ei_collect.places.poster import Poster, PosterPeriod, PosterState, mint_code, read_code
from ei_collect.projects.project import Project, Scope
from ei_collect.store import posters as store
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.store.place_list import find_place

MOST_WORDS = 60
MOST_OF_WHY = 500


@dataclass(frozen=True)
class Batch:
    """What posters have in common that are made at once. Without `ends_on` they hang until further notice."""

    survey_slug: str
    name: str
    languages: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Move:
    """To which place, by its code, a poster goes, and from when to when it hangs there."""

    place: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Scan:
    """Where a code leads on the day: `asking` is what the poster asks, None where nobody knows the code."""

    state: PosterState | None
    poster: Poster | None = None
    asking: Asking | None = None


def make_posters(installation: Installation, project: Project, batch: Batch, at: Sequence[Place]) -> tuple[Poster, ...]:
    """A poster for each of these places, in their order.

    Those of the same survey, batch and place that are in use are given again, so that a batch can be printed twice.

    Raises:
        NotFoundError: the project has no such survey.
        InputError: a language in which the survey is not offered, a batch without a name, dates the wrong way round, a
            place that is no longer in use.
    """
    if findings := [*_faults_of_batch(installation, project, batch), *_places_over(batch, at)]:
        raise InputError(findings)
    with installation.database.writing() as connection:
        there = _there(connection, project.scope, batch)
        fresh = {place.id: _fresh(batch, place) for place in at if place.id not in there}
        store.insert_posters(connection, project.scope, list(fresh.values()))
        for poster in (there[place.id] for place in at if place.id in there):
            store.set_languages(connection, project.scope, poster.id, batch.languages)
    reprinted = {place: replace(poster, languages=batch.languages) for place, poster in there.items()}
    return tuple((reprinted | fresh)[place.id] for place in at)


def move_poster(installation: Installation, scope: Scope, code: str, move: Move) -> Poster:
    """Hang a poster in another place from a day on: a new period. What was counted before stays where it was.

    Raises:
        NotFoundError: there is no such poster or place.
        InputError: it is revoked; or the day is over, before its last period, or behind the last day.
    """
    with installation.database.writing() as connection:
        poster = _the_one(connection, scope, code)
        place = find_place(connection, scope, move.place)
        if place is None:
            raise unknown_place(move.place)
        before = poster.latest
        if findings := list(_faults_of(move, poster)):
            raise InputError(findings)
        until = max(before.starts_on, move.starts_on - timedelta(days=1))
        if before.ends_on is None or before.ends_on > until:
            store.end_period(connection, scope, before.id, until)
        period = PosterPeriod(new_id("pp"), before.number + 1, place, move.starts_on, move.ends_on)
        store.insert_period(connection, scope, poster.id, period)
        return _the_one(connection, scope, code)


def revoke_poster(installation: Installation, scope: Scope, code: str, why: str) -> Poster:
    """Take a poster out of use, for good; done twice the first reason stays.

    Raises:
        NotFoundError: there is no such poster.
        InputError: no reason is given, or a very long one.
    """
    if not why.strip() or len(why) > MOST_OF_WHY:
        mend = f"Write in at most {MOST_OF_WHY} characters why."
        raise InputError.of("poster-why", "needs a reason", where=f"poster {code}", mend=mend)
    with installation.database.writing() as connection:
        poster = _the_one(connection, scope, code)
        if poster.revoked_on is None:
            store.revoke(connection, scope, poster.id, today(), why)
        return _the_one(connection, scope, code)


def poster_named(installation: Installation, scope: Scope, code: str) -> Poster:
    """The poster with this code.

    Raises:
        NotFoundError: there is none in this project.
    """
    with installation.database.reading() as connection:
        return _the_one(connection, scope, code)


def scan(installation: Installation, typed: str, *, counts: bool) -> Scan:
    """Follow a poster's code, as it was scanned or typed. `counts`: a person did, and it is counted as a scan."""
    code = read_code(typed)
    hung = None
    if code is not None:
        with installation.database.reading() as connection:
            hung = store.find_hung(connection, code)
    if hung is None:
        return Scan(None)
    poster, day = hung.poster, today()
    asked = visit(installation, poster.survey_slug, None, poster.languages[0]).asking
    state = PosterState.ENDED if asked.project.has_ended(day) else poster.state(day)
    period = poster.period(day)
    if counts and period and state is PosterState.OPEN:
        with installation.database.writing() as connection:
            store.count_scan(connection, hung.scope, period.id)
    return Scan(state, poster, asked)


def _faults_of_batch(installation: Installation, project: Project, batch: Batch) -> list[Finding]:
    asked = visit(installation, batch.survey_slug, None, batch.languages[0] if batch.languages else "en").asking
    where = f"survey {batch.survey_slug}"
    if asked.project.id != project.id:
        raise NotFoundError.of("survey-unknown", "is not this project's", where=where, mend="Publish it here.")
    findings = []
    if absent := [code for code in batch.languages if code not in asked.languages]:
        mend = f"One of: {', '.join(asked.languages)}."
        findings.append(Finding(where, "language-absent", f"is not offered in {', '.join(absent)}", mend))
    if not batch.languages:
        findings.append(Finding("languages", "languages-none", "are not chosen", "Choose one at least."))
    if not batch.name.strip() or len(batch.name) > MOST_WORDS:
        mend = f"Give it a name of at most {MOST_WORDS} characters."
        findings.append(Finding("batch", "batch-name", "has no name" if not batch.name.strip() else "is long", mend))
    if batch.ends_on and batch.ends_on < batch.starts_on:
        findings.append(Finding("posters", "poster-dates", "end before they start", "Turn the dates round."))
    return findings


def _places_over(batch: Batch, at: Sequence[Place]) -> Iterator[Finding]:
    for place in at:
        if place.active_to and place.active_to < batch.starts_on:
            what = f"is in use until {place.active_to} only"
            yield Finding(f"place {place.code}", "place-over", what, "Leave it out, or change its days.")


def _there(connection: Connection, scope: Scope, batch: Batch) -> dict[str, Poster]:
    """The posters of this batch that are in use, by the id of the place where each is now or will be."""
    return {
        poster.latest.place.id: poster
        for poster in store.posters_of(connection, scope, batch=(batch.survey_slug, batch.name))
        if poster.state(today()) in {PosterState.OPEN, PosterState.NOT_YET}
    }


def _fresh(batch: Batch, place: Place) -> Poster:
    starts_on = max(batch.starts_on, place.active_from or batch.starts_on)
    ends = [day for day in (batch.ends_on, place.active_to) if day]
    period = PosterPeriod(new_id("pp"), 1, place, starts_on, min(ends) if ends else None)
    return Poster(new_id("po"), mint_code(), batch.survey_slug, batch.name, batch.languages, today(), (period,))


def _the_one(connection: Connection, scope: Scope, code: str) -> Poster:
    poster = store.find_poster(connection, scope, read_code(code) or "")
    if poster is None:
        raise NotFoundError.of(
            "poster-unknown", "is not there", where=f"poster {code}", mend="Make it: ei-collect posters make."
        )
    return poster


def _faults_of(move: Move, poster: Poster) -> list[Finding]:
    where, findings = f"poster {poster.code}", []
    if poster.revoked_on is not None:
        findings.append(Finding(where, "poster-revoked", "is revoked", "Make another one."))
    if move.starts_on < today():
        findings.append(Finding(where, "poster-dates", "cannot have been moved before", "Write today, or a later day."))
    if move.starts_on < poster.latest.starts_on:
        mend = f"Write {poster.latest.starts_on}, or a later day."
        findings.append(Finding(where, "poster-dates", "is to hang elsewhere later than that", mend))
    if move.ends_on and move.ends_on < move.starts_on:
        findings.append(Finding(where, "poster-dates", "ends before it starts", "Turn the dates round."))
    return findings
