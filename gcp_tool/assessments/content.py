"""The words of assessments: what codes are called on screen, and the answers a form offers."""

from gcp_tool.assessments.notes import Sharing
from gcp_tool.assessments.services.told import Agreement
from gcp_tool.assessments.services.voices import SeenAlone
from gcp_tool.domain.factors import FactorGroup
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerState,
    Effort,
    EvidenceSource,
    FeedbackFrom,
    MemberRole,
    NotGradedReason,
    PlanKind,
    Purpose,
    ResponseKind,
    RevisionState,
    SharedWhat,
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
    "amend": "Amendment begun",
    "supersede": "Replaced by the later version",
    "hand_on": "Handed on to another lead",
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
CHILD_WORDS = {
    AgeBand.UNDER_TWO: (
        "What did the baby show you?",
        "What you watched: looks, sounds, reaching, turning to or away",
    ),
    AgeBand.TWO_TO_FOUR: (
        "What did the child say or show you?",
        "Their words as they said them, or what you watched",
    ),
    AgeBand.FIVE_TO_TEN: (
        "What did the child say or show you?",
        "Their words as they said them. Without words: what you watched, and who knows how they tell things",
    ),
    AgeBand.ELEVEN_TO_SEVENTEEN: (
        "What did the young person say or show you?",
        "Their words as they said them. Without words: what you watched, and who knows how they tell things",
    ),
}
ALONE_WORDS = {SeenAlone.YES: "Yes", SeenAlone.NO: "No", SeenAlone.NOT_POSSIBLE: "It was not possible"}
WHY_NO_VOICE = {
    False: "If there is nothing from the child, why not?",
    True: "If nothing is known of this, why not?",
}
AGREEMENT_WORDS = {
    Agreement.AGREED: "They agree",
    Agreement.PARTLY: "They agree with part of it",
    Agreement.DID_NOT_AGREE: "They see it differently",
}
ANALYSIS_WORDS = {
    "why": (
        "Why is care as it is?",
        "What is behind what you saw, good and bad. Say what is known, what you think, and what you do not know",
    ),
    "history": (
        "What history did you use?",
        "Earlier assessments, plans, referrals, chronology, other agencies: what it adds, and what it changes",
    ),
    "means": (
        "What does it mean for this child?",
        "Now, and if nothing changes: health, growth, learning, safety, being loved. How long it has gone on",
    ),
}
FACTOR_GROUP_WORDS = {
    FactorGroup.CHILD: "What is it about this child’s life that counts here?",
    FactorGroup.PARENTAL: "What is it about the carers’ lives?",
    FactorGroup.WIDER: "What is it about the world around them?",
}
EFFORT_WORDS = {
    Effort.CARER: "The carer’s",
    Effort.SERVICE: "A service did it for them",
    Effort.BOTH: "Both",
    Effort.NOT_KNOWN: "Not known",
}
RESPONSE_WORDS = {
    ResponseKind.SEEN: "Has seen it",
    ResponseKind.SEES_IT_DIFFERENTLY: "Sees it differently",
    ResponseKind.CHOSE_NOT_TO: "Chose not to see it or answer",
    ResponseKind.ABSENT: "Absent: could not be shown it",
}
FEEDBACK_WORDS = {
    FeedbackFrom.CHILD: "A child",
    FeedbackFrom.CARER: "A carer",
    FeedbackFrom.PROFESSIONAL: "A professional",
}
SHARED_WORDS = {
    SharedWhat.SHEET: "The sheet for a carer",
    SharedWhat.REPORT: "A report",
    SharedWhat.SUMMARY: "A summary",
    SharedWhat.WHOLE: "The whole assessment",
}
PLAN_WORDS = {
    PlanKind.EARLY_HELP: "early help plan",
    PlanKind.CHILD_IN_NEED: "child in need plan",
    PlanKind.CHILD_PROTECTION: "child protection plan",
    PlanKind.LOOKED_AFTER: "looked after",
}
CHILD_REMOVED = "child_removed"
SHARING_WORDS = {
    Sharing.USUAL: "As is usual for where it comes from",
    Sharing.NOBODY: "Nobody in the family",
    Sharing.CHOSEN: "Those I choose",
}
SHARING_HINTS = {
    Sharing.USUAL: (
        "What you saw: the carer it is about. What a carer said: that carer. What a child or a professional said,"
        " or a record says: nobody"
    ),
}
