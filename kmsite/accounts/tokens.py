"""Secrets that travel in an address; only their digest is ever stored."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return a secret of 32 random bytes that fits into an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of `token`: its SHA-256 in hex (32 random bytes need no salt)."""
    return hashlib.sha256(token.encode()).hexdigest()
