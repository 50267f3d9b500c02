"""Which poster led somebody to a survey: told by their first page, kept with their agreement, then with what they send.

Starts and answers are counted where and when they are kept, in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import replace

from ei_collect.answering.response import Submission
from ei_collect.operations.asking import Lookup
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.standing import CONSENT, Standing
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.posters import count_start, count_submission

POSTER = "poster"
"""The field of the agreement with the id of the poster's period."""


def with_poster(
    connection: Connection, found: Lookup, before: Standing, fresh: Mapping[str, Draft], code: str
) -> Mapping[str, Draft]:
    """Drafts that are to be saved, with the poster of this code where it led to them; that start is counted once.

    Answers that were begun without a poster, or by way of another one, stay as they are.
    """
    agreed = fresh.get(CONSENT) or before.drafts.get(CONSENT)
    if not code or agreed is None or POSTER in agreed.form or before.sent_on is not None:
        return fresh
    asked = found.asking
    period_id = count_start(connection, asked.project.scope, code, asked.survey.slug, today())
    if period_id is None:
        return fresh
    return {**fresh, CONSENT: replace(agreed, form={**agreed.form, POSTER: [period_id]})}


def period_of(agreed: Draft | None) -> str | None:
    """The id of the period of the poster that led to this agreement, or None."""
    return agreed.form[POSTER][0] if agreed and POSTER in agreed.form else None


def count_within(connection: Connection, found: Lookup, submission: Submission, outcome: Outcome) -> None:
    """Count answers that are kept now for the first time, where a poster led to them."""
    if outcome is Outcome.NEW and submission.poster_period is not None:
        count_submission(connection, found.asking.project.scope, submission.poster_period)
