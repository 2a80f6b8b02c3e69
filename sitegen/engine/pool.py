"""The map of a pure function over many items, on as many processes as asked for.

Workers are forked after everything heavy is in memory, so nothing is pickled but names and results; where the system
cannot fork, or there is too little to do, the map runs in this process. The result is the same either way.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a process is not worth its start.
WORTH_FORKING = 64
_CHUNKS_PER_WORKER = 8

# What a worker inherits by forking: set in the parent just before the pool starts.
_work: Callable[[Any], Any] | None = None


def parallel_map(function: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """`function(item)` for every item, in order; `jobs` processes, 0 meaning one for each core."""
    workers = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    if workers < 2 or len(items) < WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, items)
        return
    global _work
    _work = function
    size = max(1, len(items) // (workers * _CHUNKS_PER_WORKER))
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
            for results in pool.map(_run, chunks):
                yield from results
    finally:
        _work = None


def _run(items: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_work(item) for item in items]
