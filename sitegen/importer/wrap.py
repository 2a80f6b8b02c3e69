"""Pages whose lines all break at one width (a scan, an e-mail, a terminal): lines back to paragraphs.

Only such pages are touched; a page whose lines are whole paragraphs goes through as it is. Knows lengths of lines, not
what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitegen.importer import bylines, signatures
from sitegen.importer.layout import END_MARK, begins_block, is_caption, is_row
from sitegen.importer.lines import Line
from sitegen.importer.piece import concat, inserted

_ENDS = re.compile(r"[。!?…][”’」』)】]*$")
_FEW = 5


def by_width(line: Line) -> float:
    """Printed width in Han characters: two Latin letters or digits are one."""
    return len(line.flat) - sum(map(str.isascii, line.flat)) / 2 + min(line.indent, 8) / 2


def by_count(line: Line) -> float:
    """Length in characters, as programs wrap lines."""
    return len(line.flat) + min(line.indent, 8) / 2


Measure = Callable[[Line], float]


def measure(lines: Sequence[Line]) -> tuple[float, Measure]:
    """The width at which the page's lines break (0 if they do not) and how it is measured."""
    if sum(len(line.flat) > 90 for line in lines) > 0.15 * len(lines):
        return 0.0, by_width
    found = [(*_mode(lines, how), how) for how in (by_width, by_count)]
    best = max(found, key=lambda f: f[1])
    return best[0], best[2]


def _mode(lines: Sequence[Line], how: Measure) -> tuple[float, int]:
    """The commonest width and how many lines have it; nothing if lines do not break there."""
    widths = [how(line) for line in lines if len(line.flat) >= 10 and not is_row(line.flat)]
    if len(widths) < _FEW:
        return 0.0, 0
    counts = Counter(round(w) for w in widths)
    best = max(counts, key=lambda w: (counts[w] + counts[w - 1] + counts[w + 1], counts[w], w))
    full = [line for line in lines if abs(how(line) - best) <= 1.6 and not is_row(line.flat)]
    longer = sum(w > best + 2.6 for w in widths)
    broken = sum(not _ENDS.search(line.flat) for line in full)
    if len(full) < max(_FEW, 0.4 * len(widths)) or longer > 0.2 * len(full) or broken < 0.6 * len(full):
        return 0.0, 0
    return float(best), len(full)


def unwrap(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines with those of one paragraph put together, and how many joins that took."""
    full, how = measure(lines)
    if not full:
        return list(lines), 0
    indented = sum(line.indent > 1 for line in lines) >= 0.1 * len(lines)
    spaced = sum(line.gap > 0 for line in lines) >= 0.1 * len(lines)
    page = _Habits(full, how, indented, spaced)
    out: list[Line] = []
    joins = 0
    last = 0.0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        before = out[-1] if out else None
        if before is not None and last >= full - 1.8 and _goes_on(before, line, after, page):
            out[-1] = _joined(before, line)
            joins += 1
        else:
            out.append(line)
        last = how(line)
    return out, joins


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a wrapped page is set: its width and whether indents or blank lines begin its paragraphs."""

    full: float
    how: Measure
    indented: bool
    spaced: bool

    def begins(self, line: Line | None) -> bool:
        """Whether a line visibly begins a paragraph."""
        return line is None or (self.indented and line.indent > 1) or line.gap > 0


def _goes_on(before: Line, line: Line, after: Line | None, page: _Habits) -> bool:
    """Whether a line after a full one belongs to the same paragraph."""
    if page.begins(line) or line.tag or is_row(before.flat) or is_row(line.flat) or page.how(line) > page.full + 2.6:
        return False
    if signatures.CUT_BYLINE.search(before.flat) or END_MARK.fullmatch(line.flat):
        return True
    if signatures.closing(before.flat) or END_MARK.search(before.flat, max(0, len(before.flat) - 8)):
        return False
    if begins_block(line.flat) or is_caption(line.flat) or signatures.opening(line.flat):
        return False
    if len(line.flat) < 60 and bylines.credit_group(line.flat):
        return False
    if not _ENDS.search(before.flat):
        return True
    # After a full line that ends a sentence: a line without a full stop right before a new paragraph is a headline.
    if not _ENDS.search(line.flat) and (len(line.flat) < 0.7 * page.full or page.begins(after)):
        return False
    return page.indented or page.spaced


def _joined(before: Line, line: Line) -> Line:
    between = before.flat[-1].isascii() and line.flat[0].isascii() and (before.flat[-1] + line.flat[0]).isalpha()
    parts = [before.piece, *([inserted(" ", line.piece.start)] if between else []), line.piece]
    return before.with_piece(concat(parts))
