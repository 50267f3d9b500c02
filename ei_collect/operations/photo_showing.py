"""The photos that may stand in what is made for certain eyes, with all that is told of each; and the photo sheet.

The rule is in `photos/showing` and `photos/selecting`. Each batch is read for itself: nobody keeps others from erasing.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from ei_collect.analysis.order import keyed_order
from ei_collect.analysis.photos import Gazetteer, PhotoFacts
from ei_collect.answering.photographs import Showing
from ei_collect.answering.response import Quotable
from ei_collect.errors import InputError
from ei_collect.forum.pdf import to_pdf
from ei_collect.forum.photo import ForumPhoto, forum_photo, in_the_page
from ei_collect.forum.photo_sheet import MOST_A_PAGE, to_photo_sheet
from ei_collect.forum.quoting import IDENTIFYING, NOT_AGREED
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.text_translating import first_language, name_of
from ei_collect.photos.selecting import is_within
from ei_collect.projects.project import Project
from ei_collect.store.captions import captions_withheld
from ei_collect.store.photos import BATCH, SentPhoto, ids_of_photos, photos_with_ids
from ei_collect.store.place_list import places_of
from ei_collect.store.places import wards_of
from ei_collect.store.text_translations import translated_by_name

LARGE_ENOUGH = 2
"""Up to so many photos a page are printed from the picture itself, more from the thumbnail."""


def photos_within(installation: Installation, project: Project, selection: Showing) -> Iterator[PhotoFacts]:
    """Every photo that this selection holds, in a keyed order."""
    with installation.database.reading() as connection:
        wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
        places = {place.code: place for place in places_of(connection, project.scope, whole_wards=True)}
        ordered = keyed_order(installation.config.lasting_key, ids_of_photos(connection, project.scope))
    gazetteer = Gazetteer(wards, places)
    for start in range(0, len(ordered), BATCH):
        with installation.database.reading() as connection:
            batch = photos_with_ids(connection, project.scope, ordered[start : start + BATCH])
            withheld = captions_withheld(connection, project.scope)
            names = [name_of(sent) for sent in batch]
            translated = translated_by_name(connection, project.scope, names, first_language(project))
        for sent in batch:
            if _is_within(selection, sent):
                yield replace(_facts(sent, gazetteer, withheld), translation=translated.get(name_of(sent)))


def forum_photos(installation: Installation, project: Project, *, large: bool = False) -> tuple[ForumPhoto, ...]:
    """The photos that may be shown at the forum, each with its thumbnail in it, or its picture where `large`."""
    files, which = photo_objects(installation), 0 if large else 1
    found = ((photo, files.read(photo.files[which])) for photo in photos_within(installation, project, Showing.FORUM))
    return tuple(forum_photo(photo, Showing.FORUM, in_the_page(content)) for photo, content in found if content)


def photo_sheet(installation: Installation, project: Project, per_page: int) -> bytes:
    """The forum's photo sheet as PDF, so many photos a page.

    Raises:
        InputError: that many do not fit.
    """
    if not 1 <= per_page <= MOST_A_PAGE:
        mend = f"Give a number from 1 to {MOST_A_PAGE}."
        raise InputError.of("per-page", "is no number of photos for a page", where=str(per_page), mend=mend)
    photos = forum_photos(installation, project, large=per_page <= LARGE_ENOUGH)
    return to_pdf(to_photo_sheet(photos, project.name, per_page))


def _is_within(selection: Showing, sent: SentPhoto) -> bool:
    photo = sent.photo
    described, there = bool(photo.alt.strip()), photo.size > 0
    cleared = photo.people_cleared
    return there and is_within(selection, photo.status, sent.answer, cleared=cleared, described=described)


def _facts(sent: SentPhoto, gazetteer: Gazetteer, withheld: Collection[str]) -> PhotoFacts:
    photo = sent.photo
    return PhotoFacts(
        id=photo.id,
        survey=sent.survey_slug,
        question=photo.question,
        response=sent.response_id,
        language=sent.language,
        answer=sent.answer,
        taken=gazetteer.taken(sent.answer.where),
        status=photo.status,
        cleared=photo.people_cleared,
        alt=photo.alt,
        width=photo.width,
        height=photo.height,
        size=photo.size,
        digest=photo.digest,
        quotable=sent.quotable,
        withheld=_why_withheld(sent, withheld),
        synthetic=sent.synthetic,
        files=photo.names,
    )


def _why_withheld(sent: SentPhoto, withheld: Collection[str]) -> str:
    """Why the caption stays with the research. Whoever approved the photo has read it; the author has to agree."""
    if sent.photo.id in withheld:
        return IDENTIFYING
    return NOT_AGREED if sent.quotable is Quotable.NEVER else ""
