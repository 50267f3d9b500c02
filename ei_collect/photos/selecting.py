"""Which photos a selection holds. How far each may be shown at all is in `showing`."""

from ei_collect.answering.photographs import PhotoAnswer, Showing
from ei_collect.photos.showing import shown_at


def is_within(selection: Showing, status: str, answer: PhotoAnswer, *, cleared: bool, described: bool) -> bool:
    """Whether a photo stands in what is made for these eyes.

    For research every photo that was not removed does. For the forum, and for publishing, only one that may be shown
    there, and that has words in its place for who cannot see it.
    """
    shown = shown_at(status, answer, cleared)
    if shown is None or selection is Showing.RESEARCH:
        return shown is not None
    reach = tuple(Showing)
    return described and reach.index(shown) >= reach.index(selection)
