"""The files of an installation in a folder and in a bucket: recordings, pictures and readings, and what doctor says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from ei_collect.answering.photographs import Showing
from ei_collect.operations.covering import cover_own
from ei_collect.operations.doctor import examine
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome
from ei_collect.operations.objects import objects
from ei_collect.operations.photo_exporting import export_photos
from ei_collect.operations.pictures import photo_objects, sweep_photos
from ei_collect.operations.recording import own_recording
from ei_collect.operations.sounds import sweep_sounds
from ei_collect.operations.withdrawing import withdraw
from ei_collect.photos.covering import Box
from ei_collect.projects.project import Project
from ei_collect.store.bucket import BucketObjects
from tests.operations.speaking import Speaker, files
from tests.photographer import QUESTION, Photographer, publish_pictured
from tests.photographer import files as pictures
from tests.s3 import Store, store_of
from tests.sounds import SLUG, WEBM, publish_spoken

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(scope="module")
def moto() -> Iterator[Store]:
    """A store that knows S3."""
    with store_of("moto") as found:
        yield found


@pytest.fixture
def afar(installation: Installation, moto: Store) -> Installation:
    """An installation whose files are in a bucket."""
    return replace(installation, config=replace(installation.config, bucket=moto.fresh()))


def test_recording_when_files_are_in_a_bucket_then_it_goes_the_same_way(afar: Installation, project: Project) -> None:
    publish_spoken(afar, project)
    speaker = Speaker(afar, project)
    first, second = speaker.speaks(), speaker.speaks()
    assert files(afar) == {second.id} != {first.id}
    assert own_recording(afar, SLUG, speaker.key, "belong") == (second, WEBM)
    assert speaker.sends().outcome is Outcome.NEW
    objects(afar, "recordings").put("rc_000000000000", WEBM)
    assert (sweep_sounds(afar, starting=True), files(afar)) == (1, {second.id})
    withdraw(afar, speaker.key)
    assert files(afar) == set()
    assert not (afar.config.data / "recordings").exists()


def test_photo_when_files_are_in_a_bucket_then_covering_exporting_sweeping_and_taking_back_go_the_same_way(
    afar: Installation, project: Project, tmp_path: Path
) -> None:
    publish_pictured(afar, project)
    taker = Photographer(afar, project)
    photo = taker.takes()
    cover_own(afar, taker.slug, taker.key, QUESTION, photo.id, boxes=[Box(0.25, 0.25, 0.5, 0.5)])
    assert len(pictures(afar)) == 2
    assert not pictures(afar).keys() & set(photo.names)  # what was uncovered is not there any more
    taker.says(showing="research").sends()
    done = export_photos(afar, project, Showing.RESEARCH, tmp_path / "photos.zip")
    assert (done.photos, done.findings) == (1, ())
    with ZipFile(tmp_path / "photos.zip") as archive:
        held = {archive.read(name) for name in archive.namelist()}
    assert set(pictures(afar).values()) < held
    photo_objects(afar).put("ph_000000000000.jpg", b"nobody's")
    assert (sweep_photos(afar, starting=True), len(pictures(afar))) == (1, 2)
    withdraw(afar, taker.key)
    assert pictures(afar) == {}
    assert not (afar.config.data / "photos").exists()


@pytest.mark.parametrize("kind", ["recordings", "media", "photos"])
def test_files_of_a_kind_when_asked_for_then_each_kind_has_a_place_of_its_own(afar: Installation, kind: str) -> None:
    objects(afar, kind).put("one", kind.encode())
    here = replace(afar, config=replace(afar.config, bucket=None))
    assert objects(here, kind).read("one") is None
    objects(here, kind).put("one", b"here")
    assert (here.config.data / kind / "one").read_bytes() == b"here"
    assert objects(afar, kind).read("one") == kind.encode()


def test_doctor_when_files_can_be_kept_then_it_says_where_and_leaves_nothing(afar: Installation) -> None:
    health = examine(afar)
    assert health.findings == ()
    assert f"recordings, pictures and photos: {afar.config.bucket}" in health.facts
    assert list(objects(afar, "recordings").names()) == []


def test_doctor_when_the_bucket_cannot_be_used_then_it_says_how_to_mend_it_and_no_secret(afar: Installation) -> None:
    bucket = afar.config.bucket
    assert bucket
    nowhere = replace(afar, config=replace(afar.config, bucket=replace(bucket, name="never-made")))
    (finding,) = examine(nowhere).findings
    assert (finding.code, finding.where) == (
        "objects-unusable",
        f"s3://never-made/{bucket.prefix} at {bucket.endpoint}",
    )
    assert bucket.secret not in str(finding)


def test_doctor_when_the_folder_cannot_be_written_then_it_says_so(installation: Installation) -> None:
    here = replace(installation, config=replace(installation.config, bucket=None))
    (here.config.data / "recordings").write_bytes(b"no folder")
    assert [finding.code for finding in examine(here).findings] == ["objects-unusable"]


def test_doctor_when_the_store_lets_a_file_be_overwritten_then_it_says_so(
    afar: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BucketObjects, "create", lambda *_: True)
    monkeypatch.setattr(BucketObjects, "read", lambda *_: b"overwritten")
    assert [finding.code for finding in examine(afar).findings] == ["objects-overwritten"]
