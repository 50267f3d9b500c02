"""Strings made to break programs, all the way: answered, imported, coded, in the pack and in the tables.

None ends in a fault, none comes alive, every character is kept in the database, CSV and JSON; where a page, a PDF or a
workbook cannot hold one, something visible stands for it.
"""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest

from ei_collect.analysis.cells import defuse, restore
from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Missing, Words
from ei_collect.language.visible import visible
from ei_collect.operations.exporting import Format, export_codings, export_responses
from ei_collect.store.codings import all_codings
from ei_collect.store.responses import stream_responses
from tests.cli.commands import run
from tests.conftest import Databases, fresh_config
from tests.exchange import read_rows, write_rows
from tests.journeys.browsing import DESK, Visit, chromium, visiting
from tests.journeys.hostile import A_PAGE, OWN, Held, hostile_strings, kept, titled
from tests.journeys.hostile_browsing import answer, expect_dead, watch
from tests.journeys.hostile_town import CODED, EMAIL, HUB, LONGEST_PLACE, STAFF, Scene, hostile_town
from tests.journeys.server import free_port, serving
from tests.operations.test_tables import sheet_cells
from tests.web.staff_visits import PASSWORD
from tests.web.visits import Visitor

pytestmark = pytest.mark.shared

UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


@pytest.fixture(scope="module")
def scene(databases: Databases, tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Scene]:
    """The town, once for each database; on PostgreSQL with some of the strings only, for the time that it takes."""
    folder = tmp_path_factory.mktemp("hostile")
    strings = hostile_strings(shared_data / "hostile")
    if databases.kind == "postgresql":
        strings = list(dict.fromkeys((*strings[::8], *OWN, *filter(UNUSUAL.search, strings))))
    with hostile_town(fresh_config(databases, folder / "data"), strings, folder) as town:
        yield town


def test_answers_when_hostile_then_kept_exactly_and_shown_with_substitutes(scene: Scene) -> None:
    for start in range(0, len(scene.said), A_PAGE):
        page = scene.said[start : start + A_PAGE]
        visitor, key = Visitor(scene.app.test_client()), mint()
        form = {f"q_{kind}{n}": [string] for kind in "ls" for n, string in enumerate(page)}
        _expect_shown(visitor.posts("/en/s/hostile/open", {"key": [key], "agree": ["research"], **form}), page)
        typed = visitor.opens("/en/s/hostile/open").form()
        assert {name: kept(typed[name][0]) for name in form} == {name: kept(form[name][0]) for name in form}
        assert visitor.posts("/en/s/hostile/send", {"key": [key], "readable": ["1"]}).sees(key)
        _expect_shown(visitor.posts("/en/r", {"code": [key]}), page)
    with scene.installation.database.reading() as connection:
        given = [each.submission for each in stream_responses(connection, scene.project.scope, "hostile")]
    answers = [answer.value for each in given if each.source_row is None for answer in each.answers.values()]
    words = sorted(value.body for value in answers if isinstance(value, Words))
    assert words == sorted(2 * [kept(string) for string in scene.said])


def test_answers_when_hostile_in_choices_wards_keys_codes_and_addresses_then_never_a_fault(scene: Scene) -> None:
    client = scene.app.test_client()
    names = ("key", "version", "go", "switch", "find", "help", "postcode_ward", "q_one", "q_some", "q_years")
    for string in scene.strings:
        everywhere = {**dict.fromkeys(names, string), string: string}
        address = quote(string, safe="")
        answers = [
            client.post("/en/s/hostile/closed", data={**everywhere, "q_ward": string}),
            client.post("/en/s/hostile/closed", data=everywhere),
            client.post("/en/s/hostile/send", data=everywhere),
            client.post("/en/r", data={"code": string, "resume": string}),
            client.get(f"/en/s/hostile/{address}"),
            client.get(f"/en/s/{address}?{address}={address}"),
            client.get(f"/{address}/"),
        ]
        assert [answer.status_code for answer in answers if answer.status_code >= 500] == [], string
        assert not Held("".join(answer.text for answer in answers), "bdi").within, string
    with scene.installation.database.reading() as connection:
        given = [each.submission for each in stream_responses(connection, scene.project.scope, "hostile")]
    assert {each.answers["one"].value for each in given} <= set(Missing)


