"""Spoken answers: a recording comes in, is listened to again, taken away, and goes with the answers when they are sent.

The file is safe first, then its row and the draft that names it are written in one transaction; whatever a crash leaves
behind in between is swept away. What staff do with recordings is in `transcribing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ei_collect.answering.bare_sound import bare
from ei_collect.answering.form import Form, field_name
from ei_collect.answering.kinds import RECORDING, Fault
from ei_collect.answering.receipts import key_hash
from ei_collect.answering.sound import MOST_BYTES, MOST_SECONDS, media_type
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.asking import Lookup
from ei_collect.operations.attaching import asked, find_own, safe, states_open
from ei_collect.operations.holding import agreement_of, hold
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.sounds import forget_sounds, sounds
from ei_collect.operations.standing import CHANGE, VOICE, Standing, Visit, read_standing
from ei_collect.store import recordings as store
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, save_drafts
from ei_collect.store.ids import new_id
from ei_collect.store.recordings import RECORDINGS, Recording
from ei_collect.survey.definition import Kind, Question, Section


class RecordingRefusedError(InputError):
    """A recording cannot be kept; the code of its finding is a `Fault`, and its place the question."""


@dataclass(frozen=True)
class SoundSent:
    """A recording as a browser sent it, of a page in `language`.

    `consent` is the wording that the person agreed to for it, `agreement` the one for taking part at all; None where
    they did not. `seconds` is what the browser says.
    """

    content: bytes
    language: str
    consent: str | None = None
    seconds: int | None = None
    version_id: str = ""
    agreement: str | None = None


def keep_recording(
    installation: Installation, survey_slug: str, key: str, question_code: str, sound: SoundSent
) -> Recording:
    """Keep a recording in place of an earlier one of the same question, which goes once the new one is safe.

    Raises:
        RecordingRefusedError: it is not agreed to, empty, too big or no sound; or the answers have been sent already.
        NotFoundError: there is no such survey, or the version asks no such question.
        UnagreedError: nothing has been saved under this code before, and nobody agreed to take part.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    fresh, content = made_ready(question_code, sound)
    files = sounds(installation)
    with safe(files, {fresh.id: content}), installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key, sound.version_id)
        gone = _write(connection, found, fresh, sound)
    files.delete(*gone)
    return fresh


