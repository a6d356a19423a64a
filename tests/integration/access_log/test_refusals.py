"""A refusal is put in the record of the family that it was about, whatever the address named."""

from sqlalchemy.orm import Session

from gcp_tool.audit.refusals import find_family_id
from gcp_tool.core.keys import new_key
from tests.factories import make_assessment, make_family, make_person, make_review, make_target, make_user


def test_every_key_of_something_of_a_family_leads_to_it(undone_session: Session) -> None:
    family, manager = make_family(undone_session), make_user(undone_session)
    made = make_assessment(undone_session, family=family)
    made.lead.key = new_key()
    undone_session.flush()
    keys = {
        "family": family.key,
        "assessment": made.assessment.key,
        "part": made.lead.key,
        "target": make_target(undone_session, made).key,
        "review": make_review(undone_session, family, by=manager).key,
    }
    assert {what: find_family_id(undone_session, {key}) for what, key in keys.items()} == dict.fromkeys(
        keys, family.id
    )


def test_what_leads_to_no_family_is_in_the_record_of_none(undone_session: Session) -> None:
    person = make_person(undone_session)
    assert find_family_id(undone_session, {new_key(), person.key}) is None
    assert find_family_id(undone_session, set()) is None
