"""The demonstration's interviews: invented, keyed as any other by its fieldworker, and marked as synthetic."""

from collections.abc import Mapping
from typing import Any

import yaml

from ei_collect.answering.receipts import mint
from ei_collect.fieldwork.interview_reading import NOTES
from ei_collect.operations.asking import Asking
from ei_collect.operations.demonstration import STAFF, Demonstration
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_desk import Interviewer, guides_in
from ei_collect.operations.interview_finishing import finish
from ei_collect.operations.interviewing import begin, save_facts, save_section
from ei_collect.projects.project import MemberRole
from ei_collect.store.members import find_login
from ei_collect.store.responses import responses_after
from ei_collect.survey.definition import Section

GUIDE = "neighbourhood-interview"


def hold_interviews(installation: Installation, demonstration: Demonstration) -> int:
    """Key and finish the invented interviews, unless there are interviews already; how many were.

    Their slips are printed by nobody: what nobody said, nobody takes back.
    """
    project = demonstration.project
    guide = next((each for each in guides_in(installation, project) if each.survey.slug == GUIDE), None)
    email = next(email for email, (_, role) in STAFF.items() if role is MemberRole.FIELDWORKER)
    with installation.database.reading() as connection:
        login = find_login(connection, email)
        there = responses_after(connection, project.scope, GUIDE, "")
    if guide is None or login is None or there:
        return 0
    path = installation.config.surveys / "demonstration" / "interviews" / "interviews.yaml"
    invented = yaml.safe_load(path.read_text(encoding="utf-8"))  # the program's own, so its form is taken for granted
    for each in invented:
        _hold(installation, Interviewer(login[0], project), guide, each)
    return len(invented)


def _hold(installation: Installation, who: Interviewer, guide: Asking, invented: Mapping[str, Any]) -> None:
    interview = begin(installation, who, guide, invented["language"])
    facts = {name: [value] for name, value in invented["facts"].items()}
    save_facts(installation, who, interview.code, facts, interview.language)
    for number, section in enumerate(guide.survey.sections, start=1):
        save_section(installation, who, interview.code, number, _typed(section, invented))
    finish(installation, who, interview.code, mint(), synthetic=True)


def _typed(section: Section, invented: Mapping[str, Any]) -> dict[str, list[str]]:
    codes = {question.code for question in section.questions}
    told = {**invented["said"], **invented["chosen"]}
    said = {f"q_{code}": [words] for code, words in told.items() if code in codes}
    return said | {f"{NOTES}{code}": [words] for code, words in invented["notes"].items() if code in codes}
