"""Which poster, or sitting, led somebody to a survey: told by their first page, kept with their
agreement, then with what they send.

Starts and answers are counted where and when they are kept, in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import replace

from ei_collect.answering.response import Submission
from ei_collect.fieldwork.sitting import read_sitting_code
from ei_collect.operations.asking import Asking, Lookup
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.standing import CONSENT, Standing
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.posters import count_start, count_submission
from ei_collect.store.sittings import find_joined

POSTER = "poster"
SITTING = "sitting"
"""The fields of the agreement with the id of the poster's period, or with that of the sitting."""


def with_poster(
    connection: Connection, found: Lookup, before: Standing, fresh: Mapping[str, Draft], code: str
) -> Mapping[str, Draft]:
    """Drafts that are to be saved, with the poster or sitting of this code where it led to them; a start counts once.

    Answers that were begun without one, or by way of another one, stay as they are.
    """
    agreed = fresh.get(CONSENT) or before.drafts.get(CONSENT)
    if not code or agreed is None or before.sent_on is not None or {POSTER, SITTING} & set(agreed.form):
        return fresh
    told = _told_by(connection, found.asking, code)
    return {**fresh, CONSENT: replace(agreed, form={**agreed.form, **told})} if told else fresh


def period_of(agreed: Draft | None) -> str | None:
    """The id of the period of the poster that led to this agreement, or None."""
    return agreed.form[POSTER][0] if agreed and POSTER in agreed.form else None


def sitting_of(agreed: Draft | None) -> str | None:
    """The id of the sitting in which somebody agreed to take part, or None."""
    return agreed.form[SITTING][0] if agreed and SITTING in agreed.form else None


def count_within(connection: Connection, found: Lookup, submission: Submission, outcome: Outcome) -> None:
    """Count answers that are kept now for the first time, where a poster led to them."""
    if outcome is Outcome.NEW and submission.poster_period is not None:
        count_submission(connection, found.asking.project.scope, submission.poster_period)


def _told_by(connection: Connection, asked: Asking, code: str) -> dict[str, list[str]]:
    """What is written down of the code that somebody came by: nothing where it does not lead to this survey now."""
    scope, slug = asked.project.scope, asked.survey.slug
    if read_sitting_code(code):
        field, led = SITTING, find_joined(connection, scope, code, slug)
    else:
        field, led = POSTER, count_start(connection, scope, code, slug, today())
    return {field: [led]} if led else {}
