"""Who may open which page and send which form of an assessment in which state, as data for `test_who_may`.

A form stands here with whole and valid fields, so that a refusal is never for its shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.integration.assessments import stories
from tests.integration.world import World, date_parts, days_ago

DRAFT, SUBMITTED, RETURNED, SIGNED_OFF = "draft", "submitted", "returned", "signed off"
AMENDED, STOPPED, IN_ERROR = "being amended", "stopped", "recorded in error"
STATES = (DRAFT, SUBMITTED, RETURNED, SIGNED_OFF, AMENDED, STOPPED, IN_ERROR)
OPEN = frozenset({DRAFT, RETURNED, AMENDED})
FIRST_VERSION = frozenset({DRAFT, RETURNED})
HANDED_IN = frozenset({SUBMITTED, RETURNED, SIGNED_OFF, AMENDED})
ALWAYS = frozenset(STATES)

READERS = ("lead", "worker", "manager", "cover", "holder")
# who sees nothing of the family and writes about others; who does not write about families at all; who is nobody
STRANGERS = ("contributor", "colleague", "other_manager", "stranger")
OUTSIDERS = ("coordinator", "reviewing_officer", "auditor", "tool_owner", "administrator")
# who reads some families, and none of these: the auditor those of a sample
READ_OTHERS = frozenset({"auditor"})
NOBODY = "signed_out"
PEOPLE = (*READERS, *STRANGERS, *OUTSIDERS, NOBODY)

SHOWN, DONE, REFUSED, HIDDEN, NOT_NOW, TO_SIGN_IN = 200, 303, 403, 404, 409, 303
LEAD = frozenset({"lead"})
SIGNERS = frozenset({"manager", "cover"})
MANAGERS = SIGNERS | {"holder"}
# those whose account can sign at all: anybody else is told so before it is asked whether there is such an assessment
CAN_SIGN = MANAGERS | {"other_manager"}

Fields = dict[str, Any]


def given(**fields: Any) -> Callable[[World], Fields]:
    """Fields that are the same in every world."""
    return lambda _: fields


NO_FIELDS = given()


@dataclass(frozen=True, slots=True)
class Step:
    """Where a form goes, its fields, who may send it and when; `name` tells two forms of one address apart.

    `in_error` is what those who may otherwise are told of an assessment that was recorded in error.
    """

    path: str
    fields: Callable[[World], Fields] = NO_FIELDS
    who: frozenset[str] = LEAD
    when: frozenset[str] = OPEN
    in_error: int = REFUSED
    signs: bool = False
    reads: bool = False
    done: int = DONE

    def answer(self, who: str, state: str) -> int:
        """What somebody who sends it is answered in a state."""
        if who not in READERS:
            return self._hidden(who)
        if self.signs and who not in CAN_SIGN:
            return REFUSED
        if state == IN_ERROR and state not in self.when:
            return self.in_error
        if who not in self.who:
            return REFUSED
        return self.done if state in self.when else self._when_not(state)

    def _hidden(self, who: str) -> int:
        """What somebody is told who does not see the assessment: if they could see any, that there is none."""
        if who == NOBODY:
            return TO_SIGN_IN
        could_see = who in (CAN_SIGN if self.signs else STRANGERS) or (self.reads and who in READ_OTHERS)
        return HIDDEN if could_see else REFUSED

    def _when_not(self, state: str) -> int:
        """Nothing stands beside what was never handed in, whoever asks; else the state says no."""
        return REFUSED if self.when == HANDED_IN and state not in HANDED_IN else NOT_NOW


def _evidence(**more: Any) -> Fields:
    return stories.evidence(*stories.ITEMS[stories.MEALS]) | more


_TODAY = date_parts("on_date", days_ago(0))
_AREA = f"/areas/{stories.MEALS}"
_CHOICES = {f"grade-{item}": "3" for item in stories.ITEMS[stories.MEALS]}
_BASES = {f"base-{item}": "1" for item in stories.ITEMS[stories.MEALS]}
FORMS = (
    Step("/act-now", given(who="Ellen Frost", when="today at 15:20", words="A visit")),
    Step("/analysis", given(why="Two jobs, no sleep.")),
    Step("/analysis/{child}", given(means="Tired at school.")),
    Step(_AREA, given(**_CHOICES, **_BASES, **_evidence())),
    Step(f"{_AREA}/evidence/1", given(**_evidence(words="The cupboard was full."))),
    Step(f"{_AREA}/evidence/1/remove", NO_FIELDS),
    Step("/domains/food", given(**{"grade-1": "4", "why-1": "It depends on who cooks."})),
    Step("/effort", given(version="0")),
    Step("/told", given(agreement="partly", version="0", **date_parts("told_on", days_ago(1)))),
    Step("/visits/add", given(**_evidence(sharing="nobody"))),
    Step("/voices/{child}", given(words="I like dens.", version="0")),
    Step("/voices/{child}/{carer}", given(words="It was one week.", version="0")),
    Step("/people", lambda world: {"cares": [stories.care(world)]}, when=FIRST_VERSION),
    Step("/scope", given(areas=[stories.MEALS]), when=FIRST_VERSION),
    Step(
        "/period",
        given(
            purpose="review",
            scoring="alone",
            same_day="yes",
            **date_parts("window_from", days_ago(20)),
            **date_parts("window_to", days_ago(2)),
        ),
        when=FIRST_VERSION,
    ),
    Step("/stop", given(reason="They moved away.")),
    Step("/submit", NO_FIELDS),
    Step("/amend", given(why="The wrong Tuesday."), when=frozenset({SIGNED_OFF})),
    Step(
        "/hand-on",
        lambda world: {"to": world.colleague.key, "words": "She knows you."},
        who=LEAD | SIGNERS,
        when=FIRST_VERSION,
    ),
    Step(
        "/sign-off",
        given(decision="sign_off", comments=""),
        who=SIGNERS,
        when=frozenset({SUBMITTED}),
        in_error=NOT_NOW,
        signs=True,
    ),
    Step(
        "/sign-off",
        given(decision="return", comments="Say who cooked."),
        who=SIGNERS,
        when=frozenset({SUBMITTED}),
        in_error=NOT_NOW,
        signs=True,
    ),
    Step(
        "/recorded-in-error",
        given(reason="The wrong child."),
        who=MANAGERS,
        when=ALWAYS - {IN_ERROR},
        in_error=NOT_NOW,
        signs=True,
    ),
    Step(
        "/response",
        lambda world: {"person": world.carer.key, "kind": "seen", "words": "", **_TODAY},
        who=frozenset(READERS),
        when=HANDED_IN,
    ),
    Step(
        "/feedback",
        given(given_by="carer", words="It took long.", **_TODAY),
        who=frozenset(READERS),
        when=HANDED_IN,
    ),
    Step(
        "/sharing",
        given(person="else", recipient="The school nurse", what="summary", given="yes", **_TODAY),
        who=frozenset(READERS),
        when=HANDED_IN,
    ),
)


def page(path: str, who: frozenset[str] = LEAD, when: frozenset[str] = OPEN, **more: Any) -> Step:
    """A page: who may open it, and when."""
    return Step(path, who=who, when=when, done=SHOWN, **more)


EVERY_READER = frozenset(READERS)
PAGES = (
    *(
        page(path, EVERY_READER, ALWAYS, reads=True)
        for path in ("", "/revisions/1", "/revisions/1/answers", "/side-by-side", "/targets")
    ),
    *(page(path, EVERY_READER, HANDED_IN) for path in ("/response", "/feedback", "/sharing")),
    *(page(path) for path in ("/check", "/stop", "/voices", "/voices/{child}", "/voices/{child}/{carer}")),
    *(page(path) for path in ("/act-now", "/analysis", "/analysis/{child}", "/told", "/effort")),
    *(page(path) for path in ("/others", "/others/ask")),
    *(page(path) for path in ("/visits", "/visits/add", "/domains/food", _AREA)),
    *(page(f"{_AREA}/evidence/1{more}") for more in ("", "/remove")),
    *(page(path, when=FIRST_VERSION) for path in ("/people", "/scope", "/period")),
    page("/amend", when=frozenset({SIGNED_OFF}), in_error=NOT_NOW),
    page("/hand-on", LEAD | SIGNERS, FIRST_VERSION),
    page("/sign-off", SIGNERS, frozenset({SUBMITTED}), in_error=NOT_NOW, signs=True),
    page("/recorded-in-error", MANAGERS, ALWAYS - {IN_ERROR}, in_error=NOT_NOW, signs=True),
)