def test_staff_pages_when_asked_in_hostile_words_then_never_a_fault(scene: Scene) -> None:
    text = f"{STAFF}/coding/{scene.texts[0][0].id}"
    page = scene.colleague.opens(f"{STAFF}/packs")
    fields = ("words", "start", "stop", "code", "stance", "scale", "dimensions", "place_kind", "wards", "suggestion")
    for string in scene.strings:
        asked = quote(string, safe="")
        addresses = (
            f"{STAFF}/coding?survey={asked}&uncoded={asked}&suggested={asked}&after={asked}",
            f"{STAFF}/conflicts?after={asked}",
            f"/staff/{asked}/coding/{asked}",
            *(f"{STAFF}/{part}" for part in (f"coding/{asked}", f"packs/{asked}/{asked}", f"export/{asked}.csv")),
        )
        answers = [scene.colleague.opens(address) for address in addresses]
        answers.append(scene.colleague.sends(f"{STAFF}/suggestions/{asked}/take", page))
        answers.append(scene.colleague.sends(f"{STAFF}/excerpts/{asked}", page, check=string))
        assert [answer.status_code for answer in answers if answer.status_code >= 500] == [], string
    for string in scene.strings[::20]:
        answer = scene.colleague.sends(text, page, **dict.fromkeys(fields, string))
        assert answer.status_code == 422
        assert not Held(answer.text, "div.faults").within - {"h2", "ul", "li", "strong", "bdi"}
        door = scene.app.test_client()
        wrong = door.post("/staff/sign-in", data={"email": string, "password": string, "next": string})
        assert wrong.status_code in {400, 422}


def test_import_when_hostile_then_every_character_is_in_the_database_and_the_tables(scene: Scene) -> None:
    words = [_stored(string) for string in scene.said]
    csv_path, xlsx_path = scene.folder / "out.csv", scene.folder / "out.xlsx"
    for path in (csv_path, xlsx_path):
        export_responses(scene.installation, scene.project, "hostile", path, format=Format(path.suffix[1:]))
    rows = {restore(row["source_row"]): row for row in read_rows(csv_path) if row["source_row"]}
    assert {row for row in rows if not row.startswith(CODED)} == {f"{n} {word}".strip() for n, word in enumerate(words)}
    for number, word in enumerate(words):
        row = rows[f"{number} {word}".strip()]
        assert (restore(row["l0"]), restore(row["s0"])) == (word, word)
    cells = {_read_back(cell) for _, cell in sheet_cells(xlsx_path)}
    assert cells >= {visible(defuse(word)) for word in words}


def test_table_when_its_headings_and_choices_are_hostile_then_findings_and_no_fault(scene: Scene) -> None:
    headings = write_rows(scene.folder / "headings.csv", scene.said, ["x"] * len(scene.said))
    rows = [["a", *[string] * 4] for string in scene.said]
    choices = write_rows(scene.folder / "choices.csv", ["l0", "one", "some", "ward", "years"], *rows)
    assert run(scene.installation, "responses", "import", str(headings), "--survey", "hostile") == 1
    assert run(scene.installation, "responses", "import", str(choices), "--survey", "hostile", "--dry-run") == 1


def test_codings_when_hostile_then_exact_and_shown_with_substitutes(scene: Scene) -> None:
    with scene.installation.database.reading() as connection:
        codings = all_codings(connection, scene.project.scope)
    bodies = {text.id: text.body for text, _ in scene.texts}
    assert list(bodies.values()) == ["\n".join(map(_stored, strings)) for _, strings in scene.texts]
    marked = {(bodies[each.text_id][each.span.start : each.span.stop], each.memo, each.place.name) for each in codings}
    assert {piece for piece in marked if piece[2]} == {
        (_stored(string), kept(string), kept(string[:LONGEST_PLACE])) for string in scene.said
    }
    for text, strings in scene.texts:
        page = Held(scene.colleague.opens(f"{STAFF}/coding/{text.id}").text, "p.memo")
        assert sorted(page.words) == sorted(2 * [visible(kept(string)) for string in strings])
        assert page.within == {"bdi"}
    shown = Held(scene.colleague.opens(scene.candidate(HUB)).text, "p.words").words
    assert sorted(shown) == sorted(visible(_stored(string)) for string in scene.said)
    path = scene.folder / "codings.csv"
    export_codings(scene.installation, scene.project, "hostile", path, format=Format.CSV)
    rows = {(restore(row["words"]), restore(row["memo"]), restore(row["place_name"])) for row in read_rows(path)}
    assert rows == marked


