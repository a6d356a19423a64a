"""The invented families: who is in them, and how care has gone. No name or place is a real one.

A reading is how many days ago the period looked at ended, and six grades: physical, nutritional, medical, emotional,
educational, supervision. A full stop is a domain that was not looked at.
"""

from dataclasses import dataclass, field

DOMAINS = ("physical", "nutritional", "medical", "emotional", "educational", "supervision")

NORTH, SOUTH, HARBOUR, HUB = "north", "south", "harbour", "hub"


@dataclass(frozen=True, slots=True)
class Child:
    """A child: a name and an age in months today; a negative age is a baby due."""

    name: str
    months: int


@dataclass(frozen=True, slots=True)
class Carer:
    """A carer: a name and what they are in the family."""

    name: str
    role: str = "main_carer"


@dataclass(frozen=True, slots=True)
class Told:
    """A reading: days ago, grades, by whom, and how fully: by item, or by domain as old spreadsheets have it."""

    days_ago: int
    grades: str
    by: str = ""
    whole_domains: bool = False
    children: tuple[int, ...] = (0,)
    carer: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """An invented family with its history."""

    ref: str
    surname: str
    area: str
    team: str
    worker: str
    children: tuple[Child, ...]
    carers: tuple[Carer, ...]
    story: tuple[Told, ...] = field(default=())
    restricted: bool = False
    now: str = ""


