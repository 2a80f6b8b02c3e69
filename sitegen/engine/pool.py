"""The map of a pure function over many items, on as many processes as asked for, or on a Dask cluster.

On one machine workers are forked after everything heavy is in memory, so nothing is pickled but items and results;
where the system cannot fork, or there is too little to do, the map runs in this process. The result is the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a process is not worth its start.
WORTH_FORKING = 64
_CHUNKS_PER_WORKER = 16
#: Seconds between a worker's looks whether its parent is there.
_LOOK = 0.2

#: What a worker inherits by forking: set in the parent just before the pool starts.
_work: Callable[[Any], Any] | None = None


class Pool:
    """Where maps run: `jobs` processes (0: one for each core), or the workers of the cluster at `scheduler`."""

    def __init__(self, jobs: int = 0, scheduler: str = "") -> None:
        self.jobs = jobs or cores()
        self.scheduler = scheduler

    @property
    def remote(self) -> bool:
        """Whether items and results travel, and workers share no memory and perhaps no disk with this process."""
        return bool(self.scheduler)

    def map(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """`function(item)` for every item, in order. A fault in a worker is raised here."""
        if self.remote:
            with _cluster(self.scheduler) as (executor, share, workers):
                shared = share(pickle.dumps(function))
                chunks = _chunks(items, workers)
                yield from _flat(executor.map(_run_shared, [shared] * len(chunks), chunks))
        elif self.jobs < 2 or len(items) < WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
            yield from map(function, items)
        else:
            # The first is done here: what it needs (lexicons, templates) is in memory then, and shared by the workers.
            yield function(items[0])
            yield from _flat(_forked(function, _chunks(items[1:], self.jobs), self.jobs))


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(items: Sequence[T], workers: int) -> list[Sequence[T]]:
    size = max(1, len(items) // (workers * _CHUNKS_PER_WORKER))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _flat(results: Iterator[list[R]]) -> Iterator[R]:
    for chunk in results:
        yield from chunk


def _forked(function: Callable[[T], R], chunks: Sequence[Sequence[T]], workers: int) -> Iterator[list[R]]:
    global _work
    _work = function
    gc.freeze()  # what is here now is left alone by the workers' collectors, so that its memory stays shared
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(os.getpid(),))
    try:
        with _uninterrupted():
            results = pool.map(_run, chunks)
        yield from results
        pool.shutdown()
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)
        raise
    finally:
        gc.unfreeze()
        _work = None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: what it raises in the middle of forking is lost."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int) -> None:
    """Ctrl-C reaches the whole group of processes, but the parent alone answers it; without it a worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _run(items: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_work(item) for item in items]


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, Callable[[bytes], Any], int]]:
    """An executor on a Dask cluster, how to send it something once for all, and how many workers it has."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        executor = client.get_executor(pure=False)
        yield executor, lambda data: client.scatter(data, broadcast=True, hash=False), max(workers, 1)


def _run_shared(function: bytes, items: Sequence[Any]) -> list[Any]:
    return [_loaded(function)(item) for item in items]


@lru_cache(maxsize=1)
def _loaded(function: bytes) -> Callable[[Any], Any]:
    work: Callable[[Any], Any] = pickle.loads(function)
    return work
