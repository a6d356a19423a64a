"""A day in a child's life: what to ask, or to watch for, at each age. The words are for whoever does the visit."""

from dataclasses import dataclass

from gcp_tool.domain.vocabulary import AgeBand


@dataclass(frozen=True, slots=True)
class Prompt:
    """A part of the day: the code it is kept under, the question, and what to look for."""

    code: str
    question: str
    hint: str


_UNBORN = (
    Prompt(
        "pregnancy",
        "How is the pregnancy day by day?",
        "Rest, food, movements felt, who is there in the day and at night",
    ),
    Prompt(
        "talk",
        "How do the carers speak of the baby?",
        "What they call the baby, what they look forward to, what they are afraid of",
    ),
    Prompt(
        "ready",
        "What is ready for the baby, and what is not?",
        "Where the baby will sleep, clothes, feeding, who will help in the first weeks",
    ),
)
_BABY = (
    Prompt(
        "waking",
        "What happens when the baby wakes?",
        "Who comes, how soon, what the baby does when they see the carer",
    ),
    Prompt(
        "feeding",
        "What did you see of feeding?",
        "How the baby is held, who feeds, eyes meeting, signs of being full",
    ),
    Prompt(
        "awake",
        "What does the baby do while awake?",
        "Floor time, being talked to, reaching, how long in a seat, cot or pushchair",
    ),
    Prompt(
        "upset",
        "What happens when the baby cries?",
        "Who the baby turns to, what is tried, how long it takes, a baby who does not cry",
    ),
    Prompt(
        "night", "What happens at bedtime and in the night?", "Where, on whose knee, who else is in the room"
    ),
)
_SMALL = (
    Prompt(
        "waking",
        "What happens when the child wakes?",
        "Who is up, what there is for breakfast, who helps to dress",
    ),
    Prompt(
        "day",
        "What does the child do in the day?",
        "Nursery, play, outdoors, screens; who they are with, and who minds",
    ),
    Prompt(
        "food",
        "What does the child eat, where and with whom?",
        "Today and yesterday, in the child's words or as you saw",
    ),
    Prompt(
        "upset",
        "What happens when the child is hurt, cross or afraid?",
        "Whom they go to, and what that person does; what you watched while you were there",
    ),
    Prompt(
        "night",
        "What happens at bedtime and in the night?",
        "Where they sleep, who puts them to bed, what they say",
    ),
)
_CHILD = (
    Prompt(
        "waking", "What happens on a school morning?", "Who wakes whom, breakfast, clothes, the way to school"
    ),
    Prompt(
        "school", "What is school like?", "Friends, lunch, what is easy, what is hard, whom they can tell"
    ),
    Prompt("after", "What happens after school?", "Who is in, what they do, what they look after"),
    Prompt(
        "food", "What do they eat, and who makes it?", "Today and yesterday, at weekends and in the holidays"
    ),
    Prompt(
        "night",
        "What happens in the evening and at night?",
        "Where they sleep, what wakes them, who is there",
    ),
    Prompt(
        "wish",
        "What is good, what worries them, what would they change?",
        "Three wishes, the best and the worst of a week",
    ),
)
_YOUNG = (
    Prompt("waking", "How does a weekday begin?", "Who is up, getting to school, college or work"),
    Prompt("school", "How is school, college or work?", "What goes well, what does not, who backs them"),
    Prompt(
        "after", "Where are they after that, and with whom?", "Friends, places, money, online, how home knows"
    ),
    Prompt(
        "care",
        "What do they do for others at home?",
        "Cooking, younger children, a carer who is ill; what it costs them",
    ),
    Prompt(
        "night",
        "What are evenings and nights like?",
        "Where they sleep, with whom, nights away, what keeps them awake",
    ),
    Prompt(
        "wish",
        "What matters to them, and what would they change?",
        "In their words; what they want to happen next",
    ),
)

_PROMPTS = {
    AgeBand.UNBORN: _UNBORN,
    AgeBand.UNDER_TWO: _BABY,
    AgeBand.TWO_TO_FOUR: _SMALL,
    AgeBand.FIVE_TO_TEN: _CHILD,
    AgeBand.ELEVEN_TO_SEVENTEEN: _YOUNG,
}


def prompts_for(band: AgeBand) -> tuple[Prompt, ...]:
    """The parts of a day to ask about, or to watch, at an age."""
    return _PROMPTS[band]
