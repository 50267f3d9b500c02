"""Where one person is in a survey: what they saved and sent, what that says, and the path that it opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.answering.form import Form, read_form
from ei_collect.answering.kinds import Wards
from ei_collect.answering.path import Path, find_path
from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Answer, Help, Response
from ei_collect.errors import Finding
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, find_drafts
from ei_collect.store.places import wards_of
from ei_collect.store.responses import find_by_key
from ei_collect.survey.definition import PublishedVersion

LAST_PAGE = "check"  # no section has this code: it is reserved


@dataclass(frozen=True)
class Standing:
    """Where one person is: what they saved by section, what they sent, what that says, and the path that it opens.

    `findings` are the faults along the path, by section.
    """

    drafts: Mapping[str, Draft]
    sent: Response | None
    answers: Mapping[str, Answer]
    path: Path
    findings: Mapping[str, tuple[Finding, ...]]
    wards: Wards

    def form(self, section_code: str) -> Form:
        """What was typed into this section."""
        return self.drafts[section_code].form if section_code in self.drafts else {}

    @property
    def help(self) -> Help:
        """What was said about help before looking elsewhere."""
        return Help(self.form(LAST_PAGE).get("help", [Help.UNKNOWN])[0])


def find_standing(
    installation: Installation, project: Project, version: PublishedVersion, key: str | None, language: str
) -> Standing:
    """Where the person with this code is; at the very beginning where there is no code or nothing saved under it."""
    with installation.database.reading() as connection:
        return read_standing(connection, installation, project, version, key=key, language=language)


def read_standing(
    connection: Connection,
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    *,
    key: str | None,
    language: str,
) -> Standing:
    """Where the person with this code is, by a connection that the caller has open."""
    hashed = key_hash(installation.config.secret_key, key) if key else ""
    found = find_drafts(connection, project.scope, hashed) if key else {}
    drafts = {code: draft for code, draft in found.items() if draft.version_id == version.id}
    sent = find_by_key(connection, project.scope, hashed) if key else None
    wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
    answers, faults = _read_all(version, drafts, sent, wards, language)
    path = find_path(version.survey, answers)
    findings = {
        page.section.code: found_there
        for page in path.pages
        if (found_there := tuple(faults[question.code] for question in page.questions if question.code in faults))
    }
    return Standing(drafts, sent, answers, path, findings, wards)


def _read_all(
    version: PublishedVersion, drafts: Mapping[str, Draft], sent: Response | None, wards: Wards, language: str
) -> tuple[dict[str, Answer], dict[str, Finding]]:
    """Every section's answers and faults, by question; one that was sent and not typed into since says what it said."""
    answers: dict[str, Answer] = dict(sent.submission.answers) if sent else {}
    faults: dict[str, Finding] = {}
    for section in version.survey.sections:
        draft = drafts.get(section.code)
        if draft is None and sent:
            continue
        reading = read_form(
            section.questions, draft.form if draft else {}, draft.language if draft else language, wards
        )
        answers |= reading.answers
        faults |= {finding.where: finding for finding in reading.findings}
    return answers, faults
