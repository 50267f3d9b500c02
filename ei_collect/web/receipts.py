"""What a respondent's code opens: where their answers stand, taking them back, and their words where they wished so.

The code comes in a form, never in an address, but behind the `#` of the square that is photographed: browsers keep
that part to themselves.
"""

from base64 import b64encode
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from ei_collect.answering.path import find_path
from ei_collect.answering.summary import Part, summarise
from ei_collect.errors import NotFoundError
from ei_collect.operations.asking import Asking, asking, languages_of_codes
from ei_collect.operations.changing import begin_change
from ei_collect.operations.keeping import today
from ei_collect.operations.moderating import questions_about
from ei_collect.operations.opening import ReceiptView, open_receipt
from ei_collect.operations.photo_answers import place_names, thumbnails_of
from ei_collect.operations.standing import CHANGE, LAST_PAGE, Standing
from ei_collect.operations.withdrawing import withdraw
from ei_collect.places.qr import QrCode, qr_code
from ei_collect.web import carrying
from ei_collect.web.access import open_to_all
from ei_collect.web.beside import shown_so
from ei_collect.web.easy import ON
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, speakable, spoken
from ei_collect.web.limiting import refuse_guessing

receipts = Blueprint("receipts", __name__, url_prefix="/<lang>/r")
refuse_guessing(receipts)


@receipts.get("")
@open_to_all
def ask(lang: str) -> str:
    """Ask for the code."""
    return _ask(lang)


@receipts.post("")
@open_to_all
def open_code(lang: str) -> Response | str | tuple[str, int]:
    """Where the answers under a code stand, and what can be done with them."""
    try:
        opened = open_receipt(installation(), _typed())
    except NotFoundError:
        return _ask(lang, typed=_typed(), unknown=True), 404
    return _page("resident/kept.html", lang, opened)


@receipts.post("/resume")
@open_to_all
def resume(lang: str) -> Response:
    """Go on with what was not sent yet, on this device from now on."""
    opened = open_receipt(installation(), _typed())
    where = redirect(stopped_at(lang, opened.visit.asking, opened.visit.standing), 303)
    return carrying.carry(where, opened.survey_slug, opened.key)


@receipts.post("/change")
@open_to_all
def change(lang: str) -> Response:
    """Answers that were sent become drafts, and all of them are shown, each with a way to change it."""
    _project, version, key = begin_change(installation(), _typed())
    slug = version.survey.slug
    language = _language_for(lang, asking(installation(), slug, key))
    where = redirect(url_for("answering.check", lang=language, slug=slug), 303)
    return carrying.carry(where, slug, key)


@receipts.post("/download")
@open_to_all
def download(lang: str) -> Response:
    """The answers as a file that needs nothing else, for whoever wished that the code opens them."""
    opened = open_receipt(installation(), _typed())
    if not _is_readable(opened):
        raise NotFoundError.of("receipt-closed", "does not open words", where="code", mend="Ask for the status only.")
    response = _page("resident/download.html", lang, opened)
    response.headers["Content-Disposition"] = f'attachment; filename="answers-{opened.survey_slug}.html"'
    return response


@receipts.post("/withdraw")
@open_to_all
def take_back(lang: str) -> Response | tuple[str, int]:
    """Ask once more, and then take everything back at once."""
    try:
        opened = open_receipt(installation(), _typed())
    except NotFoundError:
        return _ask(lang, typed=_typed(), unknown=True), 404
    if "sure" not in request.form:
        return _page("resident/withdraw.html", lang, opened)
    withdraw(installation(), opened.key)
    gone = _page("resident/withdrawn.html", lang, opened)
    if carrying.key_of_cookie(opened.survey_slug) == opened.key:
        return carrying.drop(gone, opened.survey_slug)
    return gone


def later_page(asked: Asking, key: str) -> Response:
    """What was typed is saved: the code to keep, until when, and how to go on, here or on another device."""
    slug = asked.survey.slug
    code = (request.view_args or {}).get("code", asked.survey.sections[0].code)
    carried: dict[str, Any] = shown_so()
    return make_response(
        render_template(
            "resident/later.html",
            asking=asked,
            survey=asked.survey,
            key=key,
            way_back=way_back(),
            back=url_for("answering.section", lang=spoken().code, slug=slug, code=code, **carried),
            kept_until=today() + timedelta(days=installation().config.draft_days),
            choices=languages_of(asked.languages),
        )
    )


