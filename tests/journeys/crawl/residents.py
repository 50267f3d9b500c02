"""What residents do, step by step, so that every page of theirs is met in every state in which it exists."""

from collections.abc import Callable
from hashlib import sha256

from tests.journeys.crawl.covers import cover
from tests.journeys.crawl.forms import empty, properly
from tests.journeys.crawl.maps import show_on_a_map
from tests.journeys.crawl.posters import scan
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.sittings import join
from tests.journeys.crawl.spider import follow_links
from tests.journeys.crawl.steps import (
    AGREED,
    begin,
    fields,
    first_section,
    go_through,
    send,
    send_two,
    take_back,
    words_in,
)
from tests.journeys.crawl.tablets import hold
from tests.journeys.crawl.town import EVERYTHING, OVER, PICTURED, POSTCODE, QUIET, CrawledTown
from tests.journeys.crawl.walking import Walk
from tests.photographs import photo
from tests.pictures import PNG
from tests.sounds import WEBM

SPOKEN_IN, SPOKEN = "story", "say_it"
"""The section and the code of the question that can be answered by speaking."""

PICTURED_BY = "pictures"
"""The code of the question on the same page that asks for photos."""
AGREED_TO_SOUND = {f"q_{SPOKEN}.consent": "1"}
UNKNOWN = "0000-0000-0000-0000"
TOO_MUCH = 3 * 1024 * 1024


def visit_all(town: CrawledTown, album: Album, language: str) -> None:
    """Every visit of a resident in this language."""
    for visit in VISITS:
        visit(town, album, language)


def look_around(town: CrawledTown, album: Album, language: str) -> None:
    """What one meets before answering: the front page and all that links lead to from there."""
    walk = Walk(album, language).opens("/")
    follow_links(walk.opens(f"/{language}/"), f"/{language}/")
    follow_links(walk.opens(f"/{language}/s/{EVERYTHING}"), f"/{language}/")
    walk.opens(f"/{language}/s/{QUIET}")
    if language == "en":  # the language of the file, in which alone it can be answered
        begin(walk, PICTURED)
        walk.opens(f"/media/{sha256(PNG).hexdigest()}.png")


def answer(town: CrawledTown, album: Album, language: str) -> None:
    """From the first page to the receipt, wrong at first on every page."""
    walk, words = Walk(album, language), words_in(language)
    walk.opens(f"/{language}/s/{EVERYTHING}").submits(
        f"/{EVERYTHING}/", empty, state=State.ERROR, step="without agreeing"
    )
    begin(walk, EVERYTHING)
    go_through(walk, words, mistaken=True)
    follow_links(walk, f"/{language}/")
    for file in ("survey.json", "typed.json", "engine.js"):
        walk.opens(f"/{language}/s/{EVERYTHING}/unsent/{file}", State.OFFLINE)
    walk.opens(f"/{language}/s/{EVERYTHING}", step="begun on this device")
    helped = {"help": "interpreter", "help_from": language, "help_into": "other"}
    walk.opens(f"/{language}/s/{EVERYTHING}/check").submits("answers", properly(words), helped, State.FINISHED)
    follow_links(walk, f"/{language}/", State.FINISHED)
    walk.opens(f"/{language}/s/{EVERYTHING}/check", State.FINISHED)
    walk.posts(f"/{language}/s/{EVERYTHING}", {}, step="for the next person")


def answer_in_easy_read(town: CrawledTown, album: Album, language: str) -> None:
    """The first pages in easy words."""
    walk = Walk(album, language).opens(f"/{language}/s/{EVERYTHING}?easy=1", step="easy read")
    walk.submits(f"/{EVERYTHING}/", empty, AGREED, step="easy read").submits("answers", empty, step="easy read")


def answer_in_two_languages(town: CrawledTown, album: Album, language: str) -> None:
    """Every page with a second language below the first, and before sending the languages of an interpreter."""
    other, step = "en" if language == "ar" else "ar", "in two languages"
    walk, here = Walk(album, language), f"/{language}/s/{EVERYTHING}"
    walk.opens(f"{here}?beside={other}", step=step)
    walk.submits(f"/{EVERYTHING}/", empty, {**AGREED, "beside": other}, step=step)
    go_through(walk, words_in(language), mistaken=False)
    walk.submits("answers", empty, {"help": "interpreter", "switch": other}, step=f"{step}, with an interpreter")
    walk.opens(f"{here}/{first_section(album, language)}?beside={other}").submits(
        "answers", empty, {"second": ""}, step="in one language again"
    )


def put_off(town: CrawledTown, album: Album, language: str) -> None:
    """Left for later; opened again with the code, gone on with, taken back before it was sent."""
    walk, words = Walk(album, language), words_in(language)
    code = begin(walk, EVERYTHING)
    walk.submits("answers", properly(words), {"go": "later"}, step="for later")
    later = Walk(album, language).opens(f"/{language}/r")
    later.submits(f"/{language}/r", empty, {"code": code}, step="with a draft's code")
    later.submits("/resume", empty, {"code": code}, step="gone on with").submits("answers", empty)
    take_back(later, code)


