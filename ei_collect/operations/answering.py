"""Answering, from the first section to the receipt. How a submission is kept is in `keeping`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ei_collect.answering.form import ON_THE_PAGE, Form, cleaned
from ei_collect.answering.interpreting import NOT_INTERPRETED, Interpreted
from ei_collect.answering.path import settle
from ei_collect.answering.response import Device, Doubt, Help, Quotable, Submission
from ei_collect.answering.tongues import marks
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.agreeing import consents_of, photo_consents
from ei_collect.operations.asking import Lookup, take_up
from ei_collect.operations.attached import forget, settle_within
from ei_collect.operations.attributing import count_within, period_of, sitting_of, with_poster
from ei_collect.operations.changing import replace_within
from ei_collect.operations.expiring import expire_some
from ei_collect.operations.holding import agreement_of, check_offered, check_open, hold, taken_back, unagreed
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept, Outcome, insert_within, keep_within, today
from ei_collect.operations.photo_answers import with_photos
from ei_collect.operations.recording import with_recordings
from ei_collect.operations.signing import served_interface
from ei_collect.operations.standing import (
    CHANGE,
    CONSENT,
    EASY,
    LAST_PAGE,
    STOPPED,
    VOICE,
    YES,
    Standing,
    Visit,
    last_page,
    read_standing,
    standing_of,
)
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, hold_drafts, save_drafts
from ei_collect.store.responses import content_digest_of, find_by_key
from ei_collect.store.standing import find_kept
from ei_collect.survey.definition import Question, Role, Section


class UnfinishedError(InputError):
    """Answers cannot be sent yet: `section` is the first that needs another look."""

    def __init__(self, findings: Iterable[Finding], section: str = "") -> None:
        super().__init__(findings)
        self.section = section


@dataclass(frozen=True)
class PageSent:
    """A page of a survey as a browser sent it. `agreement` is the sentence that the person ticked, where it was.

    `stops`: the person goes on another time, from this page. `poster` is the code of the one, or of the sitting, that
    led here.
    """

    form: Form
    language: str
    version_id: str = ""
    easy: bool = False
    agreement: str | None = None
    stops: bool = False
    poster: str = ""


@dataclass(frozen=True)
class SectionOutcome:
    """A section has been saved: what is wrong in it, and the sections around it on the path that it now opens."""

    visit: Visit
    findings: tuple[Finding, ...]
    next_section: str | None
    previous_section: str | None


@dataclass(frozen=True)
class Closing:
    """What is known only on sending. `readable`: the person wishes the code to open the words."""

    language: str
    device: Device = Device.UNKNOWN
    help: Help = Help.UNKNOWN
    synthetic: bool = False
    readable: bool = False
    doubts: tuple[Doubt, ...] = ()
    interpreted: Interpreted = NOT_INTERPRETED


def save_section(
    installation: Installation, survey_slug: str, key: str, section_code: str, page: PageSent
) -> SectionOutcome:
    """Keep what was typed into a section, whatever it is, and say what is wrong with it.

    Raises:
        NotFoundError: there is no such survey or section, or (NotOfferedError) not in this language.
        UnagreedError: nothing has been saved under this code before, and the page brings no agreement.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    with installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key, page.version_id)
        if not found.kept.drafts or page.language not in found.asking.version.languages:
            check_offered(found, page.language)
        section = found.asking.survey.section(section_code)
        if section is None:
            raise NotFoundError.of(
                "section-unknown", "is not there", where=section_code, mend="Begin at the start page."
            )
        before = read_standing(connection, found, page.language, saving=True)
        fresh = with_poster(connection, found, before, _drafts_of(found, before, section, page), page.poster)
        save_drafts(connection, found.asking.project.scope, found.key_hash, fresh)
    check_offered(found, page.language)  # a language can close while somebody answers in it: first save, then say so
    expire_some(installation)
    now = standing_of(found, {**before.drafts, **fresh}, before.sent, page.language)
    return SectionOutcome(
        Visit(found.asking, now, found.shelf),
        now.findings.get(section_code, ()),
        now.path.after(section_code),
        now.path.before(section_code),
    )


def save_last_page(
    installation: Installation,
    survey_slug: str,
    key: str,
    *,
    helped: Help,
    readable: bool,
    language: str,
    interpreted: Interpreted = NOT_INTERPRETED,
) -> None:
    """Keep what was said on the last page, while the person looks elsewhere before sending."""
    with installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key)
        if not found.kept.drafts:
            return
        form = last_page(helped, interpreted, readable=readable)
        draft = Draft(found.asking.version.id, language, form, today())
        save_drafts(connection, found.asking.project.scope, found.key_hash, {LAST_PAGE: draft})


