"""What tablets send, opened and kept once; in the words of the survey `town`."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ei_collect.answering.response import Device, Help, Missing, Quotable, Response, Words
from ei_collect.errors import InputError, NotFoundError, UnavailableError, UnreadableError
from ei_collect.fieldwork.sealing import hash_of
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.arriving import Arrival
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import set_project
from ei_collect.operations.queue_files import import_file
from ei_collect.operations.sitting import close_sitting
from ei_collect.operations.syncing import receive
from ei_collect.operations.tablets import held_sitting, is_pin_of, unlock
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import joins
from tests.fieldwork.sealed import record_of, seal, sealed
from tests.operations.sitting_opening import opened

HOME = {"q_bus": ["never"], "q_years": ["3"]}
AROUND = {"language": "ar", "form": {"q_why_never": ["الحافلة لا تأتي\r\nأبدًا"], "q_ways_pnts": ["1"]}}
LAST = {"q_may_quote": ["yes"]}
SAID = {"home": HOME, "getting_around": AROUND, "words": LAST}


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey `town` in English and Arabic."""
    ship_wards(installation)
    return publish_yaml(installation, project, TOWN, languages=("en", "ar"))


@pytest.fixture
def sitting(installation: Installation, project: Project, version: PublishedVersion) -> Sitting:
    """A sitting that was unlocked on a tablet."""
    partner = joins(installation, project, "partner@example.org", MemberRole.PARTNER)
    made = opened(installation, project, partner, languages=("en", "ar"))
    return unlock(installation, project.scope, made.code, "4711")


def kept(installation: Installation, project: Project) -> list[Response]:
    """Every response of the survey."""
    with installation.database.reading() as connection:
        return list(stream_responses(connection, project.scope, "town"))


def sends(installation: Installation, sitting: Sitting, *records: dict[str, Any]) -> list[Arrival]:
    """What becomes of these records."""
    return [each.arrival for each in receive(installation, sitting.code, [sealed(sitting, one) for one in records])]


