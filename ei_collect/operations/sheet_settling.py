"""What becomes of a sheet that has been typed: its answers are kept once nobody doubts them, and what was typed goes.

Where two passes differ, a third person looks at each difference. Nothing counts before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ei_collect.answering.interpreting import interpreted
from ei_collect.answering.response import Device, Help, Quotable, Submission
from ei_collect.errors import Finding, InputError
from ei_collect.fieldwork.comparing import Difference, differences
from ei_collect.fieldwork.keyed import Keyed, PageToKey
from ei_collect.fieldwork.keying import Typed, read_page
from ei_collect.fieldwork.numbering import READABLE, RESEARCH
from ei_collect.fieldwork.paper_answers import paper_answers
from ei_collect.fieldwork.paper_form import HELP, HELP_FROM, HELP_INTO
from ei_collect.operations.agreeing import consents_of
from ei_collect.operations.desk import Desk, Keyer, desk_of
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep_under, today
from ei_collect.operations.scan_files import drop_needless_scans
from ei_collect.operations.signing import served_interface
from ei_collect.projects.project import Project
from ei_collect.store import keyings as store
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.ids import new_id
from ei_collect.store.keyings import Keying, SheetStatus, SheetToKey
from ei_collect.survey.definition import Role

AGREEMENT = "I have read this, and I agree to take part."
"""The sentence beside the box, as `web/templates/resident/agreement.html` has it for screens."""
OTHER = "other"
"""The choice of whoever settles, where neither of the two typed what stands there."""


class Settled(StrEnum):
    """What became of a sheet when a pass over it was finished."""

    SETTLED = "settled"
    WAITS_FOR_SECOND = "waits_for_second"
    DIFFERS = "differs"
    NOT_AGREED = "not_agreed"


@dataclass(frozen=True)
class Compared:
    """A sheet that two people typed, and where they differ, by the number of the question."""

    desk: Desk
    first: Keying
    second: Keying
    differences: Mapping[int, tuple[Difference, ...]]

    def place(self, number: int) -> PageToKey:
        """One differing question, or with 0 the boxes beside them, as a page of its own."""
        if number == 0:
            form = self.desk.form
            return PageToKey(0, form.consents, form.helps, (), form.between)
        asked = [question for section in self.desk.form.sections for question in section.questions]
        return PageToKey(0, (), (), tuple(question for question in asked if question.number == number))


def compared(installation: Installation, keyer: Keyer, code: str) -> Compared:
    """A sheet on which two passes differ.

    Raises:
        NotFoundError: there is no such sheet that this person may know of.
        InputError: it does not wait for a third look.
    """
    with installation.database.reading() as connection:
        return _compare(desk_of(connection, keyer, code))


def settle(
    installation: Installation,
    keyer: Keyer,
    code: str,
    choices: Mapping[int, str],
    typed: Mapping[int, Typed],
) -> Settled:
    """Settle a sheet: `choices` says for each question that differs "1" or "2", the pass that is right, or OTHER.

    `typed` is what stands there then, by question.

    Raises:
        InputError: a difference is not decided, what was typed cannot be, or the sheet does not wait for it.
        NotFoundError: there is no such sheet that this person may know of.
        GoneError: what stands on it has been taken back.
    """
    with installation.database.writing() as connection:
        found = _compare(desk_of(connection, keyer, code, hold=True))
        keyed = _decided(found, choices, typed)
        third = Keying(new_id("ke"), found.desk.sheet.id, 3, keyer.user.id, today(), done=True)
        store.insert_keying(connection, keyer.project.scope, third)
        settled = settle_within(connection, installation, keyer.project, found.desk, keyed)
    sweep_after(installation, settled)
    return settled


def settle_within(
    connection: Connection, installation: Installation, project: Project, desk: Desk, keyed: Keyed
) -> Settled:
    """Keep what stands on a sheet as answers under the code of its slip, and let go of what was typed."""
    if not has_agreed(keyed):
        return put_aside(connection, project, desk.sheet)
    submission = _submission(installation, desk, keyed)
    keep_under(connection, installation, project.scope, desk.version, submission, hashed=desk.sheet.key_hash)
    store.empty_keyings(connection, project.scope, store.keyings_of(connection, project.scope, desk.sheet.id))
    store.move_sheet(connection, project.scope, desk.sheet.id, SheetStatus.SETTLED)
    return Settled.SETTLED


def put_aside(connection: Connection, project: Project, sheet: SheetToKey) -> Settled:
    """Keep nothing of a sheet whose box to take part is not ticked."""
    store.delete_keyings(connection, project.scope, sheet.id)
    store.move_sheet(connection, project.scope, sheet.id, SheetStatus.VOID)
    return Settled.NOT_AGREED


def sweep_after(installation: Installation, settled: Settled) -> None:
    """Once a sheet is settled, let its scans go, and see that the log of the database holds nothing that was typed."""
    if settled in {Settled.SETTLED, Settled.NOT_AGREED}:
        drop_needless_scans(installation)
        installation.database.empty_log()


def has_agreed(keyed: Keyed) -> bool:
    """Whether the box to take part is ticked."""
    return bool(keyed.facts.get(RESEARCH))


def _compare(desk: Desk) -> Compared:
    done = [each for each in desk.passes if each.done]
    if len(done) != 2 or desk.sheet.status is not SheetStatus.KEYED:
        raise InputError.of("sheet-not-compared", "does not wait for this", where=desk.where, mend="Go to the list.")
    first, second = done
    found: dict[int, tuple[Difference, ...]] = {}
    for each in differences(desk.form, first.keyed, second.keyed):
        found[each.question] = (*found.get(each.question, ()), each)
    return Compared(desk, first, second, found)


def _decided(found: Compared, choices: Mapping[int, str], typed: Mapping[int, Typed]) -> Keyed:
    """What stands on the sheet after all, or every reason why that is not said."""
    keyed, findings = found.first.keyed, list[Finding]()
    for number in found.differences:
        place, choice = found.place(number), choices.get(number)
        if choice == OTHER:
            read = read_page(place, typed.get(number, {}), found.desk.wards)
            findings.extend(read.findings)
            keyed = keyed.with_page(place, read.keyed)
        elif choice == "2":
            keyed = keyed.with_page(place, found.second.keyed.of_page(place))
        elif choice != "1":
            where = f"question {number}" if number else "the boxes beside the questions"
            findings.append(Finding(where, "not-decided", "is not decided", "Choose what stands on the paper."))
    if findings:
        raise InputError(findings)
    return keyed


def _submission(installation: Installation, desk: Desk, keyed: Keyed) -> Submission:
    survey, language, wards = desk.version.survey, desk.sheet.language, desk.wards.names
    answers = paper_answers(survey, keyed, language, wards)
    given = {role: answers[code].value for role, code in survey.roles.items()}
    home_ward = given.get(Role.HOME_WARD)
    sentence = served_interface(installation, language).gettext(AGREEMENT)
    helped = _help(keyed)
    source, target = (next(iter(keyed.facts.get(name, ())), None) for name in (HELP_FROM, HELP_INTO))
    between = interpreted(helped, source, target)
    agreed = Draft(desk.version.id, language, {"agree": [sentence]}, today())
    return Submission(
        version_id=desk.version.id,
        survey_slug=survey.slug,
        answers=answers,
        language=language,
        device=Device.PAPER,
        help=helped,
        quotable=Quotable.CONSENTED if given.get(Role.QUOTE_CONSENT) == "yes" else Quotable.NEVER,
        home_ward=home_ward if isinstance(home_ward, str) and home_ward in wards else None,
        readable=bool(keyed.facts.get(READABLE)),
        consents=consents_of(survey, agreed, answers),
        sitting=desk.sheet.sitting_id,
        help_from=between.source,
        help_into=between.target,
    )


def _help(keyed: Keyed) -> Help:
    """The greatest help that is ticked, in the order in which `Help` names them."""
    ticked = keyed.facts.get(HELP, ())
    return max(map(Help, ticked), key=[*Help].index, default=Help.UNKNOWN)
