"""What somebody agreed to, purpose by purpose, in the words and the language in which it was put to them."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ei_collect.answering.form import Form
from ei_collect.answering.kinds import recording_of
from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.response import QUOTING, Answer
from ei_collect.language.catalogues import Catalogue, Key
from ei_collect.store.drafts import Draft
from ei_collect.survey.definition import Role, Survey

RESEARCH = "research"
RECORDING = "recording:"
"""With the code of the question behind it."""

PHOTO_SHOWING, PHOTO_PEOPLE = "photo_showing", "photo_people"
"""The two choices beside each photo; what was chosen is kept with the photo's answer."""
PHOTO_LADDER: Mapping[str, tuple[Key, ...]] = {
    PHOTO_SHOWING: (
        (None, "You choose for each photo who may see it. If you choose nothing, only the team does."),
        (None, "Who may see this photo?"),
        (None, "Only the team"),
        (None, "The people at the forum too"),
        (None, "Everyone: you may print it or put it online"),
    ),
    PHOTO_PEOPLE: (
        (None, "Are there people in it?"),
        ("people in a photo", "No"),
        (None, "Yes, and they agreed"),
        (None, "Yes, but nobody can tell who they are"),
        (None, "I am not sure"),
        (None, "Yes, there are children"),
    ),
}
"""The messages in which a page puts them (`kinds/photo.html`, `photo_fields.html`, `photo_words.html`), in order."""

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


def photo_consents(answers: Mapping[str, Answer], interface: Callable[[str], Catalogue]) -> dict[str, Consent]:
    """What was put to whoever sends photos about showing them, in the language of the page with the first of these."""
    language = next((answer.language for answer in answers.values() if photos_of(answer.value)), None)
    if language is None:
        return {}
    catalogue = interface(language)
    return {
        purpose: {
            "given": True,
            "language": language,
            "wording": "\n".join(catalogue.find(context, source) or source for context, source in messages),
        }
        for purpose, messages in PHOTO_LADDER.items()
    }


def recordings_agreed(consents: Mapping[str, Consent]) -> dict[str, list[str]]:
    """What `consents_of` was given as `spoken`."""
    return {
        purpose.removeprefix(RECORDING): [str(consent["language"]), str(consent["wording"])]
        for purpose, consent in consents.items()
        if purpose.startswith(RECORDING)
    }
