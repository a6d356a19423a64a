"""The six assessments that the definition of the count is tried on, in a database."""

import csv
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import ContributionState, RevisionState
from gcp_tool.models import Agency, InstrumentVersion, User
from gcp_tool.settings import ROOT
from gcp_tool.standing.completions import rebuild_completions
from tests.factories import (
    MadeAssessment,
    add_part,
    make_agency,
    make_assessment,
    make_instrument_version,
    make_team,
    make_user,
)
from tests.factories.defaults import AT

FILE = ROOT / "tests" / "data" / "indicators" / "gcp.csv"
AGENCIES = ("Health visiting", "School", "Social care", "Early Help")
NOT_GIVEN = (ContributionState.INVITED, ContributionState.DECLINED, ContributionState.WITHDRAWN)


def make_vector(session: Session) -> dict[str, Agency]:
    """Make the assessments with those who contributed, count them, and give the agencies by name.

    Beside the file, somebody of Early Help was asked for a part in every assessment and gave none.
    """
    agencies = {name: make_agency(session, name=name) for name in AGENCIES}
    people = {name: _people(session, agency) for name, agency in agencies.items()}
    version = make_instrument_version(session)
    with FILE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            made = _assessment(session, row, people[row["lead_agency"]][0], version)
            names = [name for name in row["contributing_agencies"].split("|") if name]
            for place, name in enumerate(names):
                state = (ContributionState.ACTIVE, ContributionState.DONE)[place % 2]
                _contribute(session, made, agencies[name], people[name][place], state)
            somebody = people["Early Help"][3]
            _contribute(session, made, agencies["Early Help"], somebody, NOT_GIVEN[number % 3])
    session.flush()
    rebuild_completions(session)
    return agencies


def _people(session: Session, agency: Agency) -> list[User]:
    team = make_team(session, agency=agency)
    return [make_user(session, team=team) for _ in range(4)]


def _assessment(
    session: Session, row: dict[str, str], lead: User, version: InstrumentVersion
) -> MadeAssessment:
    on = date.fromisoformat(row["completed"] or row["started"])
    made = make_assessment(
        session,
        lead=lead,
        version=version,
        window_from=on - timedelta(days=20),
        window_to=on,
        state=RevisionState.SUBMITTED if row["completed"] else RevisionState.DRAFT,
    )
    if row["voided"]:
        made.assessment.recorded_in_error_at = AT
        made.assessment.recorded_in_error_reason = "Recorded twice"
    return made


def _contribute(
    session: Session, made: MadeAssessment, agency: Agency, user: User, state: ContributionState
) -> None:
    add_part(session, made.assessment, user, agency_id=agency.id, state=state)
