"""What members of staff do, so that each of their pages is met with and without something on it, and with its faults."""

from collections.abc import Callable

from ei_collect.language.languages import PSEUDO
from ei_collect.operations.demonstration import SLUG
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import MemberRole
from tests.journeys.crawl import accounts
from tests.journeys.crawl.covers import PHOTOS, moderate
from tests.journeys.crawl.erasing import erase_on_request, read_the_log
from tests.journeys.crawl.forms import Form, Sent, empty
from tests.journeys.crawl.interviews import key_interviews, print_one, read_one
from tests.journeys.crawl.keying import key_sheets
from tests.journeys.crawl.posters import hang_posters, keep_places
from tests.journeys.crawl.residents import speak
from tests.journeys.crawl.scans import bring_scans
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.sittings import run_sittings
from tests.journeys.crawl.spider import follow_links
from tests.journeys.crawl.steps import send_two
from tests.journeys.crawl.tablets import hand_over
from tests.journeys.crawl.town import CrawledTown
from tests.journeys.crawl.walking import Walk

DAY = "day-in-my-life"
SAID = {
    "en": "The library staff are friendly and I feel safe there. The bus never arrives.",
    "ar": "موظفو المكتبة ودودون، وأشعر هناك بالأمان. الحافلة لا تأتي أبدًا.",
}
HOME = f"/staff/{SLUG}/"


def work_all(town: CrawledTown, album: Album) -> None:
    """Every visit of staff, in the order in which work is done."""
    for visit in VISITS:
        visit(town, album)


def come_to_an_empty_desk(town: CrawledTown, album: Album) -> None:
    """Signing in, wrongly at first; every page before anybody has answered anything."""
    for role in MemberRole:
        walk = Walk(album)
        walk.opens(HOME, step="not signed in")
        walk.submits(
            "sign-in", empty, {"email": "nobody@example.org", "password": "wrong"}, State.ERROR, "a wrong password"
        )
        signs_in(walk, town, role)
        walk.opens("/staff/")
        follow_links(walk, "/staff/")


def hear(town: CrawledTown, album: Album) -> None:
    """Residents answer; one of them twice under one code; suggestions are made."""
    offered = next(each.languages for each in town.demonstration.versions if each.survey.slug == DAY)
    for language, said in SAID.items():
        send_two(album, language if language in offered else "en", DAY, said)
    speak(town, album, "en")
    suggest(town.installation, town.demonstration.project)


def code(town: CrawledTown, album: Album) -> None:
    """A text: coded wrongly, coded by hand, a suggestion taken, another rejected, a coding taken away."""
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    walk.opens(HOME + "coding")
    follow_links(walk, HOME)
    text = next(link for link in walk.opens(HOME + "coding?suggested=1").page.links if "/coding/" in link)
    walk.opens(text).submits(text, empty_code, state=State.ERROR, step="without a code")
    walk.opens(text).submits(text, by_hand, step="coded by hand")
    for what in ("/take", "/reject", "/remove"):
        walk.opens(text, step=f"before {what}").submits(what, Form.as_it_stands, step=what)
    walk.opens(text).submits(text, by_hand, step="coded again")


def propose(town: CrawledTown, album: Album) -> None:
    """Excerpts checked, a candidate worded, a pack built; all that is to be read by then."""
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    walk.opens(HOME + "excerpts").submits("/excerpts/", Form.as_it_stands, {"check": "cleared"})
    candidate = next(link for link in walk.opens(HOME + "candidates").page.links if "/candidates/" in link)
    walk.opens(candidate).submits(candidate, Form.as_it_stands, {"title": " "}, State.ERROR, "worded with nothing")
    walk.opens(candidate).submits(candidate, Form.as_it_stands, {"title": "People are friendly."}, step="worded")
    walk.opens(HOME + "packs").submits("/packs", Form.as_it_stands, {"suggestions": "yes"}, step="a pack built")
    walk.opens(HOME)
    follow_links(walk, HOME)


def write_down(town: CrawledTown, album: Album) -> None:
    """A recording: written down without words, then with them; its sound heard and deleted."""
    walk, recordings = signs_in(Walk(album), town, MemberRole.RESEARCHER), "/staff/everything/recordings"
    one = next(link for link in walk.opens(recordings).page.links if link.startswith(f"{recordings}/"))
    walk.opens(f"{one}/sound")
    walk.opens(one).submits(one, Form.as_it_stands, {"words": " "}, State.ERROR, "written down without words")
    walk.opens(one).submits(one, Form.as_it_stands, {"words": "الحافلة متأخرة", "language": "ar"}, step="written down")
    walk.opens(f"{recordings}?show=done").opens(one).submits("/delete", Form.as_it_stands, step="its sound deleted")


def look_after_languages(town: CrawledTown, album: Album) -> None:
    """The languages of the project, a sign-off that is not whole, one that is, the glossary, the pseudo-language."""
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    for sent, state in ({}, State.ERROR), ({"reviewer": "حليمة", "read": "yes"}, State.FRESH):
        walk.opens("/staff/everything/languages").submits("/languages/", Form.as_it_stands, sent, state, "signed off")
    walk.opens(HOME + "glossary?language=ar").opens(HOME + f"preview/{DAY}/{PSEUDO.code}")


def look_after_places(town: CrawledTown, album: Album) -> None:
    """Places and posters, of the project in which residents scan some."""
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    keep_places(walk)
    hang_posters(walk)


