"""Time known at a grade, in words."""

import pytest

from gcp_tool.domain.dates import add_months
from gcp_tool.domain.exposure import Exposure
from gcp_tool.history.presenters.exposures import ExposureView, exposure_words, present_exposures
from gcp_tool.standing.series import Ended, Subject
from tests.unit.history.histories import JO, MIA, TODAY, care, months_ago, series

SAM = Subject(5, "Sam Harrow")


@pytest.mark.parametrize(
    ("found", "child", "words"),
    [
        (
            Exposure(24, 9, 11, add_months(MIA.birth_on, 14), ()),
            MIA,
            "At least 9 of the last 24 months; 11 not known; from age 1 year 2 months.",
        ),
        (Exposure(1, 1, 0, MIA.birth_on, ()), MIA, "At least 1 of the last 1 month; from birth."),
        (
            Exposure(24, 0, 24, months_ago(30), ()),
            SAM,
            "No whole month of the last 24 months; 24 not known; from 22 May 2024.",
        ),
        (Exposure(24, 0, 3, None, ()), MIA, "Not known to have been; 3 of the last 24 months not known."),
    ],
)
def test_time_at_a_grade_is_said_with_what_is_not_known(found, child, words):
    assert exposure_words(found, child) == words


def test_each_domain_that_was_ever_a_concern_is_told_over_all_carers():
    with_jo = care(series(4, 2, last=months_ago(9)), series(2, domain="food", last=months_ago(9)))
    with_sam = care(series(3, last=months_ago(3)), (2,), carer=SAM, ended=Ended("Sam left", months_ago(1)))
    [view] = present_exposures([with_jo, with_sam], MIA, TODAY)
    assert view == ExposureView(
        title="Physical care",
        serious_at="At grade 4 or 5",
        serious="At least 3 of the last 24 months; 13 not known; from age 3 years 8 months.",
        concern_at="At grade 3 or worse",
        concern="At least 5 of the last 24 months; 13 not known; from age 3 years 8 months.",
        carers="Jo Harrow and Sam Harrow",
    )


def test_nothing_read_and_nothing_worrying_is_nothing_to_tell():
    assert present_exposures([], MIA, TODAY) == ()
    assert present_exposures([care((2, 2), (1, 1))], MIA, TODAY) == []
    assert present_exposures([care((4, 4))], JO, TODAY) == ()


def test_readings_before_birth_are_of_no_life_yet():
    line = series((5, {"before_birth": True}), 2)
    assert present_exposures([care(line)], MIA, TODAY) == []
