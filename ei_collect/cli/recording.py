"""Running a command with a line in the log before it, and one for what came of it."""

import argparse

from ei_collect.errors import CollectError
from ei_collect.operations.auditing import begin, end, named
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named, project_of_survey
from ei_collect.projects.log import COMMAND_LINE, Act, Outcome

NAMED = ("survey", "language", "showing", "role", "slug")
"""The options that name something of ours; what else was typed, a file or an address, is nobody's business."""


def run_recorded(arguments: argparse.Namespace, installation: Installation) -> int:
    """Carry out a command; its exit status. What only the command knew it leaves in `arguments.mentioned`, as ids.

    Raises:
        CollectError, OSError: as the command does, which is written down as well.
    """
    if not arguments.logged:
        return int(arguments.run(arguments, installation))
    act = _act(arguments, installation)
    number, outcome = begin(installation, act, hands_out=arguments.hands_out), Outcome.FAILED
    try:
        status = int(arguments.run(arguments, installation))
        outcome = Outcome.REFUSED if status else Outcome.DONE
    finally:
        end(installation, number, named(act, getattr(arguments, "mentioned", {})), outcome)
    return status


def _act(arguments: argparse.Namespace, installation: Installation) -> Act:
    given = {name: str(value) for name in NAMED if (value := getattr(arguments, name, None))}
    return Act(COMMAND_LINE, f"ei-collect {arguments.called}", given, _project_id(arguments, installation))


def _project_id(arguments: argparse.Namespace, installation: Installation) -> str:
    """The project that a command is about; empty where it is about none, or about one that is not there."""
    project, survey = (getattr(arguments, name, None) for name in ("project", "survey"))
    try:
        if project:
            return project_named(installation, project).id
        return project_of_survey(installation, survey).id if survey else ""
    except CollectError:
        return ""
