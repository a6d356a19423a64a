"""Commands as somebody types them."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
SECRET = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"
