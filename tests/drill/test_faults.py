"""Every form, with a fault at each statement that taking it needs: nothing is left, and it can be sent again."""

import pytest
from flask import Flask

from tests.client import check_page
from tests.integration.web.every_form import EVERY_FORM, begin_story
from tests.integration.web.faults import connections_in_use, statements
from tests.integration.web.kept import app, kept_world, world
from tests.integration.web.probes import added, rows
from tests.integration.world import World

__all__ = ["app", "kept_world", "world"]  # fixtures
MOST_STATEMENTS = 200


@pytest.mark.drill
@pytest.mark.parametrize("name", EVERY_FORM)
def test_a_form_that_fails_at_any_statement_leaves_nothing(app: Flask, world: World, name: str) -> None:
    filled = EVERY_FORM[name](begin_story(app, world))
    before = rows()
    for number in range(1, MOST_STATEMENTS):
        with statements(fail_at=number) as seen:
            response = filled.browser.post(filled.path, filled.fields)
        assert connections_in_use() == 0
        if len(seen) < number:
            break
        assert response.status_code == 500, seen[-1]
        check_page(response)
        assert added(before) == {}, seen[number - 1]
    assert number > 5
    assert response.status_code == 303
    assert added(before)["once"] == 1
    assert filled.browser.post(filled.path, filled.fields, 303).location == response.location