def meet_people(town: CrawledTown, album: Album) -> None:
    """A sitting, by the partner who runs it; a tablet that is handed over there."""
    run_sittings(town, walk := signs_in(Walk(album), town, MemberRole.PARTNER))
    hand_over(walk, next(link for link in walk.page.links if f"{SLUG}/sittings/" in link and "/new" not in link))


def type_sheets(town: CrawledTown, album: Album) -> None:
    """Paper sheets, by a fieldworker and a partner."""
    roles = (MemberRole.FIELDWORKER, MemberRole.PARTNER)
    key_sheets(town, walks := {role: signs_in(Walk(album), town, role) for role in roles})
    bring_scans(town, walks[MemberRole.FIELDWORKER])


def interview_people(town: CrawledTown, album: Album) -> None:
    """Interviews, keyed by a fieldworker; a guide printed by a researcher."""
    key_interviews(town, signs_in(Walk(album), town, MemberRole.FIELDWORKER))
    researcher = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    print_one(researcher)
    read_one(town, researcher)


def look_at_photos(town: CrawledTown, album: Album) -> None:
    """Photos that residents sent, decided upon and covered."""
    moderate(town, signs_in(Walk(album), town, MemberRole.RESEARCHER), album)


def go_wrong(town: CrawledTown, album: Album) -> None:
    """What is not there, what one may not do, and a session that has ended meanwhile."""
    walk = signs_in(Walk(album), town, MemberRole.FACILITATOR)
    walk.opens(HOME + "coding", State.ERROR, "not for this role").opens("/staff/nowhere/", State.ERROR)
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    walk.posts(HOME + "packs", {"csrf_token": ["stale"]}, State.EXPIRED, "a form of another session")
    walk.opens("/staff/").submits("sign-out", Form.as_it_stands, state=State.FINISHED)
    walk.opens(HOME + "packs", State.EXPIRED, "signed out meanwhile")


def look_after_themselves(town: CrawledTown, album: Album) -> None:
    """Accounts: passwords, second factors, sessions, a form that comes too late."""
    told = account_of(town, MemberRole.CODER)
    accounts.come_in_wrongly(Walk(album))
    accounts.keep_account(signs_in(Walk(album), town, MemberRole.CODER), town, album, told)
    accounts.end_sessions(*(signs_in(Walk(album), town, MemberRole.CODER) for _ in range(2)))
    walk = signs_in(Walk(album), town, MemberRole.CODER).opens(HOME + "coding")
    accounts.lose_a_session(walk, town, _first(walk, "coding/tx_"), told)


def look_after_each_other(town: CrawledTown, album: Album) -> None:
    """What is flagged and dealt with; who is in the project."""
    walk = signs_in(Walk(album), town, MemberRole.RESEARCHER)
    accounts.flag(walk, _first(walk.opens(f"{HOME}coding"), "coding/tx_"))
    accounts.flag(walk, _first(walk.opens(f"{PHOTOS}?show=research"), "photos/ph_"))
    lead = accounts.lead_of_everything(town, account_of(town, MemberRole.SAFEGUARDING)["email"])
    for home in (HOME, f"/staff/{lead.slug}/"):
        accounts.deal_with_flags(signs_in(Walk(album), town, MemberRole.SAFEGUARDING), home)
    accounts.keep_people(signs_in(Walk(album), town, MemberRole.ADMINISTRATOR), town, HOME)


def erase(town: CrawledTown, album: Album) -> None:
    """Somebody asks to be erased; an auditor looks at who did what."""
    erase_on_request(signs_in(Walk(album), town, MemberRole.RESEARCHER), HOME)
    read_the_log(signs_in(Walk(album), town, MemberRole.AUDITOR), HOME)


def _first(walk: Walk, named: str) -> str:
    return next(link.partition("?")[0] for link in walk.page.links if named in link)


def account_of(town: CrawledTown, role: MemberRole) -> dict[str, str]:
    """What the demonstration's member with this role types at the door."""
    lines = town.demonstration.accounts.read_text(encoding="utf-8").splitlines()
    email, password = next(line.split()[1:] for line in lines if line.startswith(f"{role.value}:"))
    return {"email": email, "password": password}


def signs_in(walk: Walk, town: CrawledTown, role: MemberRole) -> Walk:
    """Sign in as the demonstration's member with this role."""
    walk.opens("/staff/sign-in")
    return walk.submits("sign-in", Form.as_it_stands, account_of(town, role), step=f"as {role.value}")


def empty_code(form: Form) -> Sent:
    """The form of coding as it stands, without a code."""
    return form.as_it_stands() | {"code": [""]}


def by_hand(form: Form) -> Sent:
    """The form of coding filled in: the whole text, the first code, an enabler."""
    codes = next(each.options for each in form.fields if each.name == "code")
    chosen = {"code": [next(each for each in codes if each)], "stance": ["enabler"], "memo": ["Said twice. حافلة"]}
    return form.as_it_stands() | chosen


VISITS: tuple[Callable[[CrawledTown, Album], None], ...] = (
    come_to_an_empty_desk,
    hear,
    code,
    propose,
    write_down,
    look_after_languages,
    look_after_places,
    meet_people,
    type_sheets,
    interview_people,
    look_at_photos,
    look_after_themselves,
    look_after_each_other,
    erase,
    go_wrong,
)
