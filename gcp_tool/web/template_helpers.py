"""What templates may use: strict names, our templates and GOV.UK's, filters, globals."""

from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
)
from markupsafe import Markup

from gcp_tool.core import formatting
from gcp_tool.web.forms.problems import error_list
from gcp_tool.web.security import inline_script
from gcp_tool.web.static_files import script_urls, static_urls

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GOVUK = "govuk_frontend_jinja"
SERVICE_NAME = "Care over time"

_FILTERS: dict[str, Callable[..., str]] = {
    "long_date": formatting.long_date,
    "short_date": formatting.short_date,
    "month_and_year": formatting.month_and_year,
    "clock_time": formatting.clock_time,
    "date_and_time": formatting.date_and_time,
    "date_range": formatting.date_range,
    "age": formatting.age,
    "baby_due": formatting.baby_due,
    "age_or_due": formatting.age_or_due,
    "counted": formatting.counted,
    "join_words": formatting.join_words,
    "percentage": formatting.percentage,
}


class LenientLoader(PrefixLoader):
    """Loads a library's templates into an environment in which a name may be missing.

    GOV.UK's macros ask for parameters that were not given; ours may not. Everything else is shared.
    """

    def __init__(self, mapping: Mapping[str, BaseLoader], strict: Environment) -> None:
        super().__init__(mapping)
        self.lenient = strict.overlay(undefined=Undefined)
        self.lenient.loader = self

    def load(
        self, _environment: Environment, name: str, global_names: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template, compiled for the lenient environment. Raises TemplateNotFound."""
        return super().load(self.lenient, name, global_names)


def configure_templates(app: Flask) -> None:
    """Make templates strict, let them find ours and GOV.UK's, and give them filters and globals.

    `SERVICE_NAME` in the app's configuration is the name on every page.
    """
    app.jinja_loader = FileSystemLoader(TEMPLATES)
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.auto_reload = app.debug
    environment.filters.update(_FILTERS)
    environment.globals.update(
        error_list=error_list,
        service_name=app.config.get("SERVICE_NAME", SERVICE_NAME),
        static_url=static_urls(Path(app.static_folder or ""), app.static_url_path or ""),
        script_url=script_urls(Path(app.static_folder or ""), app.static_url_path or ""),
    )
    govuk = LenientLoader({GOVUK: PackageLoader(GOVUK)}, environment)
    ours = environment.loader
    environment.loader = ChoiceLoader([govuk, *([ours] if ours is not None else [])])
    script = Markup(f"<script>{inline_script(app)}</script>")  # noqa: S704 - the library's own, allowed by its hash
    environment.globals["page_script"] = script
