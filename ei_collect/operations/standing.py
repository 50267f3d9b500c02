"""Where one person is in a survey: what they saved and sent, what that says, and the path that it opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ei_collect.answering.form import Form, field_name, read_form
from ei_collect.answering.interpreting import Interpreted, interpreted
from ei_collect.answering.kinds import RECORDING, Wards, recording_of
from ei_collect.answering.path import Path, find_path
from ei_collect.answering.response import Answer, Help, Response
from ei_collect.answering.tongues import in_their_languages
from ei_collect.errors import Finding
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.asking import Asking, Lookup, answerable, look_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.memory import Shelf
from ei_collect.operations.photo_answers import photos_sent_of
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.responses import find_by_key
from ei_collect.survey.definition import Kind, PublishedVersion, Section

LAST_PAGE = "check"
CONSENT = "consent"
CHANGE = "change"
VOICE = "voice"
"""Drafts that are no sections: help and wishes of the last page, the consent, which answers are being changed, and what
was agreed to for recordings: question to the language and the words."""
EASY = "easy"
HELP, HELP_FROM, HELP_INTO = "help", "help_from", "help_into"
READABLE = "readable"
BEGINNER = "beginner"
STOPPED = "stopped"
YES = "1"


@dataclass(frozen=True)
class Standing:
    """Where one person is: what they saved by section, what they sent, what that says, and the path that it opens.

    `findings` are the faults along the path, by section. `sent` is read only where somebody types again after sending;
    `sent_on` always says whether, and on which day, answers were sent. `answers` is what the drafts alone say, which
    pages may show; `whole` what they say together with what was sent, which is for sending and never shown.
    """

    drafts: Mapping[str, Draft]
    sent: Response | None
    sent_on: date | None
    is_buried: bool
    answers: Mapping[str, Answer]
    whole: Mapping[str, Answer]
    path: Path
    findings: Mapping[str, tuple[Finding, ...]]
    wards: Wards

    def form(self, section_code: str) -> Form:
        """What was typed into this section."""
        return self.drafts[section_code].form if section_code in self.drafts else {}

    def shows(self, section_code: str) -> bool:
        """Whether the pages of answering may show a section: of answers that were sent only what was typed again since.

        Otherwise an old page, or the code alone, would open words that their author did not wish to be opened.
        """
        return self.sent_on is None or CHANGE in self.drafts or section_code in self.drafts

    @property
    def has_begun(self) -> bool:
        """Whether anything is saved that waits to be sent."""
        return bool(self.drafts)

    @property
    def has_agreed(self) -> bool:
        """Whether the agreement to take part is kept, with what waits to be sent or with what was sent."""
        return CONSENT in self.drafts or self.sent_on is not None

    @property
    def help(self) -> Help:
        """What was said about help before looking elsewhere."""
        return Help(self.form(LAST_PAGE).get(HELP, [Help.UNKNOWN])[0])

    @property
    def interpreted(self) -> Interpreted | None:
        """What was said there about an interpreter's languages; None while nothing was said there at all."""
        if LAST_PAGE not in self.drafts:
            return None
        source, target = (self.form(LAST_PAGE).get(name, [None])[0] for name in (HELP_FROM, HELP_INTO))
        return interpreted(self.help, source, target)

    @property
    def readable(self) -> bool:
        """Whether the person wishes the code to open the words."""
        return READABLE in self.form(LAST_PAGE)

    @property
    def stopped_in(self) -> str | None:
        """The section to go on with: where the person stopped, else the first that was never saved; None after all."""
        asked = [page.section.code for page in self.path.pages]
        stopped = [code for code in asked if STOPPED in self.form(code)]
        return next(iter([*stopped, *(code for code in asked if code not in self.drafts)]), None)

    @property
    def easy_read(self) -> bool:
        """Whether some section was answered in easy read."""
        return any(EASY in draft.form for draft in self.drafts.values())


@dataclass(frozen=True)
class Visit:
    """What a page of a respondent needs: the survey as it is put to them, where they are, and what is remembered."""

    asking: Asking
    standing: Standing
    shelf: Shelf


