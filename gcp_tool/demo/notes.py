"""What visitors to the invented families wrote down, by domain and by how worrying it was. `{child}` is the child."""

LOW, CONCERN, SERIOUS = "low", "concern", "serious"

NOTES: dict[str, dict[str, tuple[str, ...]]] = {
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