HOUSEHOLDS = (
    # improving and kept
    Household(
        "TH-1001", "Ashdown", "Millbank", NORTH, "sana.khalid", (Child("Rosie", 92), Child("Finn", 50)),
        (Carer("Dana Ashdown"),),
        (
            Told(560, "44.4.4", whole_domains=True), Told(400, "443343", children=(0, 1)),
            Told(300, "433333", children=(0, 1)), Told(190, "322232", children=(0, 1)),
            Told(95, "222222", children=(0, 1)), Told(10, "222122", children=(0, 1)),
        ),
    ),
    # standing still at 4
    Household(
        "TH-1002", "Tarrow", "Quarry End", NORTH, "sana.khalid", (Child("Jude", 124),), (Carer("Marcus Tarrow"),),
        (Told(480, "444434"), Told(370, "444444"), Told(260, "443434"), Told(150, "444434"), Told(35, "444434")),
    ),
    # up and down
    Household(
        "TH-1003", "Bellweather", "Millbank", NORTH, "ivo.lindqvist", (Child("Priya", 70),),
        (Carer("Leena Bellweather"), Carer("Raj Bellweather", "second_carer")),
        (
            Told(520, "443444"), Told(410, "222322"), Told(300, "444344"), Told(200, "322222"), Told(90, "443434"),
            Told(88, "222222", carer=1), Told(15, "332323"),
        ),
    ),
    # slipped back after support ended
    Household(
        "TH-1004", "Cobbett", "Saltley Rise", SOUTH, "nia.okonjo", (Child("Tyler", 151),), (Carer("Sherry Cobbett"),),
        (Told(450, "344454"), Told(340, "333343"), Told(230, "222232"), Told(120, "222232"), Told(20, "234344")),
    ),
    # getting worse
    Household(
        "TH-1005", "Dunmore", "Saltley Rise", SOUTH, "nia.okonjo", (Child("Ella", 31), Child("Max", 8)),
        (Carer("Kayleigh Dunmore"),),
        (Told(280, "222222", children=(0,)), Told(180, "323223", children=(0, 1)), Told(60, "434334", children=(0, 1))),
    ),
    # first reading, serious, yesterday
    Household(
        "TH-1006", "Eversley", "Quarry End", NORTH, "ivo.lindqvist", (Child("Noor", 45),), (Carer("Hana Eversley"),),
        (Told(1, "454455"),),
    ),
    # baby due, with history of an older child
    Household(
        "TH-1007", "Fairlight", "Harbour", HARBOUR, "grace.mbeki", (Child("Baby Fairlight", -2), Child("Ollie", 38)),
        (Carer("Jess Fairlight"),),
        (Told(210, "332332", children=(1,)), Told(100, "222322", children=(1,)), Told(12, "2222.2", children=(0,))),
    ),
    # low concern throughout
    Household(
        "TH-1008", "Garrod", "Harbour", HARBOUR, "grace.mbeki", (Child("Amara", 20),), (Carer("Ife Garrod"),),
        (Told(330, "221222"), Told(180, "122212"), Told(25, "121111")),
    ),
    # improved, not yet shown to be kept
    Household(
        "TH-1009", "Hollis", "Millbank", HUB, "peter.wray", (Child("Skye", 110),), (Carer("Gemma Hollis"),),
        (Told(300, "344334"), Told(200, "343334"), Told(18, "222222")),
    ),
    # an adolescent, standing still, restricted
    Household(
        "TH-1010", "Inkpen", "Saltley Rise", SOUTH, "nia.okonjo", (Child("Dev", 178),), (Carer("Alan Inkpen"),),
        (Told(400, "223354"), Told(290, "233355"), Told(170, "223345"), Told(50, "233355")), restricted=True,
    ),
    # no reading for eight months
    Household(
        "TH-1011", "Jarvis", "Quarry End", NORTH, "sana.khalid", (Child("Lily", 60),), (Carer("Toni Jarvis"),),
        (Told(520, "343333"), Told(380, "333333"), Told(250, "333323")),
    ),
    # partly graded
    Household(
        "TH-1012", "Kestle", "Harbour", HARBOUR, "tom.adeyemi", (Child("Poppy", 14),), (Carer("Ruth Kestle"),),
        (Told(160, "33.3.3"), Told(40, "2..2.2")),
    ),
    # three years long
    Household(
        "TH-1013", "Langstone", "Millbank", SOUTH, "owen.price", (Child("Callum", 140),), (Carer("Vera Langstone"),),
        (
            Told(1090, "4444.4", whole_domains=True), Told(980, "444344", whole_domains=True),
            Told(860, "3433.4", whole_domains=True), Told(740, "344344"), Told(620, "333333"), Told(510, "334333"),
            Told(400, "233333"), Told(290, "223232"), Told(180, "222222"), Told(70, "222222"),
        ),
    ),
    # unchanged at 3
    Household(
        "TH-1014", "Mereworth", "Saltley Rise", SOUTH, "owen.price", (Child("Zainab", 84), Child("Idris", 26)),
        (Carer("Samira Mereworth"),),
        (Told(290, "333333", children=(0, 1)), Told(150, "333233", children=(0, 1)), Told(30, "333333", children=(0, 1))),
    ),
    # worse than at the start, recovering
    Household(
        "TH-1015", "Norcott", "Quarry End", NORTH, "ivo.lindqvist", (Child("Ben", 98),), (Carer("Craig Norcott"),),
        (Told(175, "232222"), Told(90, "454444"), Told(14, "343333")),
    ),
    # draft begun by the worker
    Household(
        "TH-1016", "Orwin", "Harbour", HARBOUR, "tom.adeyemi", (Child("Mabel", 5),), (Carer("Steph Orwin"),),
        (Told(80, "232232"),), now="draft",
    ),
    # waiting for sign-off
    Household(
        "TH-1017", "Pellew", "Millbank", NORTH, "sana.khalid", (Child("Kofi", 76),), (Carer("Abena Pellew"),),
        (Told(270, "444334"), Told(160, "343333"), Told(75, "333233")), now="submitted",
    ),
    # returned to its lead
    Household(
        "TH-1018", "Quayle", "Saltley Rise", SOUTH, "nia.okonjo", (Child("Robin", 163),), (Carer("Lou Quayle"),),
        (Told(140, "233343"),), now="returned",
    ),
    # nothing yet
    Household(
        "TH-1019", "Rushmere", "Harbour", HARBOUR, "grace.mbeki", (Child("Baby Rushmere", -4),),
        (Carer("Bryony Rushmere"),),
    ),
    # signed off here, after a history
    Household(
        "TH-1020", "Stannard", "Quarry End", HUB, "peter.wray", (Child("Isaac", 58),), (Carer("Joanne Stannard"),),
        (Told(260, "343343"), Told(150, "333333")), now="signed_off",
    ),
)  # fmt: skip
