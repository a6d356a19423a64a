"""The steps of an assessment: handing it in, signing it off, handing it back, stopping it."""

from gcp_tool.web.forms import BaseForm, LongTextField, RadiosField, option


class SubmitForm(BaseForm):
    """Handing the assessment in."""


class SignOffForm(BaseForm):
    """Signing off, or handing back with comments."""

    decision = RadiosField(
        "What do you decide?",
        [
            option("sign_off", "Sign off", hint="It is locked: nothing in it can be changed after this"),
            option("return", "Return to the lead", hint="Say below what needs to change"),
        ],
        required="Choose whether to sign off or return",
    )
    comments = LongTextField(
        "Comments",
        longest=4000,
        description="Needed when you return it. The lead sees them.",
    )


class StopForm(BaseForm):
    """Stopping a draft."""

    reason = LongTextField(
        "Why is this assessment stopped?", longest=2000, required="Enter why it is stopped"
    )
