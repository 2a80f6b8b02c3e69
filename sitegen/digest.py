"""Short, stable fingerprints of text and bytes (never of objects, so never of anything unordered), and what is keyed
by them: pure functions whose results may be known already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Memo(Protocol):
    """The map of a pure function: `function(item)` for each item, in order, perhaps remembered from another time.

    `kind` names the function; `keys` are digests, one an item, of everything its result depends on.
    """

    def __call__(
        self, kind: str, function: Callable[[T], R], items: Sequence[T], keys: Sequence[str]
    ) -> Iterable[R]: ...


def at_once(kind: str, function: Callable[[T], R], items: Sequence[T], keys: Sequence[str]) -> Iterator[R]:
    """A memo that remembers nothing."""
    return map(function, items)


def digest(*parts: str | bytes) -> str:
    """A 16-hex-digit BLAKE2b fingerprint of the parts in order; unequal splits give unequal digests."""
    h = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        h.update(len(data).to_bytes(8, "big"))
        h.update(data)
    return h.hexdigest()
