from typing import Any

class DefaultMeta:
    csrf: bool
    csrf_field_name: str
    def wrap_formdata(self, form: Any, formdata: Any) -> Any: ...
