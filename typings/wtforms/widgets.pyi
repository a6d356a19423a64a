from typing import Any

from markupsafe import Markup

class HiddenInput:
    def __call__(self, field: Any, **kwargs: Any) -> Markup: ...