def last_page(helped: Help, languages: Interpreted, *, readable: bool) -> dict[str, list[str]]:
    """What is said on the last page, as its draft holds it."""
    between = {HELP_FROM: languages.source, HELP_INTO: languages.target}
    said = {HELP: helped.value, **between, READABLE: YES if readable else None}
    return {name: [value] for name, value in said.items() if value}


def visit(installation: Installation, survey_slug: str, key: str | None, language: str, version_id: str = "") -> Visit:
    """Where the person with this code is; at the very beginning where there is no code or nothing saved under it.

    Raises:
        NotFoundError: no such survey has been published, or nobody answers it by themselves.
    """
    if key is not None or version_id or language not in LANGUAGES:
        return _look_up(installation, survey_slug, key, language, version_id)
    shelf = installation.memory.recent() or _look_up(installation, survey_slug, None, language).shelf
    return shelf.recall(lambda: _look_up(installation, survey_slug, None, language), BEGINNER, survey_slug, language)


def _look_up(
    installation: Installation, survey_slug: str, key: str | None, language: str, version_id: str = ""
) -> Visit:
    with installation.database.reading() as connection:
        found = look_up(connection, installation, survey_slug, key, version_id)
        answerable(found.asking)
        return Visit(found.asking, read_standing(connection, found, language), found.shelf)


def read_standing(connection: Connection, found: Lookup, language: str, *, saving: bool = False) -> Standing:
    """Where somebody is of whom all that is kept has been looked up; what was sent is read where they type again."""
    version, kept = found.asking.version, found.kept
    drafts = {code: draft for code, draft in kept.drafts.items() if draft.version_id == version.id}
    typed_again = kept.sent_version is not None and (saving or bool(drafts)) and CHANGE not in drafts
    sent = find_by_key(connection, found.asking.project.scope, found.key_hash) if typed_again else None
    return standing_of(found, drafts, sent, language)


def standing_of(found: Lookup, drafts: Mapping[str, Draft], sent: Response | None, language: str) -> Standing:
    """What these drafts, and what was sent before, come to."""
    version, kept = found.asking.version, found.kept
    whole, faults = _read_all(version, drafts, sent, found.wards, language)
    answers = _read_all(version, drafts, None, found.wards, language)[0] if sent else whole
    path = find_path(version.survey, whole)
    findings = {
        page.section.code: found_there
        for page in path.pages
        if (found_there := tuple(faults[question.code] for question in page.questions if question.code in faults))
    }
    return Standing(drafts, sent, kept.sent_on, kept.is_buried, answers, whole, path, findings, found.wards)


def _read_all(
    version: PublishedVersion, drafts: Mapping[str, Draft], sent: Response | None, wards: Wards, language: str
) -> tuple[dict[str, Answer], dict[str, Finding]]:
    """Every section's answers and faults, by question; one that was sent and not typed into since says what it said."""
    answers: dict[str, Answer] = dict(sent.submission.answers) if sent else {}
    faults: dict[str, Finding] = {}
    heard = None if CHANGE in drafts else sent
    for section in version.survey.sections:
        draft = drafts.get(section.code)
        if draft is None and sent:
            continue
        form = {**_sounds_of(section, heard), **photos_sent_of(section, heard), **(draft.form if draft else {})}
        reading = read_form(section.questions, form, draft.language if draft else language, wards)
        answers |= in_their_languages(reading.answers, draft.form) if draft else reading.answers
        faults |= {finding.where: finding for finding in reading.findings}
    return answers, faults


def _sounds_of(section: Section, sent: Response | None) -> dict[str, list[str]]:
    """The recordings that were sent of a section: what is typed again without a wish to change takes none away."""
    answers = sent.submission.answers if sent else {}
    return {
        field_name(question, RECORDING): [there]
        for question in section.questions
        if question.kind is Kind.VOICE and question.code in answers
        if (there := recording_of(answers[question.code].value))
    }
