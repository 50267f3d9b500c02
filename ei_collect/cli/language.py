"""`ei-collect language ...`."""

import argparse

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.language_status import LanguageStatus, language_status
from ei_collect.operations.projects import project_of_survey
from ei_collect.operations.publishing import sign_off
from ei_collect.operations.translating import translation_findings, update_catalogues, write_templates
from ei_collect.store.surveys import Signoff

HEADINGS = ("survey", "language", "complete", "missing", "stale", "needs review", "published", "signed off by")


def register(commands: Commands) -> None:
    """Declare the verbs of `language`."""
    verbs = group(commands, "language", "translations and their sign-offs")
    status = command(verbs, "status", "how far each language has come", _status, logged=False)
    status.add_argument("--survey", help="the slug of one survey; by default all")
    signoff = command(verbs, "signoff", "record that a speaker has read the wording of the latest version", _signoff)
    signoff.add_argument("--survey", required=True, help="its slug")
    signoff.add_argument("--language", required=True, help="its code, such as ar")
    signoff.add_argument("--reviewer", required=True, help="the name of the speaker who read it")
    command(verbs, "check", "print everything that is wrong with templates and catalogues", _check, logged=False)
    command(verbs, "template", "make the templates for translators anew", _template, logged=False)
    update = command(verbs, "update", "bring the catalogues of a language up to date", _update, logged=False)
    update.add_argument("language", help="its code, such as ar")


def _status(arguments: argparse.Namespace, installation: Installation) -> int:
    rows = [HEADINGS, *(_row(one) for one in language_status(installation, arguments.survey))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _row(status: LanguageStatus) -> tuple[str, ...]:
    counts = (status.missing, status.stale, status.needs_review)
    told = (_yes(status.complete), *map(str, counts), _yes(status.published))
    return status.survey, status.language.code, *told, _signed(status.signoff, reread=status.reread)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _signed(signoff: Signoff | None, *, reread: bool) -> str:
    if signoff is None:
        return "-"
    carried = f", carried from version {signoff.carried_from}" if signoff.carried_from else ""
    changed = ", words have changed since" if reread else ""
    return f"{signoff.reviewer}, {signoff.signed_on}{carried}{changed}"


def _signoff(arguments: argparse.Namespace, installation: Installation) -> int:
    project = project_of_survey(installation, arguments.survey)
    version = sign_off(installation, project.scope, arguments.survey, arguments.language, arguments.reviewer)
    print(f"{arguments.language} of survey {arguments.survey}, version {version.number}, is signed off")
    return 0


def _check(_arguments: argparse.Namespace, installation: Installation) -> int:
    findings = translation_findings(installation.config)
    for finding in findings:
        print(finding)
    if not findings:
        print("no findings")
    return 1 if findings else 0


def _template(_arguments: argparse.Namespace, installation: Installation) -> int:
    for path in write_templates(installation.config):
        print(path)
    return 0


def _update(arguments: argparse.Namespace, installation: Installation) -> int:
    for path in update_catalogues(installation.config, arguments.language):
        print(path)
    return 0
