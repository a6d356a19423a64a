"""Commands as somebody types them, and what a first partnership is made with."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
SECRET = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"
PASSWORD = "three unrelated words"
EMAIL = "amina.okafor@thornmere.example"
TOOL = "six-domain-care"
AGENCY = ("accounts", "add-agency", "Thornmere", "--kind", "social_care")
TEAM = ("accounts", "add-team", "Thornmere", "Duty")
USER = ("accounts", "add-user", EMAIL, "Amina Okafor", "--agency", "Thornmere", "--password", PASSWORD)
WORKER = (*USER, "--team", "Duty", "--role", "practitioner")
ACCREDIT = ("accounts", "accredit", EMAIL, TOOL, "--trained-on")
PARTNERSHIP = (AGENCY, TEAM, WORKER, (*ACCREDIT, "2026-01-31"))


def environment(path: object) -> dict[str, str]:
    """What a deployment says of itself."""
    return {"DATABASE_URL": f"sqlite:///{path}", "GCP_SECRET_KEY": SECRET, "GCP_TRAINING_AREA": "true"}
