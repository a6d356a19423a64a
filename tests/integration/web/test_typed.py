"""Words that a page could no longer take are shown again, to whoever typed them and to nobody else."""

from flask import Flask

from tests.client import Browser, check_page, words
from tests.integration.assessments import stories
from tests.integration.world import World

SAID = "He made toast for both of them.\nThe milk was fresh."


def test_words_sent_to_an_assessment_that_was_stopped_meanwhile_are_shown_again(
    app: Flask, world: World
) -> None:
    worker = Browser(app, world.worker)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    action, fields = worker.fields(path)
    fields |= stories.evidence(*stories.ITEMS[stories.MEALS], words=SAID)
    worker.submit(f"/assessments/{key}/stop", {"reason": "They moved away."})
    refused = worker.post(action, fields)
    assert refused.status_code in {403, 404, 409}
    page = check_page(refused)
    assert "It was not saved. Copy what you want to keep." in words(page)
    assert SAID in [text.get_text() for text in page.select(".app-typed")]


def test_nobody_is_shown_words_that_their_own_page_did_not_send(app: Flask, world: World) -> None:
    worker = Browser(app, world.worker)
    for token in ("", "x", "forged token"):
        refused = worker.post(
            "/families/nothing-here/edit", {"csrf_token": token, "label": "Ring this number"}
        )
        assert "Ring this number" not in refused.text
    nobody = Browser(app)
    _, fields = nobody.fields("/sign-in")
    refused = nobody.post("/families/nothing-here/edit", fields | {"label": "Ring this number"})
    assert "Ring this number" not in refused.text


def test_a_password_is_never_shown_again(app: Flask, world: World) -> None:
    worker = Browser(app, world.worker)
    _, fields = worker.fields("/account/password")
    refused = worker.post("/nothing-here", fields | {"new_password": "kettle lantern meadow"})
    assert refused.status_code == 404
    assert "kettle lantern meadow" not in refused.text
