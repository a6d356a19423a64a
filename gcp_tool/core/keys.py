"""Random keys: what appears in an address instead of an id, a reference or a name."""

import secrets

KEY_LENGTH = 22


def new_key() -> str:
    """A fresh key of 22 characters (128 random bits) that is safe in an address."""
    return secrets.token_urlsafe(16)


_UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ref(prefix: str) -> str:
    """A reference that people can read out to each other: a letter and eight characters, none like another."""
    return f"{prefix}-" + "".join(secrets.choice(_UNAMBIGUOUS) for _ in range(8))