def test_pack_when_hostile_then_exact_in_its_data(scene: Scene) -> None:
    told = json.loads(scene.file("pack.json"))["candidates"]
    excerpts = {excerpt["text"] for candidate in told for excerpt in candidate["excerpts"]}
    assert excerpts == {_stored(string) for string in scene.said}
    titles = {_title(group) for group in scene.groups}
    assert {candidate["title"] for candidate in told} >= titles
    rows = csv.DictReader(io.StringIO(scene.file("candidates.csv").decode(), newline=""))
    assert {restore(row["title"]) for row in rows} >= titles


def test_pack_when_hostile_then_its_page_shows_substitutes_and_nothing_comes_alive(scene: Scene) -> None:
    page = scene.file("pack.html").decode()
    quotes, titles = Held(page, "blockquote"), Held(page, "h5")
    assert set(quotes.words) == {visible(_stored(string)) for string in scene.said}
    assert (quotes.within, titles.within, quotes.handlers) == ({"p"}, {"span"}, set())
    assert all(any(visible(_title(group)) in title for title in titles.words) for group in scene.groups)


def test_pack_when_hostile_then_its_pdf_has_the_words_and_no_action_of_theirs(scene: Scene) -> None:
    path = scene.folder / "pack.pdf"
    path.write_bytes(scene.file("pack.pdf"))
    told = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    assert all(words in told for words in ("<script>window.hostile = 1</script>", "[0;31mred", "Roses are"))
    assert re.search(r"(␛|\[U\+241B\])\s?\[0;31mred", told)
    assert "\x1b" not in told
    with pikepdf.open(path) as pdf:
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        actions = [link.A for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        assert {str(action.S) for action in actions} == {"/URI"}
        assert all(str(action.URI).startswith(scene.installation.config.base_url) for action in actions)


@pytest.mark.browser
def test_pages_when_hostile_in_a_browser_then_nothing_comes_alive(scene: Scene) -> None:
    with chromium() as browser, serving(scene.installation.config, free_port()) as server:
        with visiting(browser, server.url) as resident:
            watch(resident)
            for start in range(0, len(scene.said), A_PAGE):
                answer(resident, scene.said[start : start + A_PAGE])
        with visiting(browser, server.url, screen=DESK) as staff:
            watch(staff)
            _sign_in(staff)
            pack = re.search(rf"{STAFF}/packs/\w+/pack.html", scene.colleague.opens(f"{STAFF}/packs").text)
            assert pack
            words, titles = scene.said, [titled(group) for group in scene.groups]
            for address, sort, wanted in (
                *((f"{STAFF}/coding/{text.id}", ".words, .memo bdi, dd", strings) for text, strings in scene.texts),
                (scene.candidate(HUB), ".words, dd", words),
                (f"{STAFF}/candidates", "h3 bdi, .words", titles),
                (pack[0], "blockquote p", words),
            ):
                staff.open(address)
                expect_dead(staff, sort)
                shown = set(staff.page.locator(sort).all_text_contents())
                assert shown >= {visible(_stored(each)) for each in wanted}


def _stored(string: str) -> str:
    """What an import keeps of a string: all but NUL, which has a sign."""
    return string.replace("\0", "\u2400")


def _expect_shown(visitor: Visitor, strings: list[str]) -> None:
    page = Held(visitor.markup, "div.typed")
    assert page.words == 2 * [visible(kept(string)) for string in strings]
    assert (page.within, page.handlers) == ({"bdi"}, set())


def _title(group: list[str]) -> str:
    return _stored(titled(group))


def _read_back(cell: str) -> str:
    """A cell of a workbook with its own escapes undone, as every reader of workbooks does it."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), cell)


def _sign_in(staff: Visit) -> None:
    staff.open(f"{STAFF}/")
    staff.page.get_by_label("E-mail address").fill(EMAIL)
    staff.page.get_by_label("Password").fill(PASSWORD)
    staff.press("Sign in")
