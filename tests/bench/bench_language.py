"""How long marks, script and pinyin take for 1,000 Han characters of the shipped archive; ratios in one run.

What a build shares between them (word boundaries, names) is found anew in each round and counted in every line.
Run by `make bench`; never part of the tests: a shared machine's clock proves nothing.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import opencc
from pypinyin import pinyin

from sitegen.build import read_only
from sitegen.site.assemble import assemble
from sitegen.text import count_han
from sitegen.zh.annotate import Annotator, Context
from sitegen.zh.people import names_in
from sitegen.zh.pinyin import Romanizer
from sitegen.zh.scripts import Converter
from sitegen.zh.words import words_of

ROUNDS = 7


def per_thousand(action: Callable[[], object], han: int) -> float:
    """Median milliseconds for 1,000 Han characters."""
    times = []
    for _ in range(ROUNDS):
        for shared in (words_of, names_in):
            shared.cache_clear()
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e6 / han


def main() -> None:
    """Print a line for each operation, and the libraries' own for comparison."""
    site = assemble(read_only(Path(__file__).parents[2] / "content"))
    blocks = [block for article in site.articles.values() for block in article.body.blocks]
    texts = [block.text for block in blocks]
    han = sum(map(count_han, texts))
    annotator = Annotator(site.terms.values(), site.places)
    converter, reader, context = Converter("s2tw"), Romanizer(), Context("zhumadian-kaifaqu")
    library = opencc.OpenCC("s2tw")
    actions: dict[str, Callable[[], object]] = {
        "words and names": lambda: [names_in(text) for text in texts],
        "terms and places": lambda: [annotator.block(block, context) for block in blocks],
        "script": lambda: [converter.convert(text) for text in texts],
        "pinyin": lambda: [reader.words(text) for text in texts],
        "all of these": lambda: (
            [annotator.block(block, context) for block in blocks],
            [(converter.convert(text), reader.words(text)) for text in texts],
        ),
        "opencc-python-reimplemented": lambda: [library.convert(text) for text in texts],
        "pypinyin": lambda: [pinyin(text) for text in texts],
    }
    print(f"{han} Han characters, {len(site.terms)} terms; median of {ROUNDS} rounds")
    for name, action in actions.items():
        print(f"{name:30} {per_thousand(action, han):8.3f} ms per 1,000 Han characters")


if __name__ == "__main__":
    main()