def stopped_at(lang: str, asked: Asking, standing: Standing) -> str:
    """The page to go on with, in this language where it is offered: a section, or the one where all is checked."""
    slug, language = asked.survey.slug, _language_for(lang, asked)
    code = (standing.stopped_in if standing.sent_on is None else None) or LAST_PAGE
    easy = ON if standing.easy_read else None
    return url_for("answering.section", lang=language, slug=slug, code=code, easy=easy)


@receipts.record
def _tell_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["receipt_qr"] = _receipt_qr


def _receipt_qr(code: str) -> QrCode:
    """The square that leads another device to where `code` is asked for, with the code."""
    return qr_code(f"{way_back()}#{code}")


def way_back() -> str:
    """The whole address at which a code is asked for, in the language spoken."""
    return installation().config.base_url + url_for("receipts.ask", lang=spoken().code)


def _typed() -> str:
    return request.form.get("code", "")


def _ask(lang: str, *, typed: str = "", unknown: bool = False) -> str:
    open_ones = _languages_of_codes()
    speak(lang, open_ones)
    return render_template("resident/receipt.html", typed=typed, unknown=unknown, choices=languages_of(open_ones))


def _page(template: str, lang: str, opened: ReceiptView) -> Response:
    open_ones = _languages_of_codes()
    speak(lang, open_ones)
    asked, standing = opened.visit.asking, opened.visit.standing
    return make_response(
        render_template(
            template,
            asking=asked,
            survey=asked.survey,
            opened=opened,
            readable=_is_readable(opened),
            changing=CHANGE in standing.drafts,
            kept_until=_kept_until(standing),
            closed=asked.project.has_ended(today()),
            printed_for_good=_is_printed_for_good(asked),
            parts=_sent_parts(opened, lang),
            thumbnails=_thumbnails(opened),
            asked_again=_asked_again(opened),
            choices=languages_of(open_ones),
        )
    )


def _languages_of_codes() -> tuple[str, ...]:
    """Those in which a code can be typed; all that we know while nothing is published."""
    return languages_of_codes(installation()) or speakable()


def _language_for(lang: str, asked: Asking) -> str:
    return lang if lang in asked.languages else asked.survey.language


def _is_readable(opened: ReceiptView) -> bool:
    return opened.sent is not None and opened.sent.submission.readable


def _is_printed_for_good(asked: Asking) -> bool:
    """Whether the day has come from which printed copies cannot be called back."""
    until = asked.project.recall_until
    return until is not None and today() >= until


def _kept_until(standing: Standing) -> date | None:
    """The last day on which a draft is still kept if nothing more is saved; None where there is none."""
    saved = [draft.saved_on for draft in standing.drafts.values()]
    return max(saved) + timedelta(days=installation().config.draft_days) if saved else None


def _sent_parts(opened: ReceiptView, lang: str) -> tuple[Part, ...]:
    """The answers as they were sent, whatever has been typed since; none where the code does not open them."""
    if opened.sent is None or not _is_readable(opened):
        return ()
    answers = dict(opened.sent.submission.answers)
    survey = opened.visit.asking.survey
    path, easy = find_path(survey, answers), opened.sent.submission.easy_read
    places = place_names(installation(), opened.visit.asking.project.scope, survey, lang)
    return summarise(path, answers, lang, {**opened.visit.standing.wards, **places}, easy=easy)


def _asked_again(opened: ReceiptView) -> tuple[str, ...]:
    """What staff ask about photos; what they ask may tell what one shows, so it is told where the code opens words."""
    if opened.sent is None:
        return ()
    asked = questions_about(installation(), opened.visit.asking.project.scope, opened.sent.id)
    return asked if _is_readable(opened) else ("",) * len(asked)


def _thumbnails(opened: ReceiptView) -> dict[str, str]:
    """The thumbnails of the photos that were sent, within the page: their code is in no address. By id."""
    if opened.sent is None or not _is_readable(opened):
        return {}
    found = thumbnails_of(installation(), opened.visit.asking.project.scope, opened.sent)
    return {photo: f"data:image/jpeg;base64,{b64encode(content).decode()}" for photo, content in found.items()}