def change(town: CrawledTown, album: Album, language: str) -> None:
    """Sent, and open to the code: read, taken home, changed, taken back, and then gone."""
    words = words_in(language)
    code = send(Walk(album, language), EVERYTHING, words, {"readable": "1"})
    later = Walk(album, language).opens(f"/{language}/r")
    later.submits(f"/{language}/r", empty, {"code": code}, State.FINISHED, "with the code of readable answers")
    later.posts(f"/{language}/r/download", {"code": [code]}, State.FINISHED, "taken home")
    later.posts(f"/{language}/r/change", {"code": [code]}, State.FINISHED, "to be changed")
    later.opens(f"/{language}/s/{EVERYTHING}/check").submits("answers", properly(words), step="changed")
    take_back(later, code)
    later.opens(f"/{language}/s/{EVERYTHING}/check", State.EXPIRED, "after it was taken back")
    later.posts(
        f"/{language}/s/{EVERYTHING}/send",
        {"key": [code], **fields(AGREED)},
        State.EXPIRED,
        "sent after it was taken back",
    )


def send_twice(town: CrawledTown, album: Album, language: str) -> None:
    """The same, kept shut, and with other answers from a second tab."""
    code = send_two(album, language, EVERYTHING, words_in(language))
    Walk(album, language).posts(
        f"/{language}/r", {"code": [code]}, State.FINISHED, "with the code of answers kept shut"
    )


def speak(town: CrawledTown, album: Album, language: str) -> None:
    """A spoken answer: without agreeing, with a file that is no sound, and as it should be; heard, sent; then too late."""
    walk = Walk(album, language)
    code, here = begin(walk, EVERYTHING), f"/{language}/s/{EVERYTHING}"
    walk.submits("answers", properly("!"))
    for sound, agreed, state in (
        (WEBM, {}, State.ERROR),
        (b"<html>", AGREED_TO_SOUND, State.ERROR),
        (WEBM, AGREED_TO_SOUND, State.FRESH),
    ):
        walk.opens(f"{here}/{SPOKEN_IN}").sends_sound(f"q_{SPOKEN}.file", sound, agreed, state)
    walk.opens(f"{here}/{SPOKEN_IN}", step="with a recording").opens(f"{here}/voice/{SPOKEN}")
    for typed in ({}, {f"q_{SPOKEN}.delete": ["1"]}):
        walk.posts(f"{here}/voice/{SPOKEN}", {"key": [code], **typed}, step="by the script of the page")
    walk.opens(f"{here}/{SPOKEN_IN}").sends_sound(f"q_{SPOKEN}.file", WEBM, AGREED_TO_SOUND, State.FRESH)
    go_through(walk.opens(f"{here}/everyday"), "!", mistaken=False)
    walk.submits("answers", empty, {"readable": "1"}, State.FINISHED, "sent with a recording")
    walk.posts(f"/{language}/r", {"code": [code]}, State.FINISHED, "with the code of a recording")


def show(town: CrawledTown, album: Album, language: str) -> None:
    """Photos: a file that is none, one with the form, others by the script; looked at, taken away, sent and read again."""
    walk = Walk(album, language)
    code, here = begin(walk, EVERYTHING), f"/{language}/s/{EVERYTHING}"
    walk.submits("answers", properly("!"))
    for content, state in ((b"<html>", State.ERROR), (photo(1), State.FRESH)):
        walk.opens(f"{here}/{SPOKEN_IN}").sends_photo(f"q_{PICTURED_BY}.picture", content, state)
    for upload, content in (("by-the-script-one", photo(2)), ("by-the-script-two", b"<svg/>")):
        told = {"Answer-Code": code, "Upload-Offset": "0", "Upload-Length": str(len(content))}
        walk.client.post(f"{here}/photo/{PICTURED_BY}/{upload}", data=content, headers=told)
        walk.opens(f"{here}/photo/{PICTURED_BY}/{upload}")
    form = walk.opens(f"{here}/{SPOKEN_IN}", step="with photos").page.form("answers").as_it_stands()
    (one,), (two,) = form[f"q_{PICTURED_BY}.1.photo"], form[f"q_{PICTURED_BY}.2.photo"]
    walk.opens(f"{here}/photo/{PICTURED_BY}/{one}/small").opens(f"{here}/{SPOKEN_IN}", step="with photos")
    walk.submits("answers", properly("!"), {"take_photo": f"{PICTURED_BY} {two}"}, step="one photo taken away")
    go_through(walk.opens(f"{here}/everyday"), "!", mistaken=False)
    walk.opens(f"{here}/check", step="with a photo")
    walk.submits("answers", empty, {"readable": "1"}, State.FINISHED, "sent with a photo")
    walk.posts(f"/{language}/r", {"code": [code]}, State.FINISHED, "with the code of a photo")
    walk.posts(f"/{language}/r/download", {"code": [code]}, State.FINISHED, "with a photo")


