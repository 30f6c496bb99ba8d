"""Who may call: this machine's browser with the address that was printed, and no other page in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_OWN_SITE = ("", "none", "same-origin")


def new_token() -> str:
    """Return what an address must begin with, so that nobody can guess it: 192 random bits."""
    return secrets.token_urlsafe(24)


def refusal(path: str, headers: Mapping[str, str], token: str, port: int) -> tuple[int, str]:
    """Return the status and the reason for which a request is refused, (0, "") where it may pass.

    The host is looked at because a foreign name may be made to lead here, the origin because any page may send.
    """
    hosts = {f"{name}:{port}" for name in _NAMES}
    if headers.get("host", "") not in hosts:
        return 403, "another host"
    if headers.get("origin", "") not in {"", *(f"http://{host}" for host in hosts)}:
        return 403, "another origin"
    if headers.get("sec-fetch-site", "") not in _OWN_SITE:
        return 403, "another site"
    given = path.split("/")[1] if path.count("/") > 1 else ""
    if not secrets.compare_digest(given.encode(), token.encode()):
        return 404, "no such address; take the one that notedeck printed"
    return 0, ""
