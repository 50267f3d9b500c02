"""Interviews as they lie before whoever keys them: which guides there are, and one interview with its guide."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.errors import NotFoundError
from ei_collect.fieldwork.interview import Interview
from ei_collect.fieldwork.interview_reading import InterviewReading, read_interview
from ei_collect.fieldwork.sheet_code import read_sheet_code, shown_sheet_code
from ei_collect.operations.asking import Asking, all_guides, look_up
from ei_collect.operations.desk import Keyer
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.database import Connection
from ei_collect.store.interviews import find_interview
from ei_collect.store.sittings import sitting_with_id
from ei_collect.store.surveys import version as find_version
from ei_collect.survey.definition import PublishedVersion, Section, Survey


@dataclass(frozen=True)
class Interviewer(Keyer):
    """Who keys an interview. `reads`: they read all words of the project, and so anybody's unfinished interview."""

    reads: bool = False


@dataclass(frozen=True)
class InterviewDesk:
    """An interview with the guide that it follows, as that is offered now, and the names of wards by code."""

    interview: Interview
    guide: Asking
    wards: Mapping[str, str]

    @property
    def version(self) -> PublishedVersion:
        """The version of the guide."""
        return self.guide.version

    @property
    def survey(self) -> Survey:
        """The guide itself."""
        return self.guide.survey

    @property
    def wording(self) -> str:
        """The language of the guide's words: the interview's own, or the source that the interviewer put into it."""
        return wording_of(self.guide, self.interview.language)

    @property
    def where(self) -> str:
        """The interview as findings name it."""
        return f"interview {shown_sheet_code(self.interview.code)}"

    def section(self, number: int) -> Section:
        """The section with this number, counted from 1.

        Raises:
            NotFoundError: there is none.
        """
        if 1 <= number <= len(self.survey.sections):
            return self.survey.sections[number - 1]
        raise NotFoundError.of("page-absent", "is not there", where=f"page {number}", mend="Go back to the list.")

    def read(self) -> InterviewReading:
        """What has been typed comes to."""
        form, language = self.interview.form, self.interview.language
        return read_interview(self.survey, form, language, self.wording, self.wards)


def guides_in(installation: Installation, project: Project) -> tuple[Asking, ...]:
    """The newest version of each interview guide of a project."""
    return tuple(each for each in all_guides(installation) if each.project.id == project.id)


def guide_named(installation: Installation, project: Project, slug: str) -> Asking:
    """The newest version of one of them.

    Raises:
        NotFoundError: the project has no such guide.
    """
    found = next((each for each in guides_in(installation, project) if each.survey.slug == slug), None)
    if found is None:
        mend = "Choose from the list."
        raise NotFoundError.of("guide-unknown", "is no interview guide", where="the guide", mend=mend)
    return found


def wording_of(guide: Asking, language: str) -> str:
    """The language in which a guide is worded for an interview in `language`."""
    return language if language in guide.languages else guide.survey.language


def desk_of(
    connection: Connection, installation: Installation, who: Interviewer, typed_code: str, *, hold: bool = False
) -> InterviewDesk:
    """An interview of this project, inside a transaction that the caller owns.

    Raises:
        InputError: it cannot be a code.
        NotFoundError: there is none that this person may know of.
    """
    code, scope = read_sheet_code(typed_code), who.project.scope
    interview = find_interview(connection, scope, code, hold=hold)
    if interview is None or not _may_know(connection, who, interview):
        where = f"interview {shown_sheet_code(code)}"
        raise NotFoundError.of("interview-unknown", "is not one of ours", where=where, mend="Look at its code.")
    slug = find_version(connection, interview.version_id).survey.slug
    found = look_up(connection, installation, slug, None, interview.version_id)
    return InterviewDesk(interview, found.asking, found.wards)


def own_desk(
    connection: Connection, installation: Installation, who: Interviewer, code: str, *, hold: bool = False
) -> InterviewDesk:
    """The same, where this person keys it and it is not finished.

    Raises:
        NotFoundError: they do not, or it is.
    """
    desk = desk_of(connection, installation, who, code, hold=hold)
    if desk.interview.is_finished or desk.interview.typed_by is None or not is_theirs(who, desk.interview):
        raise NotFoundError.of("not-keying", "is not being keyed by you", where=desk.where, mend="Go back to the list.")
    return desk


def is_theirs(who: Interviewer, interview: Interview) -> bool:
    """Whether this person may key an interview: nobody else has begun it, or they read all words anyway."""
    return interview.typed_by in {None, who.user.id} or who.reads


def _may_know(connection: Connection, who: Interviewer, interview: Interview) -> bool:
    """A partner knows of their own sittings' interviews alone, and of those that they have begun themselves."""
    if who.opened_by is None or interview.typed_by == who.user.id:
        return True
    sitting = sitting_with_id(connection, who.project.scope, interview.sitting_id) if interview.sitting_id else None
    return sitting is not None and sitting.opened_by == who.opened_by
