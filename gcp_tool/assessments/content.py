"""The words of assessments: what codes are called on screen, and the answers a form offers."""

from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerState,
    EvidenceSource,
    MemberRole,
    NotGradedReason,
    Purpose,
    RevisionState,
)

STATE_WORDS = {
    RevisionState.DRAFT: "Draft",
    RevisionState.SUBMITTED: "Waiting for sign-off",
    RevisionState.RETURNED: "Returned",
    RevisionState.SIGNED_OFF: "Signed off",
    RevisionState.SUPERSEDED: "Replaced by a later version",
    RevisionState.STOPPED: "Stopped",
}
STATE_COLOURS = {
    RevisionState.DRAFT: "grey",
    RevisionState.SUBMITTED: "yellow",
    RevisionState.RETURNED: "orange",
    RevisionState.SIGNED_OFF: "green",
    RevisionState.SUPERSEDED: "grey",
    RevisionState.STOPPED: "grey",
}
EVENT_WORDS = {
    "start": "Started",
    "submit": "Submitted",
    "return": "Returned",
    "sign_off": "Signed off",
    "stop": "Stopped",
    "import": "Imported from a spreadsheet of past scores",
}
PURPOSE_WORDS = {Purpose.BASELINE: "Baseline", Purpose.REVIEW: "Review"}
PURPOSE_HINTS = {
    Purpose.BASELINE: "The first look at this care, or the first after a long time",
    Purpose.REVIEW: "Looking again, to see whether care has changed",
}
NOT_GRADED_WORDS = {AnswerState.NOT_APPLICABLE: "Not applicable", AnswerState.NOT_KNOWN: "Not known"}
REASON_WORDS = {
    NotGradedReason.NOT_SEEN: "Not seen in this period",
    NotGradedReason.REFUSED: "The family chose not to show or talk about it",
    NotGradedReason.NOT_ASKED: "Not asked yet",
    NotGradedReason.NOT_FOR_THIS_CHILD: "Not for this age or this child's disability",
    NotGradedReason.OTHER: "Another reason, given in the evidence",
}
SOURCE_WORDS = {
    EvidenceSource.SEEN_AT_VISIT: "Seen at a visit",
    EvidenceSource.CHILD_SAID: "The child said or showed it",
    EvidenceSource.CARER_SAID: "A carer said it",
    EvidenceSource.PROFESSIONAL_SAID: "Another professional said it",
    EvidenceSource.RECORD: "From a record",
}
BAND_WORDS = {
    AgeBand.UNBORN: "baby due",
    AgeBand.UNDER_TWO: "0 to 1 year",
    AgeBand.TWO_TO_FOUR: "2 to 4 years",
    AgeBand.FIVE_TO_TEN: "5 to 10 years",
    AgeBand.ELEVEN_TO_SEVENTEEN: "11 to 17 years",
}
CARER_WORDS = {
    MemberRole.MAIN_CARER: "main carer",
    MemberRole.SECOND_CARER: "second carer",
    MemberRole.CHILD: "child",
    MemberRole.OTHER: "other member of the family",
}
