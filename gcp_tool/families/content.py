"""The words of families: what codes are called on screen."""

from gcp_tool.domain.vocabulary import MemberRole

ROLE_WORDS = {
    MemberRole.CHILD: "Child",
    MemberRole.MAIN_CARER: "Main carer",
    MemberRole.SECOND_CARER: "Second carer",
    MemberRole.OTHER: "Other person in the family",
}
BABY_DUE = "Baby due"
YES, NO = "yes", "no"
HOME = "Home"
DIFFERENT = "different"
