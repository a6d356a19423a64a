"""How children with their carers are named in a report: in full, and by a letter where several share a drawing."""

from string import ascii_uppercase

from gcp_tool.history.report.matter import Matter
from gcp_tool.standing.series import Care


def title_of(matter: Matter, care: Care) -> str:
    """`Isla, cared for by Leanne`; the tool is named where the same two were read by several."""
    title = f"{care.child.name}, cared for by {care.carer.name}"
    pair = (care.child.id, care.carer.id)
    alike = sum((one.child.id, one.carer.id) == pair for one in matter.cares)
    return f"{title}, by {care.tool.title}" if alike > 1 else title


def letter_of(matter: Matter, care: Care) -> str:
    """The letter under which a care is drawn beside others; none where nobody else is drawn.

    A drawing holds no name: it is kept by what it shows, for whoever asks for the same.
    """
    if len(matter.live) == 1:
        return ""
    place = next(number for number, one in enumerate(matter.live) if one is care)
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def short_name(matter: Matter, care: Care) -> str:
    """`A: Isla`, or `A: Isla with Ruth` where somebody else cares for the child, too."""
    letter = letter_of(matter, care)
    return f"{letter}: {name_of(matter, care)}" if letter else name_of(matter, care)


def name_of(matter: Matter, care: Care) -> str:
    """`Isla`, or `Isla with Ruth` where somebody else cares for the child, too."""
    carers = {one.carer.id for one in matter.live if one.child.id == care.child.id}
    return f"{care.child.name} with {care.carer.name}" if len(carers) > 1 else care.child.name