def submit(installation: Installation, survey_slug: str, key: str, closing: Closing) -> Kept:
    """Send what was saved under `key`. Done again, or from several places at once, it gives the same result.

    Raises:
        UnfinishedError: a section has a fault.
        NotFoundError: nothing has been saved under this code.
        UnagreedError: nobody agreed to take part.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    with installation.database.writing() as connection:
        found = take_up(connection, installation, survey_slug, key)
        check_open(found)
        kept, submission = _submit(connection, installation, found, key, closing)
        gone = settle_within(connection, found, submission, kept.outcome) if submission else {}
        if submission:
            count_within(connection, found, submission, kept.outcome)
    forget(installation, gone)
    if kept.outcome is Outcome.CHANGED:
        installation.database.empty_log()  # the words that were replaced
    return kept


def _submit(
    connection: Connection, installation: Installation, found: Lookup, key: str, closing: Closing
) -> tuple[Kept, Submission | None]:
    """What sending comes to, and what was sent; None where nothing was saved since it was sent before."""
    standing = standing_of(found, found.kept.drafts, None, closing.language)
    if CONSENT in standing.drafts and not standing.findings and CHANGE not in standing.drafts:
        submission = submission_of(installation, found, standing, closing)
        inserted = insert_within(connection, installation, found.asking.project.scope, submission, key=key)
        if inserted is not None:
            return Kept(inserted, Outcome.NEW), submission
    return _submit_again(connection, installation, found, key, closing)


def _submit_again(
    connection: Connection, installation: Installation, found: Lookup, key: str, closing: Closing
) -> tuple[Kept, Submission | None]:
    """The same where something else stands under the key, or nothing, or a fault is in the way."""
    scope = found.asking.project.scope
    if not found.kept.drafts:  # whoever took drafts out holds them by that already, and must not wait for who waits
        hold_drafts(connection, scope, found.key_hash)
    if find_kept(connection, scope, found.key_hash).is_buried:
        raise taken_back()
    sent = find_by_key(connection, scope, found.key_hash)
    if not found.kept.drafts:
        if sent is None:
            raise NotFoundError.of("draft-unknown", "nothing is saved", where="code", mend="Begin again.")
        return Kept(sent.id, Outcome.SAME), None
    if sent is None and CONSENT not in found.kept.drafts:
        raise unagreed(found)
    standing = standing_of(found, found.kept.drafts, sent, closing.language)
    if standing.findings:
        section_code, findings = next(iter(standing.findings.items()))
        raise UnfinishedError(findings, section_code)
    submission = submission_of(installation, found, standing, closing)
    changed_from = standing.form(CHANGE).get("of", [""])[0]
    there = content_digest_of(connection, scope, found.key_hash)
    if there and there[1] == changed_from:
        replace_within(connection, installation, scope, there[0], submission)
        return Kept(there[0], Outcome.CHANGED), submission
    return keep_within(connection, installation, scope, found.asking.version, submission, key=key), submission


def _drafts_of(found: Lookup, before: Standing, section: Section, page: PageSent) -> Mapping[str, Draft]:
    """What is to be saved of a page: the section, and with the first one the agreement."""
    version_id, day = found.asking.version.id, today()
    form = _form_to_keep(before, section, page.form)
    if (there := before.drafts.get(section.code)) is not None:
        form |= marks(section.questions, there.form, there.language, form, page.language)
    form |= {EASY: [YES]} if page.easy else {}
    form |= {STOPPED: [YES]} if page.stops else {}
    agreed = agreement_of(found, before, page.agreement, page.language)
    return {section.code: Draft(version_id, page.language, form, day), **agreed}


def _form_to_keep(before: Standing, section: Section, form: Form) -> dict[str, list[str]]:
    """The fields of the questions that stood on the page, beside what was typed earlier for those that did not."""
    shown = _shown(before, section, form)
    elsewhere = [question for question in section.questions if question not in shown]
    kept = cleaned(before.form(section.code), elsewhere) | cleaned(form, shown)
    return with_photos(with_recordings(kept, before, section), before.form(section.code), section)


def _shown(before: Standing, section: Section, form: Form) -> Sequence[Question]:
    """The questions of the page that was sent. It names them itself: another tab may have changed what is asked."""
    if named := form.get(ON_THE_PAGE):
        codes = named[0].split()
        return [question for question in section.questions if question.code in codes]
    page = before.path.page(section.code)
    return page.questions if page else section.questions


def _standing_out(closing: Closing, standing: Standing) -> tuple[Doubt, ...]:
    """What stands out about a sending; that many come from one place is nothing where a poster or sitting led there."""
    agreed = standing.drafts.get(CONSENT)
    is_led = bool(period_of(agreed) or sitting_of(agreed))
    return tuple(doubt for doubt in closing.doubts if not (is_led and doubt is Doubt.MANY))


def submission_of(installation: Installation, found: Lookup, standing: Standing, closing: Closing) -> Submission:
    """What the answers of a standing come to when they are sent."""
    version = found.asking.version
    answers = settle(version.survey, standing.path, standing.whole, closing.language)
    given = {role: answers[code].value for role, code in version.survey.roles.items()}
    home_ward = given.get(Role.HOME_WARD)
    agreed = consents_of(version.survey, standing.drafts.get(CONSENT), answers, standing.form(VOICE))
    of_photos = photo_consents(answers, lambda language: served_interface(installation, language))
    return Submission(
        version_id=version.id,
        survey_slug=version.survey.slug,
        answers=answers,
        language=closing.language,
        device=closing.device,
        help=closing.help,
        quotable=Quotable.CONSENTED if given.get(Role.QUOTE_CONSENT) == "yes" else Quotable.NEVER,
        home_ward=home_ward if isinstance(home_ward, str) and home_ward in standing.wards else None,
        synthetic=closing.synthetic,
        easy_read=standing.easy_read,
        readable=closing.readable,
        consents={**agreed, **of_photos},
        poster_period=period_of(standing.drafts.get(CONSENT)),
        sitting=sitting_of(standing.drafts.get(CONSENT)),
        doubts=_standing_out(closing, standing),
        help_from=closing.interpreted.source,
        help_into=closing.interpreted.target,
    )
