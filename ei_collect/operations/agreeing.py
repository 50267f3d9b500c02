"""What somebody agreed to, purpose by purpose, in the words and the language in which it was put to them."""

from collections.abc import Mapping
from typing import TypeAlias

from ei_collect.answering.form import Form
from ei_collect.answering.kinds import recording_of
from ei_collect.answering.response import QUOTING, Answer
from ei_collect.store.drafts import Draft
from ei_collect.survey.definition import Role, Survey

RESEARCH = "research"
RECORDING = "recording:"
"""With the code of the question behind it."""

Consent: TypeAlias = Mapping[str, bool | str]
"""`given`, the `language`, and the `wording` as it stood on the page."""


def consents_of(
    survey: Survey, agreed: Draft | None, answers: Mapping[str, Answer], spoken: Form | None = None
) -> dict[str, Consent]:
    """The consents behind one submission: to research by the tick on the first page, to quoting by its question.

    Those to recordings are by the tick beside each; `spoken` is question to language and wording.
    """
    found: dict[str, Consent] = {}
    if agreed is not None:
        points = [text.wording(agreed.language).body for text in survey.consent]
        wording = "\n".join([*points, *agreed.form.get("agree", [])])
        found[RESEARCH] = {"given": True, "language": agreed.language, "wording": wording}
    question = survey.in_role(Role.QUOTE_CONSENT)
    if question is not None and question.code in answers:
        answer = answers[question.code]
        wording = question.label.wording(answer.language).body
        found[QUOTING] = {"given": answer.value == "yes", "language": answer.language, "wording": wording}
    for code, (language, wording) in (spoken or {}).items():
        if code in answers and recording_of(answers[code].value):
            found[f"{RECORDING}{code}"] = {"given": True, "language": language, "wording": wording}
    return found


def recordings_agreed(consents: Mapping[str, Consent]) -> dict[str, list[str]]:
    """What `consents_of` was given as `spoken`."""
    return {
        purpose.removeprefix(RECORDING): [str(consent["language"]), str(consent["wording"])]
        for purpose, consent in consents.items()
        if purpose.startswith(RECORDING)
    }
