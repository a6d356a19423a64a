from typing import Any, Final

unset_value: Final[Any]
