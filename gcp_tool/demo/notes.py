"""What visitors to the invented families wrote down, by domain and by how worrying it was. `{child}` is the child.

A baby cannot say, and a baby who is due cannot be seen: they have notes of their own.
"""

from gcp_tool.domain.vocabulary import AgeBand

LOW, CONCERN, SERIOUS = "low", "concern", "serious"

_CHILD: dict[str, dict[str, tuple[str, ...]]] = {
    "physical": {
        LOW: (
            "The bedroom was warm, the bed made with clean covers, and {child} showed me where the books live.",
            "Clothes for the week hung ready on the door, all of them dry and the right size.",
            "The carer had borrowed a heater while the boiler was mended and kept everyone in the one warm room.",
        ),
        CONCERN: (
            "The sheet on {child}'s bed was stained and the cover was missing; the carer said washing had slipped this week.",
            "{child} wore the same jumper as at my last two visits, with the cuffs unravelled.",
            "Bags of rubbish stood in the hall. They were gone when I came back two days later.",
        ),
        SERIOUS: (
            "{child} was sleeping on a bare mattress under a coat. There was no bedding in the flat that I was shown.",
            "The kitchen floor was sticky and there was dog mess by the back door, dry, so not from today.",
            "{child}'s hair was matted at the back and the school has kept a spare set of clothes for a month.",
        ),
    },
    "nutritional": {
        LOW: (
            "Soup was on the stove at four o'clock, and {child} laid the table without being asked.",
            "The carer plans meals on the fridge door around what the food bank had on Tuesday.",
            "Breakfast was porridge with banana. {child} told me it always is, except pancakes on Sundays.",
        ),
        CONCERN: (
            "Lunch was crisps in front of the television at three. The carer said there had been no breakfast today.",
            "School says {child} asks for seconds every day and puts bread in a pocket on Fridays.",
            "There was food in the cupboards but nobody had cooked; {child} made toast for both of us.",
        ),
        SERIOUS: (
            "The fridge held half a bottle of milk and nothing else. {child} had last eaten at school the day before.",
            "{child} told me that on Sundays there is no tea, and asked whether the club could open then.",
            "The health visitor's chart shows a drop through two lines since spring; the carer had not gone back as asked.",
        ),
    },
    "medical": {
        LOW: (
            "The inhaler was in the bag with its spacer, and {child} could say when it is used.",
            "Both dentist appointments were kept. The carer had written the next one on the calendar.",
            "The carer rang the surgery the same morning the rash came up and followed the advice.",
        ),
        CONCERN: (
            "The second hearing test was missed and not rebooked; the carer meant to ring and forgot.",
            "{child} has had toothache for two weeks. The carer was giving painkillers and waiting to see.",
            "The repeat prescription was collected nine days late this month.",
        ),
        SERIOUS: (
            "{child} was not brought to three appointments at the eye clinic since June, with no call to say why.",
            "The burn on {child}'s arm was four days old and nobody had looked at it but the school nurse.",
            "The epilepsy medicine had run out. The carer said it makes no difference anyway.",
        ),
    },
    "emotional": {
        LOW: (
            "When {child} fell, the carer was there at once, and they went back to the game together.",
            "{child} told a long story about the bus and the carer listened to the end and asked a question.",
            "The carer named three things {child} had done this week to be proud of, in front of {child}.",
        ),
        CONCERN: (
            "{child} showed a drawing twice and got no answer; the carer was on the phone each time.",
            "There was shouting about shoes when I arrived, and it stopped when the carer saw me.",
            "{child} went to the older sister for a cuddle, past the carer.",
        ),
        SERIOUS: (
            "The carer called {child} a waste of space while I was in the room. {child} did not look up.",
            "{child} was crying behind a closed door for the twenty minutes I was there and nobody went.",
            "{child} told me it is better to stay in the bedroom when people come round, because of the noise.",
        ),
    },
    "educational": {
        LOW: (
            "Attendance this half term is 97 per cent, and the carer came to both meetings.",
            "They read a page each at bedtime. {child} did the voices for me.",
            "The carer asked school for paper copies because the tablet is broken, and they arrived.",
        ),
        CONCERN: (
            "{child} was late on nine mornings out of twenty; the carer sleeps through the alarm after night shifts.",
            "The reading record has not been signed since September.",
            "There were no toys out and no books that I could see; the television was on throughout.",
        ),
        SERIOUS: (
            "{child} has been in school eleven days out of thirty. The carer said there was no point in sending anyone.",
            "{child} has not been out of the pushchair or off the sofa at any of four visits and has few words.",
            "The exclusion meeting was missed twice and nobody at home knew the date.",
        ),
    },
    "supervision": {
        LOW: (
            "The stair gate was shut, the medicines were up high, and the carer checked the garden before {child} went out.",
            "The carer knew who {child} was with, where, and when the bus was due, and rang at half past.",
            "A neighbour minds {child} on Thursdays. The carer introduced us and had left a number.",
        ),
        CONCERN: (
            "{child} was playing by the road with an older child; the carer could see them only from the landing.",
            "{child} is online until after midnight, and the carer was not sure with whom.",
            "The back gate does not close. The carer has asked the landlord and tied it with string meanwhile.",
        ),
        SERIOUS: (
            "{child} opened the door to me alone. The carer came back after forty minutes.",
            "{child} was found at the station at eleven at night and nobody at home had noticed.",
            "Lighters and tablets lay on the low table, and {child} was crawling towards them while the carer slept.",
        ),
    },
}

