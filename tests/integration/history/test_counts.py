"""A page about much takes as many statements as one about little."""

from collections.abc import Callable, Sequence

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Person
from tests.client import Browser
from tests.factories import make_member, make_person
from tests.integration.families.places import count_statements
from tests.integration.history.stories import Reader, family_path, months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]
MOST = 31


def _count(browser: Open, world: World) -> int:
    """Statements of a page whose charts are drawn already."""
    worker = browser(world.worker)
    worker.get(family_path(world))
    return count_statements(worker, family_path(world))


def _children(made: Reader, number: int) -> Sequence[Person]:
    children = [make_person(made.session) for _ in range(number)]
    for child in children:
        make_member(made.session, family=made.world.family, person=child)
    return children


def test_twelve_assessments_take_no_more_statements_than_one(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(36), 4)
    one = _count(browser, world)
    with reading(world) as made:
        for months in range(0, 33, 3):
            made.read(months_ago(months), 3)
    assert _count(browser, world) == one <= MOST


def test_three_children_with_two_carers_take_no_more_statements_than_one(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(3), 4)
    one = _count(browser, world)
    with reading(world) as made:
        second = make_person(made.session)
        make_member(made.session, family=world.family, person=second, role=MemberRole.SECOND_CARER)
        for child in _children(made, 2):
            for carer in (world.carer, second):
                made.read(months_ago(1), 3, child=child, carer=carer)
    assert _count(browser, world) == one


def test_a_family_without_readings_takes_no_more(browser: Open, world: World) -> None:
    assert _count(browser, world) <= MOST
