"""Six-month reviews of the invented families: what a manager answered, decided and asked somebody to do."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import ReviewDecision
from gcp_tool.models import Family, User
from gcp_tool.reviews.drafts import Step
from gcp_tool.reviews.matter import gather_review
from gcp_tool.reviews.presenters.record import present_record
from gcp_tool.reviews.services.drafting import NEW, save_step
from gcp_tool.reviews.services.recording import Basis, record_review
from gcp_tool.reviews.shown import as_snapshot

FILE = Path(__file__).with_name("decisions.yaml")


class Task(BaseModel):
    """What the worker is to do, and in how many days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: str
    within: int


class Decided(BaseModel):
    """A review as it was held so many days ago: the answers, the decision, and when it is looked at again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ago: int
    answers: Mapping[str, str]
    decision: ReviewDecision
    reason: str
    next_in: int | None = None
    different: str = ""
    known_within: int | None = None
    action: Task


@cache
def read_decisions() -> Mapping[str, Decided]:
    """The reviews by the reference of their family."""
    listed = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Decided]).validate_python(listed)


def review(session: Session, *, family: Family, decided: Decided, worker_id: int, by: Actor) -> None:
    """Write a review form by form, as its page does, and record it."""
    worker_key = session.scalars(select(User.key).where(User.id == worker_id)).one()
    forms = {
        Step.QUESTIONS: dict(decided.answers),
        Step.DECISION: _decision(decided, clock.today() - timedelta(days=decided.ago)),
        Step.ACTIONS: {
            "what_1": decided.action.what,
            "owner_1": worker_key,
            "due_on_1": _day(clock.today(), decided.action.within),
        },
    }
    expected = NEW
    for step, held in forms.items():
        expected = save_step(session, family=family, step=step, held=held, expected=expected, by=by).version
    found = gather_review(session, by, family, today=clock.today())
    basis = Basis(found.circumstances(), found.matter.told.summary.number, as_snapshot(present_record(found)))
    record_review(session, family=family, basis=basis, expected=expected, by=by)


def _decision(decided: Decided, on: date) -> dict[str, str]:
    return {
        "on": on.isoformat(),
        "decision": decided.decision.value,
        "reason": decided.reason,
        "next_on": _day(on, decided.next_in),
        "different": decided.different,
        "known_by": _day(on, decided.known_within),
    }


def _day(first: date, days: int | None) -> str:
    return "" if days is None else (first + timedelta(days=days)).isoformat()