def test_record_when_somebody_interpreted_then_only_languages_are_kept(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    between = {
        ("so", "other"): {"help": "interpreter", "help_from": "so", "help_into": "other"},
        (None, "en"): {"help": "interpreter", "help_from": "Amina", "help_into": "en"},
        (None, None): {"help": "scribe", "help_from": "so", "help_into": "en"},
    }
    for told in between.values():
        assert sends(installation, sitting, record_of(version, SAID, **told)) == [Arrival.KEPT]
    said = [each.submission for each in kept(installation, project)]
    assert {(each.help_from, each.help_into) for each in said} == set(between)


def test_record_when_it_comes_then_kept_with_device_help_language_sitting_and_consents(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    record = record_of(version, SAID, language="ar", agreement="أوافق على المشاركة.", help="interpreter", readable=True)
    assert sends(installation, sitting, record) == [Arrival.KEPT]
    (response,) = kept(installation, project)
    said = response.submission
    assert (said.device, said.help, said.language, said.sitting) == (Device.TABLET, Help.INTERPRETER, "ar", sitting.id)
    assert (said.quotable, said.readable) == (Quotable.CONSENTED, True)
    assert said.answers["why_never"].value == Words("الحافلة لا تأتي\nأبدًا")
    assert (said.answers["why_never"].language, said.answers["years"].language) == ("ar", "en")
    assert (said.answers["years"].value, said.answers["ways"].value) == (3, Missing.PREFER_NOT_TO_SAY)
    assert str(said.consents["research"]["wording"]).endswith("أوافق على المشاركة.")


def test_record_when_sent_again_then_kept_once_and_acknowledged_each_time(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    record = record_of(version, SAID)
    one, other = sealed(sitting, record), sealed(sitting, record)
    arrived = receive(installation, sitting.code, [one, one, other])
    assert [each.hash for each in arrived] == [hash_of(one), hash_of(one), hash_of(other)]
    assert {each.arrival for each in arrived} == {Arrival.KEPT}
    assert len(kept(installation, project)) == 1


def test_record_when_its_code_was_taken_back_then_forgotten_and_nothing_comes_in(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    record = record_of(version, SAID)
    sends(installation, sitting, record)
    withdraw(installation, record["key"])
    assert sends(installation, sitting, record) == [Arrival.TAKEN_BACK]
    assert kept(installation, project) == []


def test_record_when_the_sitting_and_the_round_are_over_then_still_taken(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    close_sitting(installation, project.scope, sitting)
    set_project(installation, project.slug, {"ends_on": date(2020, 1, 1)})
    assert sends(installation, sitting, record_of(version, SAID)) == [Arrival.KEPT]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "case",
    [
        ({"key": "0000-0000-0000-0001"}, "receipt-unreadable"),
        ({"survey": "day\0"}, "record-of-another"),
        ({"version": "sv_elsewhere"}, "record-of-another"),
        ({"language": "so"}, "record-language"),
        ({"agreement": ""}, "record-unreadable"),
        ({"help": "a friend"}, "record-unreadable"),
        ({"sections": {"home": {"language": "en", "form": {"q_years": ["many"]}}}}, "answer-not-a-number"),
    ],
)
def test_record_when_it_cannot_be_right_then_refused_by_name_and_nothing_kept(
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    sitting: Sitting,
    case: tuple[dict[str, Any], str],
) -> None:
    change, why = case
    (arrived,) = receive(installation, sitting.code, [sealed(sitting, record_of(version, SAID) | change)])
    assert (arrived.arrival, arrived.why) == (Arrival.REFUSED, why)
    assert kept(installation, project) == []


@pytest.mark.sqlite_only
def test_record_when_it_claims_files_of_others_then_they_are_not_believed(
    installation: Installation, project: Project, sitting: Sitting
) -> None:
    definition = TOWN.replace("kind: long_text", "kind: voice").replace(
        "- {code: years",
        '- {code: seen, kind: photo, label: "What do you see?", required: true}\n          - {code: years',
    )
    newer = publish_yaml(installation, project, definition, languages=("en", "ar"))
    around = {"q_why_never": ["Too slow"], "q_why_never.recording": ["rc_0123456789ab"]}
    home = {**HOME, "q_seen.1.id": ["ph_0123456789ab"], "q_seen.photo": ["ph_0123456789ab"]}
    record = record_of(newer, {"home": home, "getting_around": around, "words": LAST})
    assert sends(installation, sitting, record) == [Arrival.KEPT]
    (response,) = kept(installation, project)
    assert response.submission.answers["why_never"].value == Words("Too slow")
    assert response.submission.answers["seen"].value is Missing.SKIPPED  # needed, and cannot be given on a tablet


def test_record_when_it_has_what_no_database_holds_then_kept_with_a_sign_for_that(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting
) -> None:
    said = {**SAID, "getting_around": {"q_why_never": ["half \ud83d and none \0"]}}
    assert sends(installation, sitting, record_of(version, said, agreement="I \0 agree \udc00")) == [Arrival.KEPT]
    (response,) = kept(installation, project)
    assert response.submission.answers["why_never"].value == Words("half \ufffd and none \u2400")


@pytest.mark.sqlite_only
def test_record_when_it_is_no_record_at_all_then_refused(installation: Installation, sitting: Sitting) -> None:
    for words in (b"[]", b"no JSON", b"\xff", b"[" * 200_000):
        (arrived,) = receive(installation, sitting.code, [seal(words, sitting.sealing, sitting.code)])
        assert (arrived.arrival, arrived.why) == (Arrival.REFUSED, "record-unreadable")
    (arrived,) = receive(installation, sitting.code, ["ei1." + "A" * 600_000])
    assert arrived.why == "record-too-long"


@pytest.mark.sqlite_only
def test_file_when_imported_twice_then_each_record_counts_once(
    installation: Installation, project: Project, version: PublishedVersion, sitting: Sitting, tmp_path: Path
) -> None:
    records = [{"sitting": sitting.code, "sealed": sealed(sitting, record_of(version, SAID))} for _ in range(3)]
    file = tmp_path / "unsent.json"
    file.write_text(json.dumps({"records": records}))
    for _ in range(2):
        assert [each.arrival for each in import_file(installation, file)] == [Arrival.KEPT] * 3
    assert len(kept(installation, project)) == 3


@pytest.mark.sqlite_only
def test_file_when_it_is_none_of_a_tablet_then_refused(installation: Installation, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        list(import_file(installation, tmp_path / "nowhere.json"))
    file = tmp_path / "other.json"
    for words in ("no JSON", '{"records": 3}', "[]", '{"records": [{"sealed": "x"}]}'):
        file.write_text(words)
        with pytest.raises(InputError):
            list(import_file(installation, file))


@pytest.mark.sqlite_only
def test_unlocking_when_done_on_a_second_tablet_then_the_keys_stay_and_the_pin_is_the_new_one(
    installation: Installation, project: Project, sitting: Sitting
) -> None:
    again = unlock(installation, project.scope, sitting.code, "12345")
    assert (again.sealing, again.opening) == (sitting.sealing, sitting.opening)
    assert is_pin_of(again, "12345")
    assert not is_pin_of(again, "4711")
    assert not is_pin_of(replace(again, pin_hash=""), "")
    for pin in ("", "123", "1" * 13, "12 34", "١٢٣٤"):
        with pytest.raises(InputError, match="pin-unusable"):
            unlock(installation, project.scope, sitting.code, pin)


@pytest.mark.sqlite_only
def test_unlocking_when_there_is_no_such_sitting_or_it_is_closed_then_refused(
    installation: Installation, project: Project, sitting: Sitting
) -> None:
    close_sitting(installation, project.scope, sitting)
    with pytest.raises(InputError, match="sitting-closed"):
        unlock(installation, project.scope, sitting.code, "4711")
    with pytest.raises(NotFoundError):
        unlock(installation, project.scope, "ABCDEF", "4711")
    with pytest.raises(NotFoundError):
        held_sitting(installation, "no code")


def test_record_when_the_database_is_gone_then_it_is_not_refused_but_kept_when_it_comes_again(
    installation: Installation, version: PublishedVersion, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is refused a tablet sends no more by itself."""
    record = record_of(version, SAID)

    def full(*_: object, **__: object) -> None:
        raise UnavailableError.of("database-unusable", "is full", where="the database", mend="Make room.")

    with monkeypatch.context() as patch:
        patch.setattr("ei_collect.operations.syncing.keep_under", full)
        with pytest.raises(UnavailableError):
            sends(installation, sitting, record)
    assert sends(installation, sitting, record) == [Arrival.KEPT]
