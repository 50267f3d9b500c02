"""The forum's photo sheet: one to four photos a page, large enough to lie on a table; and the contact sheet."""

from collections.abc import Sequence

from ei_collect.answering.photographs import Showing
from ei_collect.forum.page import environment
from ei_collect.forum.photo import ForumPhoto

MOST_A_PAGE = 4
ROOM = {1: 1200, 2: 420, 3: 320, 4: 240}
"""So many code points of a caption are printed, by how many photos a page has; the pack has the rest."""

FOR_WHOM = {
    Showing.RESEARCH: "For the research only: not to be shown to anybody else",
    Showing.FORUM: "May be shown at the forum: not to be published",
    Showing.PUBLISHED: "May be published",
}


def to_photo_sheet(photos: Sequence[ForumPhoto], title: str, per_page: int) -> str:
    """The sheet as a page of HTML for print, `per_page` photos (1 to 4) on each side of A4."""
    sides = [photos[start : start + per_page] for start in range(0, len(photos), per_page)]
    page = environment().get_template("photo_sheet.html")
    return page.render(sides=sides, title=title, per_page=per_page, room=ROOM[per_page])


def to_contact_sheet(photos: Sequence[ForumPhoto], title: str, selection: Showing) -> str:
    """All photos, small, on one page of HTML that lies beside their files."""
    page = environment().get_template("contact_sheet.html")
    return page.render(photos=photos, title=title, notice=FOR_WHOM[selection])
