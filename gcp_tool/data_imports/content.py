"""The words of the pages of imports."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "assessment_ref": "Assessment reference",
    "family_ref": "Family reference",
    "child_ref": "Child reference",
    "child_dob": "Child’s date of birth",
    "carer_ref": "Carer reference",
    "carer_role": "Carer’s role",
    "purpose": "Purpose: baseline or review",
    "window_from": "First day looked at",
    "window_to": "Last day looked at",
    "completed_on": "Day it was completed",
    "lead_email": "Email address of the lead",
    "agency": "Agency of the lead",
    "instrument": "Tool",
    "version": "Version of the tool",
    "code": "Item, area or domain",
    "state": "Graded, not known or not applicable",
    "grade": "Grade",
    "reason": "Why there is no grade",
    "evidence": "Evidence",
    "child_name": "Child’s name",
    "carer_name": "Carer’s name",
    "family_label": "What the family is called",
    "team": "Team that holds the family",
    "household": "Home of the child",
    "age_band": "Age graded by",
    "scope": "Areas of a focused review",
    "different": "Why different for this child",
}