def take_away(installation: Installation, survey_slug: str, key: str, question_code: str, language: str) -> None:
    """Take a recording out of what waits to be sent. What was sent changes only when the answers are sent again.

    Raises:
        RecordingRefusedError: the answers have been sent already.
        NotFoundError: there is no such survey, or the version asks no such question.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    with installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key)
        before = read_standing(connection, found, language)
        section, question = asked(found.asking.survey, question_code, Kind.VOICE)
        _check_in_time(before, question)
        if not before.has_begun:
            return
        name = field_name(question, RECORDING)
        form = {each: values for each, values in before.form(section.code).items() if each != name}
        agreed = {each: words for each, words in before.form(VOICE).items() if each != question.code}
        fresh = _drafts_of(found, before, {section.code: form, VOICE: agreed}, language)
        save_drafts(connection, found.asking.project.scope, found.key_hash, fresh)
        gone = store.delete_draft(connection, found.asking.project.scope, found.key_hash, question.code)
    forget_sounds(installation, gone)


def recorded(installation: Installation, here: Visit, key: str, section: Section) -> Mapping[str, Recording]:
    """The recordings that a section holds for the person with this code, by question."""
    named = {
        question.code: ids[0]
        for question in section.questions
        if (ids := here.standing.form(section.code).get(field_name(question, RECORDING)))
    }
    if not named:
        return {}
    hashed = key_hash(installation.config.lasting_key, key)
    with installation.database.reading() as connection:
        scope, wanted = here.asking.project.scope, list(named.values())
        there = RECORDINGS.find_under_key(connection, scope, hashed, wanted, states_open(here.standing.drafts))
    return {code: there[each] for code, each in named.items() if each in there}


def own_recording(
    installation: Installation, survey_slug: str, key: str, question_code: str
) -> tuple[Recording, bytes]:
    """A recording that waits to be sent, for the person who made it, and its sound; of a change also one that was sent.

    Raises:
        NotFoundError: there is none.
    """
    named = (survey_slug, key, question_code)
    for recording in find_own(installation, RECORDINGS, named, Kind.VOICE, _ids_in):
        if (content := sounds(installation).read(recording.id)) is not None:
            return recording, content
    raise NotFoundError.of("recording-absent", "is not there", where=question_code, mend="Record it again.")


def with_recordings(form: Mapping[str, list[str]], before: Standing, section: Section) -> dict[str, list[str]]:
    """A form as a browser sent it with the recordings that are there, and none that it only claims."""
    names = {field_name(question, RECORDING) for question in section.questions if question.kind is Kind.VOICE}
    if not names:
        return dict(form)
    held = before.form(section.code)
    own = {name: values for name, values in form.items() if name not in names}
    return own | {name: list(held[name]) for name in names if name in held}


def _ids_in(question: Question, form: Form) -> Sequence[str]:
    return form.get(field_name(question, RECORDING), ())


def made_ready(question_code: str, sound: SoundSent) -> tuple[Recording, bytes]:
    """A recording as it may be kept, and its sound without anything else that a recorder wrote beside it.

    Raises:
        RecordingRefusedError: it is not agreed to, empty, too big or no sound.
    """
    if sound.consent is None:
        raise _refused(question_code, Fault.NOT_AGREED, "was not agreed to", "Tick the box beside it.")
    if not sound.content:
        raise _refused(question_code, Fault.EMPTY, "is empty", "Record it again.")
    if len(sound.content) > MOST_BYTES:
        raise _refused(question_code, Fault.TOO_BIG, "is too big", f"Send at most {MOST_BYTES} bytes.")
    found = media_type(sound.content)
    content = bare(sound.content, found) if found else b""
    if found is None or not content:
        raise _refused(question_code, Fault.NO_SOUND, "is no sound", "Send WebM, Ogg, MP4, MP3, WAV or AAC.")
    seconds = sound.seconds if sound.seconds and 0 < sound.seconds <= MOST_SECONDS else None
    return Recording(new_id("rc"), question_code, sound.language, found, len(content), seconds, today()), content


def _write(connection: Connection, found: Lookup, fresh: Recording, sound: SoundSent) -> tuple[str, ...]:
    """The row and the draft that names it; the ids of what it replaced."""
    before = read_standing(connection, found, sound.language)
    section, question = asked(found.asking.survey, fresh.question, Kind.VOICE)
    agreement = agreement_of(found, before, sound.agreement, sound.language)
    _check_in_time(before, question)
    form = {**before.form(section.code), field_name(question, RECORDING): [fresh.id]}
    agreed = {**before.form(VOICE), question.code: [sound.language, sound.consent or ""]}
    fresh_drafts = _drafts_of(found, before, {section.code: form, VOICE: agreed}, sound.language)
    save_drafts(connection, found.asking.project.scope, found.key_hash, {**fresh_drafts, **agreement})
    return store.replace_draft(connection, found.asking.project.scope, found.key_hash, fresh)


def _drafts_of(found: Lookup, before: Standing, forms: Mapping[str, Form], language: str) -> dict[str, Draft]:
    """These forms as drafts; one that was there keeps the language in which it was typed."""
    return {
        code: Draft(
            found.asking.version.id,
            before.drafts[code].language if code in before.drafts else language,
            {name: list(values) for name, values in form.items()},
            today(),
        )
        for code, form in forms.items()
    }


def _check_in_time(before: Standing, question: Question) -> None:
    """See that nothing was sent yet, or that it is being changed. Anybody with the code can begin anything else."""
    if before.sent_on is not None and CHANGE not in before.drafts:
        raise _refused(question.code, Fault.TOO_LATE, "comes after the answers", "Open them with the code first.")


def _refused(question_code: str, fault: Fault, what: str, mend: str) -> RecordingRefusedError:
    return RecordingRefusedError.of(fault, what, where=question_code, mend=mend)
