"""Photos within answers: what a page says of them, and what is shown of them.

How a photo comes in is in `photographing`, where it goes when the answers are sent in `attached`.
"""

from collections.abc import Mapping

from ei_collect.answering.album import matched
from ei_collect.answering.form import Form, as_form
from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import ABOUT
from ei_collect.answering.response import Response
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.projects.project import Scope
from ei_collect.store import photos as store
from ei_collect.store.place_list import places_of
from ei_collect.survey.definition import Kind, Section, Survey


def with_photos(form: Form, held: Form, section: Section) -> dict[str, list[str]]:
    """A form as a browser sent it with the photos that are `held`, and none that it only claims."""
    fresh = {name: list(values) for name, values in form.items()}
    for question in section.questions:
        if question.kind is Kind.PHOTO:
            fresh = matched(question, fresh, held)
    return fresh


def photos_sent_of(section: Section, sent: Response | None) -> dict[str, list[str]]:
    """What was sent with the photos of a section: what is typed again without a wish to change takes none away."""
    answers = sent.submission.answers if sent else {}
    asked = [each for each in section.questions if each.kind is Kind.PHOTO and each.code in answers]
    return {name: values for each in asked for name, values in as_form(each, answers[each.code]).items()}


def thumbnails_of(installation: Installation, scope: Scope, sent: Response) -> Mapping[str, bytes]:
    """The thumbnails of the photos of a response, by id; those that are not kept any more left out."""
    ids = [each.photo for answer in sent.submission.answers.values() for each in photos_of(answer.value)]
    with installation.database.reading() as connection:
        there = [photo for each in ids if (photo := store.find_photo(connection, scope, each)) and photo.size]
    files = photo_objects(installation)
    return {photo.id: content for photo in there if (content := files.read(photo.names[1])) is not None}


def place_names(installation: Installation, scope: Scope, survey: Survey, language: str) -> dict[str, str]:
    """What the places of a project are called in a language, as `where` of a photo names them; none without photos."""
    if not any(question.kind is Kind.PHOTO for question in survey.questions()):
        return {}
    with installation.database.reading() as connection:
        listed = places_of(connection, scope)
    return {f"{ABOUT}{place.code}": place.names.wording(language).body for place in listed}
