"""Which place of which guide explains a page. The guides are in docs/guides; where people read them is a setting."""

from collections.abc import Mapping
from dataclasses import dataclass

PRACTITIONER, MANAGER, OWNER, OPERATOR = "practitioner", "manager", "tool-owner", "operator"
DUTY = "duty"
COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of a guide."""

    guide: str
    heading: str

    @property
    def anchor(self) -> str:
        """The heading as an address has it."""
        return "".join(
            sign for sign in self.heading.lower().replace(" ", "-") if sign.isalnum() or sign == "-"
        )

    def at(self, guides_url: str) -> str:
        """The address of the place, where the guides are read."""
        return f"{guides_url.rstrip('/')}/{self.guide}.md#{self.anchor}"


_YOUR_PAGE = Place(PRACTITIONER, "Your page")
_READ_FIRST = Place(PRACTITIONER, "Read first")
_START = Place(PRACTITIONER, "Start an assessment")
_GRADE = Place(PRACTITIONER, "Grade what was seen")
_NOTES = Place(PRACTITIONER, "Write down what you saw")
_OTHERS = Place(PRACTITIONER, "Ask another professional")
_VOICES = Place(PRACTITIONER, "In their own words")
_TARGETS = Place(PRACTITIONER, "Targets")
_CHECK = Place(PRACTITIONER, "Check and submit")
_AFTER = Place(PRACTITIONER, "Afterwards")
_CASELOAD = Place(MANAGER, "The caseload")
_SUPERVISION = Place(MANAGER, "Supervision")
_AWAY = Place(MANAGER, "When a worker leaves or is away")
_REVIEW = Place(MANAGER, "The six-month review")
_CAME_OF_IT = Place(MANAGER, "What came of it")
_CHALLENGES = Place(MANAGER, "Challenges")
_BREAK_GLASS = Place(DUTY, "For managers")
_OVER_TIME = Place(MANAGER, "The team over time")
_PEOPLE = Place(OPERATOR, "People and teams")

# What a whole room is about, and below it the pages of which another place says more.
_ROOMS: Mapping[str, Place] = {
    "access_log": Place(MANAGER, "Who has looked"),
    "accounts": _PEOPLE,
    "assessments": _START,
    "coordination": Place(COORDINATOR, "Completions"),
    "desk": _YOUR_PAGE,
    "families": _READ_FIRST,
    "history": _READ_FIRST,
    "imports": Place(OPERATOR, "Bringing in what was kept before"),
    "instruments": Place(OWNER, "What you look after"),
    "lookup": Place(DUTY, "Look somebody up"),
    "plans": _READ_FIRST,
    "reviews": _REVIEW,
    "samples": Place(MANAGER, "Dip samples"),
    "security": _PEOPLE,
}
_PAGES: Mapping[str, Place] = {
    "access_log.log": Place(OPERATOR, "The log"),
    "access_log.log_file": Place(OPERATOR, "The log"),
    "accounts.cover": _AWAY,
    "accounts.ending_cover": _AWAY,
    "assessments.amending": _CHECK,
    "assessments.analysis": _VOICES,
    "assessments.answers": _AFTER,
    "assessments.area": _GRADE,
    "assessments.asked_of_me": _OTHERS,
    "assessments.asking": _OTHERS,
    "assessments.carer_voice": _VOICES,
    "assessments.check": _CHECK,
    "assessments.child_voice": _VOICES,
    "assessments.choose_agency": _OTHERS,
    "assessments.deciding": _CHECK,
    "assessments.declining": _OTHERS,
    "assessments.effort": _CHECK,
    "assessments.evidence": _NOTES,
    "assessments.family_targets": _TARGETS,
    "assessments.feedback": _AFTER,
    "assessments.giving_up": _TARGETS,
    "assessments.immediate": _GRADE,
    "assessments.in_error": _AFTER,
    "assessments.judging": _GRADE,
    "assessments.linking": _READ_FIRST,
    "assessments.meaning": _VOICES,
    "assessments.new_target": _TARGETS,
    "assessments.new_visit": _NOTES,
    "assessments.others": _OTHERS,
    "assessments.part": _OTHERS,
    "assessments.part_area": _OTHERS,
    "assessments.part_note": _OTHERS,
    "assessments.removing": _NOTES,
    "assessments.removing_part_note": _OTHERS,
    "assessments.response": _AFTER,
    "assessments.revision": _AFTER,
    "assessments.sharing": _AFTER,
    "assessments.side_by_side": _GRADE,
    "assessments.target": _TARGETS,
    "assessments.targets": _TARGETS,
    "assessments.told": _VOICES,
    "assessments.visits": _NOTES,
    "assessments.voices": _VOICES,
    "assessments.withdrawing": _OTHERS,
    "desk.caseload": _CASELOAD,
    "desk.hand_over": _AWAY,
    "desk.handover": _AWAY,
    "desk.over_time": _OVER_TIME,
    "desk.supervision": _SUPERVISION,
    "desk.teams_over_time": _OVER_TIME,
    "history.ask_report": _AFTER,
    "history.ask_sheet": _AFTER,
    "history.report": _AFTER,
    "history.sheet": _AFTER,
    "history.summary": _AFTER,
    "instruments.answer": Place(OWNER, "Answer what does not fit"),
    "instruments.compare": Place(OWNER, "Make a new version"),
    "instruments.compare_words": Place(OWNER, "Make a new version"),
    "instruments.note": _GRADE,
    "instruments.notes": Place(OWNER, "Answer what does not fit"),
    "instruments.show_note": Place(OWNER, "Answer what does not fit"),
    "lookup.ask_note": Place(DUTY, "Leave a note"),
    "lookup.ask_review": _BREAK_GLASS,
    "lookup.ask_why": Place(DUTY, "Open a record that cannot wait"),
    "lookup.openings": _BREAK_GLASS,
    "reviews.actions": _CAME_OF_IT,
    "reviews.add_action": _CAME_OF_IT,
    "reviews.ask_done": _CAME_OF_IT,
    "reviews.ask_end": _CHALLENGES,
    "reviews.ask_of_assessment": _CHALLENGES,
    "reviews.ask_of_review": _CHALLENGES,
    "reviews.ask_reply": _CHALLENGES,
    "reviews.challenge": _CHALLENGES,
}


def help_for(endpoint: str) -> Place:
    """The place that explains a page; where none does, the page that everybody begins with."""
    return _PAGES.get(endpoint) or _ROOMS.get(endpoint.partition(".")[0], _YOUR_PAGE)
