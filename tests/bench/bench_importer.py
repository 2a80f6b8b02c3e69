"""How fast pages are cut, in megabytes of plain text a second of processor time.

Run by hand: `python tests/bench/bench_importer.py`.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from sitegen.importer import cut
from sitegen.importer.decode import decoded

RAW = Path(__file__).parents[2] / "content" / "raw"


def page(size: int, seed: int = 1) -> bytes:
    """A long page: the paragraphs of the raw pages in random order, each made different, so that no cache helps."""
    rng = random.Random(seed)
    lines = [
        line for path in sorted(RAW.glob("*.txt")) for line in path.read_text("utf-8").split("\n\n") if line.strip()
    ]
    out: list[str] = []
    total = 0
    while total < size:
        line = rng.choice(lines).strip()
        if len(line) > 60:
            at = rng.randrange(10, len(line) - 10)
            line = line[:at] + rng.choice("甲乙丙丁戊己庚辛") + line[at + 1 :]
        out.append(line)
        total += len(line.encode()) + 2
    return "\n\n".join(out).encode()


def main() -> None:
    """Print the rate for a few sizes; the first run also loads the dictionaries."""
    cut(decoded(page(50_000)).text)
    for size in (100_000, 1_000_000, 4_000_000):
        data = page(size, seed=size)
        start = time.process_time()
        result = cut(decoded(data).text)
        seconds = time.process_time() - start
        rate = len(data) / 1e6 / seconds
        print(f"{len(data) / 1e6:5.1f} MB  {seconds:6.2f} s  {rate:5.2f} MB/s  {len(result.drafts)} articles")


if __name__ == "__main__":
    main()
