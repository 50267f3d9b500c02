"""Every value of coding and of sittings has a name on the pages of staff."""

from collections.abc import Collection, Mapping

import pytest

from ei_collect.answering.response import Device, Help
from ei_collect.coding.candidates import CandidateStatus
from ei_collect.coding.coding import IdentityCheck, PlaceKind, Scale, Stance
from ei_collect.fieldwork.interview import ConsentHow, InterviewerRole
from ei_collect.fieldwork.sitting import HelperRole
from ei_collect.store.sitting_counts import Stage
from ei_collect.web.labels import LABELS


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("stances", Stance),
        ("scales", Scale),
        ("place_kinds", PlaceKind),
        ("checks", IdentityCheck),
        ("statuses", CandidateStatus),
        ("helpers", HelperRole),
        ("devices", Device),
        ("helps", Help),
        ("stages", Stage),
        ("interviewers", InterviewerRole),
        ("consent_hows", ConsentHow),
    ],
)
def test_value_when_shown_to_staff_then_has_a_label_of_its_own(name: str, values: Collection[str]) -> None:
    labels: Mapping[str, str] = LABELS[name]  # type: ignore[assignment]
    assert set(labels) == set(values)
    assert len(set(labels.values())) == len(labels)
