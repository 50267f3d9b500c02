"""Translations that staff write of what people wrote, or bring from a program: kept beside the words, marked as such.

Any text can have one in each language, that of its page too: not everybody writes in the language of the page. So far
only captions of photos have a page for it.
"""

from dataclasses import replace

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.translation import Translation
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.moderating import find
from ei_collect.projects.project import Project, Scope, User
from ei_collect.store import text_translations as store
from ei_collect.store.captions import caption_name, find_caption
from ei_collect.store.database import Connection
from ei_collect.store.moderation import Event, add_event
from ei_collect.store.photos import SentPhoto
from ei_collect.store.texts import find_text

LONGEST = 20_000
LONGEST_TOOL = 80
TRANSLATED = "translated"
"""What an event of this is called."""


def translate_text(installation: Installation, scope: Scope, user: User, text_id: str, given: Translation) -> None:
    """Keep a translation of a text in place of the one in the same language; without words that one is taken away.

    Raises:
        NotFoundError: there is no such text.
        InputError: every fault of the translation.
    """
    with installation.database.writing() as connection:
        if find_text(connection, scope, text_id) is None:
            raise NotFoundError.of("text-absent", "is not there", where=text_id, mend="Go back to the list.")
        _keep(connection, scope, user, text_id, given)


def translate_caption(
    installation: Installation, project: Project, user: User, photo_id: str, given: Translation
) -> None:
    """The same of the caption of a photo that was sent, written down among what was done to it.

    Raises:
        NotFoundError: there is no such photo, or it has no caption.
        InputError: every fault of the translation.
    """
    scope = project.scope
    with installation.database.writing() as connection:
        sent = find(connection, scope, photo_id)
        caption = find_caption(connection, scope, sent.response_id, name_of(sent))
        if caption is None:
            raise NotFoundError.of("caption-absent", "is not there", where=photo_id, mend="Go back to the list.")
        _keep(connection, scope, user, caption, given)
        told = f"into {given.language}, {replace(given, by=user.name).made}" if given.body.strip() else "taken away"
        add_event(connection, scope, photo_id, user.id, Event(TRANSLATED, told, today()))


def caption_translation(installation: Installation, project: Project, sent: SentPhoto) -> Translation | None:
    """The translation of a photo's caption into the project's first language, where there is one."""
    with installation.database.reading() as connection:
        name, language = name_of(sent), first_language(project)
        return store.translated_by_name(connection, project.scope, [name], language).get(name)


def first_language(project: Project) -> str:
    """The language into which what people wrote is translated: the one that staff work in."""
    return project.languages[0]


def name_of(sent: SentPhoto) -> str:
    """What the text is called that is the caption of a photo."""
    return caption_name(sent.photo.question, sent.photo.id)


def _keep(connection: Connection, scope: Scope, user: User, text_id: str, given: Translation) -> None:
    if not given.body.strip():
        if not store.delete_translation(connection, scope, text_id, given.language):
            raise InputError.of("translation-empty", "has no words", where="the translation", mend="Write it.")
        return
    if findings := _faults(given):
        raise InputError(findings)
    body = given.body.replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)
    kept = replace(given, body=body, tool=" ".join(given.tool.replace("\0", SYMBOL_FOR_NUL).split()))
    store.put_translation(connection, scope, text_id, kept, user_id=user.id, made_on=today())


def _faults(given: Translation) -> list[Finding]:
    findings: list[Finding] = []
    if given.language not in LANGUAGES:
        findings.append(Finding("the language", "language-unknown", "is none of ours", "Choose one of the list."))
    for where, words, most in (("the translation", given.body, LONGEST), ("the tool", given.tool, LONGEST_TOOL)):
        if len(words) > most:
            findings.append(Finding(where, "too-long", "is too long", f"Write at most {most} characters."))
    return findings
