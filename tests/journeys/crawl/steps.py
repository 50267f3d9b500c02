"""What residents do again and again: begin, answer page after page, send, send once more, take back."""

from ei_collect.language.languages import LANGUAGES
from tests.journeys.crawl.forms import empty, properly, wrongly
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.town import EVERYTHING
from tests.journeys.crawl.walking import PATIENCE, Walk

AGREED = {"agree": "research"}


def words_in(language: str) -> str:
    """What somebody types, in at most 40 characters: their language's name, a number, Latin, Arabic, and a tag."""
    return f"{LANGUAGES[language].own_name[:12]} (2) Hill & عربي <b>!</b>"


def begin(walk: Walk, survey: str) -> str:
    """Agree and start a survey: to its first section; the code that it carries."""
    walk.opens(f"/{walk.language}/s/{survey}").submits(f"/{survey}/", empty, AGREED, step="agreed")
    return walk.page.form("answers").as_it_stands()["key"][0]


def go_through(walk: Walk, words: str, *, mistaken: bool) -> None:
    """Answer section after section as far as the page where all is checked."""
    for _ in range(PATIENCE):
        form = walk.page.form("answers")
        if form.action.endswith("/send"):
            return
        if mistaken:
            walk.submits("answers", wrongly(words * 3), state=State.ERROR).opens(form.action, step="left and come back")
            walk.submits("answers", empty, state=State.ERROR).opens(form.action)
        walk.submits("answers", properly(words))
    raise AssertionError(f"{walk.address} leads round in a circle")


def send(walk: Walk, survey: str, words: str, closing: dict[str, str]) -> str:
    """Answer everything and send it; the code."""
    code = begin(walk, survey)
    go_through(walk, words, mistaken=False)
    walk.submits("answers", empty, closing, State.FINISHED, "sent")
    return code


def send_two(album: Album, language: str, survey: str, words: str) -> str:
    """Answers sent in one tab, and others from a second one, where they had been begun under the same code; the code."""
    first, second = Walk(album, language), Walk(album, language)
    code = send(first, survey, words, {})
    begin(second, survey)
    second.submits("answers", properly(words[:20]), {"key": code}, State.FINISHED, "changed in a second tab")
    second.posts(f"/{language}/s/{survey}/send", {"key": [code]}, State.FINISHED, "other answers under the same code")
    return code


def take_back(walk: Walk, code: str) -> None:
    """Asked for, and then done."""
    walk.posts(f"/{walk.language}/r/withdraw", {"code": [code]}, State.FINISHED, "asked to take back")
    walk.posts(f"/{walk.language}/r/withdraw", {"code": [code], "sure": ["1"]}, State.FINISHED, "taken back")


def first_section(album: Album, language: str) -> str:
    """The code of the first section of the survey with everything in it."""
    walk = Walk(album, language)
    begin(walk, EVERYTHING)
    return walk.address.rpartition("/")[2]


def fields(sent: dict[str, str]) -> dict[str, list[str]]:
    """Each name with the one value that is sent for it."""
    return {name: [value] for name, value in sent.items()}
