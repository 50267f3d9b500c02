"""Pictures and readings of a survey: whether their files are in order, and how they are kept on publishing.

They are kept under the digest of what is in them, and the version names them so: its own digest covers them.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ei_collect.answering.sound import media_type
from ei_collect.config import Config
from ei_collect.errors import DefinitionError, Finding
from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.survey.definition import Question, ReadAloud, Survey
from ei_collect.survey.fields import STORED_NAME
from ei_collect.survey.pictures import picture_path, sort_named, sort_of_picture
from ei_collect.survey.reading_aloud import find_recording

TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
}
"""Every sort of file that is kept, by the ending of its stored name."""


def with_media(installation: Installation, survey: Survey, languages: Sequence[str]) -> Survey:
    """The survey with its pictures, and its readings in these languages, under the names under which they are kept.

    Raises:
        DefinitionError: files that it needs are not there, or are not what they should be.
    """
    findings = tuple(media_findings(installation.config, survey, languages))
    if findings:
        raise DefinitionError(findings)
    return _retold(survey, lambda question: _kept(installation, survey.slug, question, languages))


def without_media(survey: Survey) -> Survey:
    """The survey as its file has it, without stored names."""

    def plain(question: Question) -> Question:
        picture = replace(question.picture, stored="") if question.picture else None
        return replace(question, picture=picture, aloud=())

    return _retold(survey, plain)


def media_findings(config: Config, survey: Survey, languages: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the pictures of a survey, and with its readings in these languages where there are any."""
    for question in survey.questions():
        if question.picture and question.picture.file:
            yield from _picture_findings(picture_path(config.surveys, survey.slug, question.picture.file))
        for language in languages:
            path = find_recording(config.surveys, survey.slug, language, question.code)
            if path and TYPES[path.suffix[1:]] != media_type(path.read_bytes()):
                what = "is empty" if not path.stat().st_size else f"is no {path.suffix[1:]} file"
                yield Finding(str(path), "reading-file", what, "Record it again, or take it away.")


def stored_file(installation: Installation, name: str) -> bytes | None:
    """What is kept under a name such as a version has, or None."""
    known = STORED_NAME.fullmatch(name) and name.rpartition(".")[2] in TYPES
    return objects(installation, ObjectKind.MEDIA).read(name) if known else None


def _retold(survey: Survey, change: Callable[[Question], Question]) -> Survey:
    """The survey with `change` made to each of its questions."""
    sections = (replace(each, questions=tuple(map(change, each.questions))) for each in survey.sections)
    return replace(survey, sections=tuple(sections))


def _picture_findings(path: Path) -> Iterator[Finding]:
    mend = "Put it there, or take the picture out of the survey."
    if not path.is_file():
        yield Finding(str(path), "picture-missing", "is not there", mend)
        return
    content = path.read_bytes()
    if not content:
        yield Finding(str(path), "picture-empty", "is empty", mend)
    elif sort_of_picture(content) != sort_named(path.name):
        what = f"is no {sort_named(path.name)} picture"
        yield Finding(str(path), "picture-type", what, "Save it as PNG, JPEG or WebP, and name it so.")


def _kept(installation: Installation, slug: str, question: Question, languages: Sequence[str]) -> Question:
    surveys, picture = installation.config.surveys, question.picture
    if picture:
        picture = replace(picture, stored=_keep(installation, picture_path(surveys, slug, picture.file)))
    found = {language: find_recording(surveys, slug, language, question.code) for language in sorted(languages)}
    aloud = tuple(ReadAloud(language, _keep(installation, path)) for language, path in found.items() if path)
    return replace(question, picture=picture, aloud=aloud)


def _keep(installation: Installation, path: Path) -> str:
    """Keep a file under the digest of its content; the name."""
    content = path.read_bytes()
    name = f"{hashlib.sha256(content).hexdigest()}.{sort_named(path.name)}"
    objects(installation, ObjectKind.MEDIA).put(name, content)
    return name
