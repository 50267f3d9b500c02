"""`ei-collect survey ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.checking import check_surveys
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named
from ei_collect.operations.publishing import publish
from ei_collect.survey.loading import load_survey


def register(commands: Commands) -> None:
    """Declare the verbs of `survey`."""
    verbs = group(commands, "survey", "definitions of surveys")
    check = command(verbs, "check", "print everything that is wrong with survey files", _check, logged=False)
    check.add_argument("files", nargs="*", type=Path, help="by default every survey of the installation")
    check.add_argument("--languages", default="", help="languages that must be complete, such as ar,so")
    publish_verb = command(verbs, "publish", "freeze a survey into its next version", _publish)
    publish_verb.add_argument("file", type=Path)
    publish_verb.add_argument("--project", required=True, help="the slug of the project that it belongs to")


def _check(arguments: argparse.Namespace, installation: Installation) -> int:
    demanded = [code.strip() for code in arguments.languages.split(",") if code.strip()]
    report = check_surveys(installation.config, arguments.files, demanded)
    for note in report.notes:
        print(f"note: {note}")
    for finding in report.findings:
        print(finding)
    if not report.findings:
        print("no findings")
    return 1 if report.findings else 0


def _publish(arguments: argparse.Namespace, installation: Installation) -> int:
    survey = load_survey(arguments.file)
    version = publish(installation, project_named(installation, arguments.project).scope, survey)
    print(f"survey {survey.slug} is published as version {version.number} in {', '.join(version.languages)}")
    return 0
