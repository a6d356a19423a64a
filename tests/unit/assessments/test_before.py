"""What was known before, in words: never the codes by which it is kept."""

from datetime import date

from gcp_tool.assessments.presenters.before import present_before
from gcp_tool.assessments.queries.before import Before, EventSeen, PlanSeen
from gcp_tool.domain.vocabulary import PlanKind


def test_events_and_plans_are_told_in_the_words_of_the_screen() -> None:
    day = date(2026, 5, 1)
    events = [EventSeen("visit_not_in", day, ""), EventSeen("was_not_brought", day, "Eye clinic")]
    plans = [
        PlanSeen("Mia", PlanKind.CHILD_IN_NEED, day, None),
        PlanSeen("Mia", PlanKind.LOOKED_AFTER, day, day),
    ]
    panel = present_before(Before((), plans, events))
    assert panel.events == [
        "1 May 2026: Visit, nobody answered",
        "1 May 2026: Was not brought. Eye clinic",
    ]
    assert panel.plans == [
        "Mia: child in need plan, from 1 May 2026, still open",
        "Mia: looked after, from 1 May 2026 to 1 May 2026",
    ]
