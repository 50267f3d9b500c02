"""What a member of staff meets first: their projects, and how far the work of each is."""

from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from ei_collect.answering.kinds import KINDS, Pictured, Shown, Spoken, Wards
from ei_collect.answering.response import Answer, Missing
from ei_collect.operations.signing import signed_off
from ei_collect.operations.suggesting import questions_to_code
from ei_collect.photos.showing import Status
from ei_collect.projects.project import Permission, Project
from ei_collect.store.conflicts import Conflict, conflicts_of, count_conflicts
from ei_collect.store.database import Connection
from ei_collect.store.excerpts import count_to_check
from ei_collect.store.members import projects_of
from ei_collect.store.moderation import count_photos
from ei_collect.store.places import wards_of
from ei_collect.store.queues import Wanted, count_queued, count_responses
from ei_collect.store.suggestions import count_open
from ei_collect.store.surveys import latest_versions, version
from ei_collect.store.transcripts import count_to_write_down
from ei_collect.survey.definition import PublishedVersion, Question
from ei_collect.web import session
from ei_collect.web.access import members_only, staff_only
from ei_collect.web.installed import installation

PAGE = 20

staff = Blueprint("staff", __name__)
session.protect_forms(staff)


@dataclass(frozen=True)
class Asked:
    """A survey with the number of its responses, real and synthetic; `drafts`: translations that nobody signed off."""

    version: PublishedVersion
    drafts: frozenset[str]
    real: int
    synthetic: int


@dataclass(frozen=True)
class Overview:
    """How far a project is: exact counts, for its own staff."""

    surveys: tuple[Asked, ...]
    texts: int
    uncoded: int
    suggestions: int
    to_check: int
    conflicts: int
    recordings: int
    photos: int


@dataclass(frozen=True)
class Difference:
    """One question to which the same key brought two answers."""

    question: Question
    kept: tuple[Shown, ...]
    other: tuple[Shown, ...]


@staff.get("/staff/")
@staff_only()
def projects() -> str:
    """The projects of which one is a member."""
    with installation().database.reading() as connection:
        mine = projects_of(connection, session.signed_in_user().id)
    return render_template("staff/projects.html", projects=mine)


@staff.get("/staff/<project>/")
@members_only(Permission.SEE_PROJECT)
def overview(project: str) -> str:
    """How far the work of a project is, and where it goes on."""
    return render_template("staff/overview.html", project=g.project, overview=_overview(g.project))


@staff.get("/staff/<project>/conflicts")
@members_only(Permission.REVIEW_CONFLICTS)
def conflicts(project: str) -> str:
    """Answers that came twice under one key and differ, side by side."""
    with installation().database.reading() as connection:
        found = conflicts_of(connection, g.project.scope, after=request.args.get("after"), limit=PAGE)
        wards = {ward.code: ward.name for ward in wards_of(connection, g.project.place_set)}
        surveys = {each.id: version(connection, each.response.submission.version_id) for each in found}
    compared = [(each, _differences(each, surveys[each.id], wards)) for each in found]
    more = found[-1].id if len(found) == PAGE else None
    return render_template("staff/conflicts.html", project=g.project, compared=compared, more=more)


def _overview(project: Project) -> Overview:
    with installation().database.reading() as connection:
        versions = latest_versions(connection, project.scope)
        counts = count_responses(connection, project.scope)
        questions = questions_to_code(versions)
        return Overview(
            surveys=tuple(
                Asked(each, _drafts(connection, project, each), *counts.get(each.survey.slug, (0, 0)))
                for each in versions
            ),
            texts=count_queued(connection, project.scope, Wanted(questions)),
            uncoded=count_queued(connection, project.scope, Wanted(questions, uncoded=True)),
            suggestions=count_open(connection, project.scope),
            to_check=count_to_check(connection, project.scope),
            conflicts=count_conflicts(connection, project.scope),
            recordings=count_to_write_down(connection, project.scope),
            photos=count_photos(connection, project.scope).get(Status.NEW, 0),
        )


def _drafts(connection: Connection, project: Project, version: PublishedVersion) -> frozenset[str]:
    signed = signed_off(connection, installation(), project.scope, version)
    return frozenset(version.languages) - {version.survey.language} - signed


def _differences(conflict: Conflict, answered: PublishedVersion, wards: Wards) -> tuple[Difference, ...]:
    kept = conflict.response.submission.answers
    return tuple(
        Difference(question, _shown(question, kept.get(question.code), wards), _shown(question, other, wards))
        for question in answered.survey.questions()
        if (other := conflict.others.get(question.code)) != kept.get(question.code)
    )


@staff.app_template_filter("spoken")
def spoken(shown: Shown) -> str:
    """What was answered as plain words, in English where there is English."""
    if isinstance(shown, Spoken):
        return "(a recording)"
    if isinstance(shown, Pictured):
        caption = shown.answer.caption
        return f"(photo {shown.answer.photo}) {caption.body if caption else ''}".rstrip()
    return shown if isinstance(shown, str) else shown.body


def _shown(question: Question, answer: Answer | None, wards: Wards) -> tuple[Shown, ...]:
    if answer is None:
        return ()
    if isinstance(answer.value, Missing):
        return (answer.value.value.replace("_", " "),)
    return KINDS[question.kind].show(question, answer.value, "en", wards)
