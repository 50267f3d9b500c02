"""`ei-collect places` and `posters` as somebody types them."""

from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.config import Config
from ei_collect.operations.installation import Installation
from ei_collect.places.picture import to_png
from ei_collect.projects.project import Project
from tests.answering.surveys import TOWN, publish_yaml
from tests.conftest import SECRET
from tests.places.posters import codes_in, picture

PLACES = "code,name,kind,ward,active_to\npark,The Park,park,Easton,\nfair,Old Fair,event,,2020-01-01\n"
SHORT = "https://listen.town"


@pytest.fixture(autouse=True)
def _here(config: Config, installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation where the command will look, with a survey, on a short host."""
    publish_yaml(installation, project, TOWN, languages=("en", "ar", "so"))
    monkeypatch.setenv("EI_DATA", str(config.data))
    monkeypatch.setenv("EI_DATABASE_URL", config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)
    monkeypatch.setenv("EI_BASE_URL", SHORT)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with a place in use and one that is over."""
    path = tmp_path / "places.csv"
    path.write_text(PLACES)
    return path


def _make(to: Path, *options: str) -> int:
    return main(["posters", "make", "--survey", "town", "--to", str(to), *options])


def test_import_when_typed_twice_then_counts(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["places", "import", str(table), "--project", "bristol"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "places: 2 new, 0 changed, 0 as before",
        "places: 0 new, 0 changed, 2 as before",
    ]


def test_import_when_rows_are_wrong_then_exit_1_and_all_faults_with_row_and_mend(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(PLACES + "zoo,,castle,,\n")
    assert main(["places", "import", str(table), "--project", "bristol"]) == 1
    faults = capsys.readouterr().err.splitlines()
    assert faults[0] == (
        "ei-collect: places.csv: row 4, column name: is empty [place-nameless] Write what people call the place."
    )
    assert faults[1].startswith("ei-collect: places.csv: row 4, column kind: 'castle' is no kind of place [place-kind]")


def test_make_when_typed_twice_then_the_same_codes_in_every_kind_of_file(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["places", "import", str(table), "--project", "bristol"])
    kinds = [word for form in ("pdf", "png", "svg", "html") for word in ("--format", form)]
    assert _make(tmp_path / "out", "--places", "--batch", "May", *kinds) == 0
    out = capsys.readouterr().out.splitlines()
    address = next(line for line in out if line.startswith("park: ")).removeprefix("park: ")
    assert len(address) <= 30
    assert out[-1] == "batch May: 1 posters"
    names = {path.name for path in (tmp_path / "out").iterdir()}
    stem = f"park-{address[-7:]}"
    assert names == {f"{stem}-a4.pdf", f"{stem}-a4.png", f"{stem}.svg", f"{stem}-a4.html"}
    assert codes_in(picture((tmp_path / "out" / f"{stem}-a4.png").read_bytes())) == [address]
    assert _make(tmp_path / "again", "--place", "park", "--batch", "May", "--paper", "cards", "--language", "ar") == 0
    assert [path.name for path in (tmp_path / "again").iterdir()] == [f"{stem}-cards.pdf"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--places",), "has no places in use"),
        (("--place", "nowhere"), "place nowhere: is not there"),
        (("--wards", "--language", "pl"), "is not offered in pl"),
    ],
)
def test_make_when_it_cannot_be_done_then_said_and_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert _make(tmp_path / "out", *options) in {1, 2}
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.full
@pytest.mark.sqlite_only
@pytest.mark.parametrize("languages", [("en", "ar"), ("ar", "en")], ids=str)
def test_make_when_asked_for_every_ward_then_34_posters_whose_codes_can_be_read(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    spoken = [word for code in languages for word in ("--language", code)]
    assert _make(tmp_path, "--wards", "--paper", "a4", "--paper", "cards", "--format", "pdf", *spoken) == 0
    posters, sheets = sorted(tmp_path.glob("*-a4.pdf")), sorted(tmp_path.glob("*-cards.pdf"))
    read = [codes_in(picture(to_png(path.read_bytes()))) for path in posters]
    assert [codes for codes in read if len(codes) != 1] == []
    assert {codes[0] for codes in read} == {f"{SHORT}/p/{path.stem[-10:-3]}" for path in posters}
    assert len({codes[0] for codes in read}) == len(sheets) == 34
    for sheet in sheets:
        codes = codes_in(picture(to_png(sheet.read_bytes())))
        assert codes == [f"{SHORT}/p/{sheet.stem[-13:-6]}"] * 10
