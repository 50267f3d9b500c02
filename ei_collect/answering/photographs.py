"""An answer in photos: what somebody says of each one, and what they let be done with it. Pictures are elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from ei_collect.answering.words import Words
from ei_collect.survey.definition import MOST_PHOTOS

MOST = MOST_PHOTOS
"""The most photos in one answer."""
ABOUT = "place:"
"""Before the code of a place in `where`."""


class Feeling(StrEnum):
    """How somebody feels at the place in a photo. It is no stance: a person codes that."""

    CONNECTED = "connected"
    LESS = "less"
    BOTH = "both"


class Showing(StrEnum):
    """To whom a photo may be shown; each includes the one before."""

    RESEARCH = "research"
    FORUM = "forum"
    PUBLISHED = "published"


class People(StrEnum):
    """Who is to be seen, in the account of whoever took the photo."""

    NONE = "none"
    AGREED = "agreed"
    COVERED = "covered"
    NOT_SURE = "not_sure"
    CHILDREN = "children"


class Elsewhere(StrEnum):
    """Where a photo was taken, where that is no ward and no place."""

    ON_A_ROUTE = "on_a_route"
    SEVERAL_PLACES = "several_places"
    OUTSIDE_THE_TOWN = "outside_the_town"
    ONLINE = "online"
    RATHER_NOT = "rather_not"


@dataclass(frozen=True)
class PhotoAnswer:
    """What is said of one photo. `photo` is the id of its row.

    `where` is the code of a ward, ABOUT with the code of a place, or one of Elsewhere; `where_words` are own words.
    """

    photo: str
    caption: Words | None = None
    feeling: Feeling | None = None
    where: str | None = None
    where_words: str = ""
    showing: Showing = Showing.RESEARCH
    people: People | None = None


@dataclass(frozen=True)
class Photos:
    """Photos in the order in which they were added, each one once."""

    photos: tuple[PhotoAnswer, ...]
