"""`make docs`: writes the pages that are made from the code, and takes the screenshots."""

from docs.change_page import change_page
from docs.reference_pages import PAGES, routes_page
from docs.screenshots import take_screenshots
from gcp_tool.app import create_app
from gcp_tool.core.keys import new_key
from gcp_tool.settings import ROOT, load_settings

FOLDER = ROOT / "docs" / "reference"


def main() -> None:
    """Write every page that is made from the code, then the screenshots."""
    settings = load_settings(
        database_url="sqlite:///:memory:", secret_key=new_key() + new_key(), https=False, training_area=True
    )
    (FOLDER / "routes.md").write_text(routes_page(create_app(settings)), encoding="utf-8")
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
    (ROOT / "docs" / "how-change-is-told.md").write_text(change_page(), encoding="utf-8")
    take_screenshots(ROOT / "docs" / "images")


if __name__ == "__main__":
    main()
