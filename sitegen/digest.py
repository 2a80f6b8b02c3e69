"""Short, stable fingerprints of text and bytes. Never of objects, so never of anything unordered."""

from __future__ import annotations

import hashlib


def digest(*parts: str | bytes) -> str:
    """A 16-hex-digit BLAKE2b fingerprint of the parts in order; unequal splits give unequal digests."""
    h = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        h.update(len(data).to_bytes(8, "big"))
        h.update(data)
    return h.hexdigest()
