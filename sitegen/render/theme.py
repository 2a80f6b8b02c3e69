"""A theme: templates, assets and interface strings, from the archive's own theme or the one sitegen ships.

The only module that knows jinja2. Templates get a view and a few functions, and nothing they could query with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from sitegen.config import DEFAULT_THEME, Config, shipped_theme
from sitegen.digest import digest
from sitegen.render.edition import LANGS, Edition


class ThemeError(Exception):
    """A mistake in a theme's file: its path, the line (0 if unknown) and what is wrong."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(path, line, message)
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Theme:
    """A theme's folders, the archive's own before the shipped one: each overrides file by file."""

    folders: tuple[Path, ...]

    def assets(self) -> dict[str, bytes]:
        """Every asset by its path below `assets/`."""
        found: dict[str, bytes] = {}
        for folder in reversed(self.folders):
            base = folder / "assets"
            for path in sorted(base.rglob("*")):
                if path.is_file():
                    found[path.relative_to(base).as_posix()] = path.read_bytes()
        return found

    def strings(self, code: str) -> dict[str, str]:
        """The interface strings of an edition."""
        found: dict[str, str] = {}
        for folder in reversed(self.folders):
            path = folder / "strings" / f"{LANGS[code]}.toml"
            if path.is_file():
                try:
                    table = tomllib.loads(path.read_text("utf-8"))
                except ValueError as exc:
                    where = re.search(r"at line (\d+)", str(exc))
                    raise ThemeError(str(path), int(where[1]) if where else 0, str(exc)) from exc
                found |= {key: str(value) for key, value in table.items()}
        return found

    def environment(self) -> Environment:
        """The template environment: everything escaped, every undefined name an error."""
        return _environment(self.folders)


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...]) -> Environment:
    """Kept between builds in one process: a template is compiled again when its file has changed."""
    loader = FileSystemLoader([folder / "templates" for folder in folders])
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip


def find_theme(name: str, project: Path) -> Theme | None:
    """The theme `themes/<name>` beside the content, on top of the default one; None if there is no such theme."""
    own = project / "themes" / name
    shipped = shipped_theme()
    if own.resolve() == shipped.resolve():
        return Theme((shipped,))
    if own.is_dir():
        return Theme((own, shipped))
    return Theme((shipped,)) if name == DEFAULT_THEME else None


def fingerprinted(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Each asset's published name, which changes with its content: `style.css` -> `style.0f3a….css`."""
    names = {}
    for name, data in assets.items():
        stem, dot, suffix = name.rpartition(".")
        names[name] = f"{stem}.{digest(data)[:10]}{dot}{suffix}" if dot else name
    return names


#: The names of the templates that one refers to; a theme names them in quotation marks.
_OTHER_TEMPLATE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


class Templates:
    """Renders views with a theme's templates, for one edition each."""

    def __init__(self, theme: Theme, config: Config) -> None:
        self._environment = theme.environment()
        self._config = config
        self.asset_names = fingerprinted(theme.assets())

    def digest(self, template: str) -> str:
        """The digest of a template, of every template it builds on or includes, and of the assets' names."""
        seen: dict[str, str] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in seen and self._environment.loader:
                seen[name] = self._environment.loader.get_source(self._environment, name)[0]
                waiting += _OTHER_TEMPLATE.findall(seen[name])
        return digest(*(part for item in sorted(seen.items()) for part in item), repr(sorted(self.asset_names.items())))

    def render(self, template: str, edition: Edition, **values: object) -> str:
        """A page; a mistake in a template is a `ThemeError` that names its file and line."""
        try:
            return self._environment.get_template(template).render(
                t=edition.t,
                url=edition.url,
                root_absolute=self._config.base_url,
                asset=lambda name: f"{self._config.base_path}assets/{self.asset_names[name]}",
                lang=edition.lang,
                edition=edition.code,
                **values,
            )
        except TemplateSyntaxError as exc:
            raise ThemeError(exc.filename or template, exc.lineno, exc.message or "wrong syntax") from exc
        except (TemplateError, LookupError, AttributeError, TypeError, ValueError) as exc:
            # jinja2 gives the frames of a template the template's own file and lines.
            frames = [frame for frame in extract_tb(exc.__traceback__) if frame.filename.endswith((".html", ".xml"))]
            if not frames:
                raise
            raise ThemeError(frames[-1].filename, frames[-1].lineno or 0, str(exc)) from exc