def leave(town: CrawledTown, album: Album, language: str) -> None:
    """Out at once, from the middle; the exit is not ours, so that nobody follows there."""
    walk = Walk(album, language)
    begin(walk, EVERYTHING)
    walk.client.post(f"/{language}/leave")


def find_ward(town: CrawledTown, album: Album, language: str) -> None:
    """A postcode that is known, and one that is not."""
    for postcode, state in ((POSTCODE, State.FRESH), ("ZZ9 9ZZ", State.ERROR)):
        walk = Walk(album, language)
        begin(walk, EVERYTHING)
        name = next(each.name for each in walk.page.form("answers").fields if each.name.startswith("postcode_"))
        typed = {name: postcode, "find": name.removeprefix("postcode_")}
        walk.submits("answers", empty, typed, state, f"looked for {postcode}")


def lose_the_session(town: CrawledTown, album: Album, language: str) -> None:
    """Later addresses and a code in a browser that has forgotten everything; a round whose last day is over."""
    here = f"/{language}/s/{EVERYTHING}"
    for page in ("check", "thanks", "words", first_section(album, language)):
        Walk(album, language).opens(f"{here}/{page}", State.EXPIRED)
    walk = Walk(album, language)
    walk.posts(f"/{language}/r", {"code": [UNKNOWN]}, State.EXPIRED, "a code that opens nothing more")
    walk.posts(f"/{language}/r/withdraw", {"code": [UNKNOWN]}, State.EXPIRED, "a code that opens nothing more")
    walk.posts(f"/{language}/r/change", {"code": [UNKNOWN]}, State.EXPIRED, "a code that opens nothing more")
    walk.posts(f"{here}/send", {"key": [UNKNOWN]}, State.EXPIRED, "sent without any answers")
    walk.opens(f"/{language}/s/{OVER}", State.EXPIRED)
    walk.posts(
        f"/{language}/s/{OVER}/one", {"q_why": ["!"], **fields(AGREED)}, State.EXPIRED, "sent after the last day"
    )


def go_astray(town: CrawledTown, album: Album, language: str) -> None:
    """Addresses and requests that cannot be answered, and what one is told then."""
    walk = Walk(album, language)
    walk.opens(f"/{language}/nowhere", State.ERROR).opens(f"/{language}/s/nowhere", State.ERROR)
    walk.opens(f"/{language}/s/{EVERYTHING}/nowhere", State.ERROR).opens("/nowhere", State.ERROR)
    walk.opens(f"/tlh/s/{EVERYTHING}", State.ERROR, "in a language that is not there")
    walk.posts(f"/{language}/r", {"code": ["x"]}, State.ERROR, "no code at all")
    walk.posts(f"/{language}/", {}, State.ERROR, "sent to a page that takes nothing")
    walk.posts(f"/{language}/r", {"code": ["x" * TOO_MUCH]}, State.ERROR, "more than a page can take")
    with album.during(State.ERROR, "sent from elsewhere"):
        walk.client.post(f"/{language}/r", headers={"Origin": "https://elsewhere.example"})


def find_nothing(town: CrawledTown, album: Album, language: str) -> None:
    """Where nothing is published yet. The pages come from another app, and are kept in the same album."""
    elsewhere = Album(town.empty)
    follow_links(Walk(elsewhere, language).opens(f"/{language}/", step="nothing published"), f"/{language}/")
    album.shots.extend(elsewhere.shots)


def meet_a_fault(town: CrawledTown, album: Album, language: str) -> None:
    """Where the program itself fails."""
    elsewhere = Album(town.broken)
    walk = Walk(elsewhere, language).opens(f"/{language}/", State.ERROR, "the database is damaged")
    page = {"agree": ["research"], "q_years": ["7"], "q_words": [words_in(language)]}
    walk.posts(f"/{language}/s/{EVERYTHING}/you", page, State.ERROR, "what was sent while the database is gone")
    album.shots.extend(elsewhere.shots)


def ask_machines(town: CrawledTown, album: Album, language: str) -> None:
    """What only machines ask for."""
    Walk(album, language).opens("/healthz").opens("/readyz").opens("/metrics")


VISITS: tuple[Callable[[CrawledTown, Album, str], None], ...] = (
    look_around,
    answer,
    answer_in_easy_read,
    answer_in_two_languages,
    put_off,
    change,
    send_twice,
    speak,
    show,
    cover,
    show_on_a_map,
    scan,
    join,
    hold,
    leave,
    find_ward,
    lose_the_session,
    go_astray,
    find_nothing,
    meet_a_fault,
    ask_machines,
)
