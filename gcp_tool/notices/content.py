"""The sentence of each notice. `{by}` is who did it, `{family}` the family as it is called, or "a family"."""

from types import MappingProxyType

from gcp_tool.domain.vocabulary import NoticeKind

A_FAMILY = "a family"
SOMEBODY = "Somebody"

SENTENCES = MappingProxyType(
    {
        NoticeKind.ALLOCATED: "{by} allocated {family} to you",
        NoticeKind.ALLOCATION_ENDED: "{by} allocated {family} to somebody else",
        NoticeKind.ASSESSMENT_SUBMITTED: "{by} submitted an assessment of {family}. Another manager signs it off",
        NoticeKind.ASSESSMENT_SIGNED_OFF: "{by} signed off your assessment of {family}",
        NoticeKind.INVITED: "{by} asks you to add to an assessment of {family}",
        NoticeKind.INVITATION_ANSWERED: "{by} answered your invitation to the assessment of {family}",
        NoticeKind.INVITATION_WITHDRAWN: "{by} took back the invitation to an assessment of {family}",
        NoticeKind.CHALLENGED: "{by} challenged something about {family}",
        NoticeKind.CHALLENGE_ANSWERED: "{by} replied to your challenge about {family}",
        NoticeKind.ACTION_GIVEN: "{by} gave you something to do for {family}",
        NoticeKind.REVIEW_DECIDED: "{by} reviewed {family} and recorded a decision",
        NoticeKind.SAMPLE_OPENED: "{by} asked you to audit a sample of families",
        NoticeKind.DRAFT_OLD: "Your draft about {family} has been open for a while",
        NoticeKind.RESTRICTED_LOOKED_UP: "{by} looked up {family}, which is restricted, and was told only to ask you",
        NoticeKind.FAMILY_OPENED: "{by} opened {family} under break-glass. Please review why",
        NoticeKind.OPENING_NOTED: "{by} opened {family} under break-glass and left a note",
        NoticeKind.OPENING_REVIEWED: "{by} reviewed why you opened {family} under break-glass",
    }
)
