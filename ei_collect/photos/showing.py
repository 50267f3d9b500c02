"""Where a photo may be shown: the one rule, which the pack, the photo sheet and every export ask."""

from enum import StrEnum

from ei_collect.answering.photographs import People, PhotoAnswer, Showing


class Status(StrEnum):
    """What staff decided about a photo that was sent."""

    NEW = "new"
    FORUM = "forum"
    RESEARCH = "research"
    ASKED = "asked"
    REMOVED = "removed"


def needs_clearing(answer: PhotoAnswer) -> bool:
    """Whether staff have to see first that the people in it may be shown; nobody said so counts as not sure."""
    return answer.people in {None, People.NOT_SURE, People.CHILDREN}


def shown_at(status: str, answer: PhotoAnswer, cleared: bool) -> Showing | None:
    """To whom a photo may be shown at the most, and None where it was removed.

    Beyond the research it goes only when staff approved it, its maker allows it and its people are cleared. Children
    are never published, whatever anybody allowed.
    """
    if status == Status.REMOVED:
        return None
    approved = status == Status.FORUM and (cleared or not needs_clearing(answer))
    if not approved or answer.showing is Showing.RESEARCH:
        return Showing.RESEARCH
    return Showing.FORUM if answer.people is People.CHILDREN else answer.showing