_BABY: dict[str, dict[str, tuple[str, ...]]] = {
    "physical": {
        LOW: (
            "The cot was clean and dry, {child} was in a fresh vest, and a thermometer hung by the window.",
        ),
        CONCERN: (
            "{child}'s babygrow was wet at the back and was changed when I said so; two clean ones lay ready.",
        ),
        SERIOUS: ("{child} had a raw nappy rash and had not been changed since the night, the carer said.",),
    },
    "nutritional": {
        LOW: (
            "{child} was fed while I was there, held close, and the carer stopped when {child} turned away.",
        ),
        CONCERN: (
            "Bottles stood unwashed by the sink. The carer made one up as shown when I asked to see it.",
        ),
        SERIOUS: (
            "Weight has crossed down two lines since the six-week check, and the feeding plan was not followed.",
        ),
    },
    "medical": {
        LOW: ("The red book was at hand and up to date; the next vaccinations are on the fridge.",),
        CONCERN: ("The eight-week check was missed and is booked again for next week.",),
        SERIOUS: ("{child} had been wheezing for three days and nobody had been called.",),
    },
    "emotional": {
        LOW: ("{child} looked for the carer, the carer looked back and talked, and both smiled.",),
        CONCERN: (
            "{child} cried for some minutes before the carer came, phone in hand, then settled when held.",
        ),
        SERIOUS: ("{child} lay still and quiet in the chair for an hour and did not turn to a voice.",),
    },
    "educational": {
        LOW: (
            "There was a blanket on the floor to roll on, and the carer sang the same song twice because {child} kicked.",
        ),
        CONCERN: ("{child} was in the car seat indoors for the whole visit, facing the television.",),
        SERIOUS: (
            "{child} is strapped in the chair for most of the day and cannot hold up the head as expected.",
        ),
    },
    "supervision": {
        LOW: ("{child} sleeps on the back in a clear cot in the carer's room, as advised.",),
        CONCERN: ("{child} was on the sofa with a cushion at each side while the carer was in the kitchen.",),
        SERIOUS: ("The carer had been drinking and was asleep on the sofa with {child} on the chest.",),
    },
}

_DUE: dict[str, dict[str, tuple[str, ...]]] = {
    "physical": {
        LOW: (
            "A basket, nappies and small clothes, passed on by a sister, are washed and folded in a drawer.",
        )
    },
    "nutritional": {LOW: ("The carer showed me the vitamins and what is planned for tea.",)},
    "medical": {
        LOW: ("Every antenatal appointment so far was kept, and the notes were in the bag by the door.",)
    },
    "emotional": {
        LOW: ("The carer talks to the bump, and told me the two names they are choosing between.",)
    },
    "educational": {LOW: ("The carer asked about the group for new parents and wrote the day down.",)},
    "supervision": {
        LOW: ("A smoke alarm was fitted last week, and a friend has the spare key for the night it starts.",)
    },
}


def notes_for(domain: str, worry: str, band: AgeBand) -> tuple[str, ...]:
    """The notes that fit a child of this age."""
    if band is AgeBand.UNBORN and worry in _DUE[domain]:
        return _DUE[domain][worry]
    young = band in (AgeBand.UNBORN, AgeBand.UNDER_TWO)
    return (_BABY if young else _CHILD)[domain][worry]
