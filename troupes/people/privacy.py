"""Masks and fingerprints of private fields (common pattern: phone 3+4, identity number 6+4)."""

import hashlib
import hmac

from django.conf import settings


def mask_phone(number: str | None) -> str:
    """13800001234 → 138****1234; empty stays empty."""
    return _mask(number, 3, 4)


def mask_identity(number: str | None) -> str:
    """18 digits → 510101********1234."""
    return _mask(number, 6, 4)


def _mask(text, head, tail):
    if not text:
        return ""
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]


def fingerprint(text: str | None) -> str:
    """Keyed SHA-256 of a private value, so that duplicates are found without reading it."""
    if not text:
        return ""
    key = f"{settings.SALT_KEY}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.strip().upper().encode(), hashlib.sha256).hexdigest()
