"""The demonstration: a project with wards, codebook, instruments and staff, set up once however often it is asked for.

Its respondents are invented; `cli/demonstration.py` sends their answers through the real app. So are its places, which
say so in their names, and its photos, which are painted.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ei_collect.answering.sketches import Sketch
from ei_collect.answering.translation import Translation
from ei_collect.coding.loading import load_codebook
from ei_collect.errors import NotFoundError
from ei_collect.fieldwork.sitting import Plan
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.moderating import Decision, decide
from ei_collect.operations.placing import all_places, import_places
from ei_collect.operations.postering import Batch, make_posters
from ei_collect.operations.projects import NewProject, add_project, project_named, set_project
from ei_collect.operations.publishing import publish
from ei_collect.operations.sitting import asked_in, open_sitting
from ei_collect.operations.standing import visit
from ei_collect.operations.text_translating import first_language, translate_caption
from ei_collect.places.poster import Poster
from ei_collect.projects.project import HelpLine, MemberRole, Project
from ei_collect.store.members import find_login
from ei_collect.store.photos import sent_photos
from ei_collect.store.sittings import sittings_of
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey

SLUG = "bristol"
CODEBOOK = "codebook.yaml"
MEETING_SURVEY = "neighbourhood"
MEETING_LANGUAGES = ("en", "ar", "so", "zh-Hans")
RECALLED_FOR = timedelta(days=180)
EXAMPLES = {
    "controller": "Example Council, 1 Example Street (an example: no council is behind this)",
    "help_lines": (
        HelpLine("Example help line (invented)", "tel:+441174960000"),  # a number that is kept free for stories
        HelpLine("Example advice centre (invented)", "https://example.org/advice"),
        HelpLine("Example community centre (invented)", "1 Example Street, on weekdays"),
    ),
    "last_round": {
        "en": "An example, not the truth: people said that the last bus goes too early. It now goes an hour later.\n"
        "They asked for more benches. There are none yet; the town says why in its plan."
    },
}
"""What the first page and those beside it say of the demonstration."""
POSTERS_FOR, POSTERS = "day-in-my-life", "Example posters (invented places)"
POSTER_LANGUAGES = ("en", "ar", "so", "pl")
RESEARCHER = "researcher@example.org"
STAFF = {
    RESEARCHER: ("Demonstration researcher", MemberRole.RESEARCHER),
    "facilitator@example.org": ("Demonstration facilitator", MemberRole.FACILITATOR),
    "administrator@example.org": ("Demonstration administrator", MemberRole.ADMINISTRATOR),
    "partner@example.org": ("Demonstration partner", MemberRole.PARTNER),
    "fieldworker@example.org": ("Demonstration fieldworker", MemberRole.FIELDWORKER),
    "coder@example.org": ("Demonstration coder", MemberRole.CODER),
    "moderator@example.org": ("Demonstration moderator", MemberRole.MODERATOR),
    "safeguarding@example.org": ("Demonstration safeguarding lead", MemberRole.SAFEGUARDING),
    "auditor@example.org": ("Demonstration auditor", MemberRole.AUDITOR),
}


@dataclass(frozen=True)
class Demonstration:
    """What has been set up; `accounts` is the file with the staff's passwords, readable by its owner alone."""

    project: Project
    versions: tuple[PublishedVersion, ...]
    accounts: Path


def set_up(installation: Installation) -> Demonstration:
    """Make whatever of the demonstration is not there yet."""
    project = _project(installation)
    use_codebook(installation, project.scope, load_codebook(installation.config.surveys / CODEBOOK))
    versions = tuple(
        publish(installation, project.scope, load_survey(path))
        for path in sorted(installation.config.surveys.glob("*.yaml"))
        if path.name != CODEBOOK
    )
    accounts = _accounts(installation, project)
    _meet(installation, project)
    return Demonstration(project, versions, accounts)


def hang_posters(installation: Installation, demonstration: Demonstration) -> tuple[Poster, ...]:
    """Bring in the invented places, with a poster at each; those that are there already are given again."""
    project = demonstration.project
    import_places(installation, project, installation.config.surveys / "demonstration" / "places" / "places.csv")
    shown = visit(installation, POSTERS_FOR, None, project.languages[0]).asking.languages
    languages = tuple(code for code in POSTER_LANGUAGES if code in shown)
    batch = Batch(POSTERS_FOR, POSTERS, languages, today())
    return make_posters(installation, project, batch, all_places(installation, project))


def sketchers_there(installation: Installation, project: Project) -> int:
    """How many invented photographers have sent photos."""
    with installation.database.reading() as connection:
        return len({sent.response_id for sent in sent_photos(connection, project.scope) if sent.synthetic})


def look_after(installation: Installation, project: Project, photo_id: str, sketch: Sketch) -> None:
    """Let the demonstration's researcher decide about an invented photo and translate its caption, where wanted."""
    with installation.database.reading() as connection:
        login = find_login(connection, RESEARCHER)
    if login is None:
        return
    if sketch.status:
        decision = Decision(sketch.status, sketch.reason, sketch.alt, sketch.cleared)
        decide(installation, project.scope, login[0], photo_id, decision)
    if sketch.translation:
        given = Translation(first_language(project), sketch.translation, "", sketch.tool)
        translate_caption(installation, project, login[0], photo_id, given)


def _project(installation: Installation) -> Project:
    try:
        project = project_named(installation, SLUG)
    except NotFoundError:
        project = add_project(
            installation,
            NewProject(
                slug=SLUG,
                name="Everyday Bristol (demonstration)",
                languages=tuple(LANGUAGES),
                contact="team@example.org",
                demonstration=True,
            ),
        )
    if project.controller:
        return project
    return set_project(installation, SLUG, {**EXAMPLES, "recall_until": today() + RECALLED_FOR})


def _accounts(installation: Installation, project: Project) -> Path:
    """One account for each role, with a password of its own that is written down once."""
    path = installation.config.data / "demonstration-accounts.txt"
    for email, (name, role) in STAFF.items():
        with installation.database.reading() as connection:
            there = find_login(connection, email)
        if there:
            continue
        password = secrets.token_urlsafe(12)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as lines:
            lines.write(f"{role.value}: {email} {password}\n")
        grant(installation, project.scope, add_user(installation, email, name, password), role)
    return path


def _meet(installation: Installation, project: Project) -> None:
    """One sitting, opened by the partner, unless there is one."""
    partner = next(email for email, (_, role) in STAFF.items() if role is MemberRole.PARTNER)
    with installation.database.reading() as connection:
        there, login = sittings_of(connection, project.scope), find_login(connection, partner)
    asked = [each for each in asked_in(installation, project) if each.survey.slug == MEETING_SURVEY]
    if there or login is None or not asked:
        return
    languages = tuple(code for code in MEETING_LANGUAGES if code in asked[0].languages)
    plan = Plan("Example hall (invented)", today(), (MEETING_SURVEY,), languages, expected=12, keyed_twice=20)
    open_sitting(installation, project, login[0], plan)
