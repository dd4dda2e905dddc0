"""Bring the translations to the words of the program: extract what is new, drop what is gone, release.

Run by hand after texts have changed: ``python packaging/update_translations.py``; then translate what it names in
``resources/translations/stembrush_*.ts`` and run it again. It needs nothing but PySide6, which brings Qt's tools.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import PySide6

from app.actions import ACTIONS, MENUS, MOUSE, SUBMENUS, TOOL_HINTS
from app.i18n import CORE_TEXTS, ENGLISH, TRANSLATED, TRANSLATION_FOLDER
from app.views.parameter_form import parameter_words
from core import errors
from core.engines.base import parameter_specs
from core.engines.registry import engines

ROOT = Path(__file__).resolve().parents[1]
# English needs words for its plurals only
FILES = (*TRANSLATED, ENGLISH)
ERRORS = {name for name, made in vars(errors).items() if isinstance(made, type) and issubclass(made, errors.CoreError)}
# functions of core whose last argument is a part of an error
_SPEAKERS = {"self._damage_in_words", "self._go_silent", "_whole_number", "_inner_value"}
# how far words are followed through names
_DEPTH = 2
TOOLS = Path(PySide6.__file__).parent


def table_texts() -> Iterator[tuple[str, str]]:
    """Yield context and text of what stands in tables, where Qt's tool does not look."""
    for spec in ACTIONS:
        yield "actions", spec.text
    for menu in (*MENUS, *SUBMENUS):
        yield "actions", menu
    for texts in MOUSE:
        yield from (("actions", text) for text in texts)
    for hint in TOOL_HINTS.values():
        yield "actions", hint
    for engine in engines():
        yield "engines", engine.info.title
        yield "engines", engine.info.summary
        for parameter in parameter_specs(engine.info.parameters):
            for words in parameter_words(parameter):
                yield "engines", words
    yield from (("core", text) for text in core_texts())


def core_texts() -> Iterator[str]:
    """Yield the sentences of core's errors, problems and stages, with {0}, {1} where it fills something in."""
    for path in sorted((ROOT / "core").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _SPEAKERS:
                yield from _sentence(node.args[-1], tree)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"Problem": 1, "Share": 0}.get(node.func.id, 0 if node.func.id in ERRORS else None)
                if place is not None and len(node.args) > place:
                    yield from _sentence(node.args[place], tree)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in {f"{name}.of" for name in ERRORS}:
                # says "path: what; advice", in which both are found again by themselves
                for part in node.args[1:]:
                    yield from _sentence(part, tree)


def _sentence(node: ast.expr, tree: ast.Module, depth: int = 0) -> Iterator[str]:
    """Yield what an expression may say, also where it was put into words before."""
    if isinstance(node, ast.IfExp):
        yield from _sentence(node.body, tree, depth)
        yield from _sentence(node.orelse, tree, depth)
    elif isinstance(node, ast.Name) and depth < _DEPTH:
        for one in ast.walk(tree):
            if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == node.id:
                yield from _sentence(one.value, tree, depth + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and depth < _DEPTH:
        # a function of the same file that puts it into words
        for made in ast.walk(tree):
            if isinstance(made, ast.FunctionDef) and made.name == node.func.id:
                for one in ast.walk(made):
                    if isinstance(one, ast.Return) and one.value is not None:
                        yield from _sentence(one.value, tree, depth + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        numbers = iter(range(len(values)))
        parts = (str(v.value) if isinstance(v, ast.Constant) else f"{{{next(numbers)}}}" for v in node.values)
        text = "".join(parts)
        if re.search("[a-z]{2}", text):
            yield text
        for value in values:
            yield from _sentence(value, tree, depth + 1) if isinstance(value, ast.Name | ast.Call) else ()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def ts_path(language: str, folder: Path = TRANSLATION_FOLDER) -> Path:
    """Return the file of a language that people edit."""
    return folder / f"stembrush_{language}.ts"


def extract(folder: Path) -> None:
    """Bring the .ts files in ``folder`` to the words of the program."""
    with tempfile.TemporaryDirectory() as temporary:
        tables = Path(temporary) / "tables.py"
        lines = [
            f"QCoreApplication.translate({_quoted(context)}, {_quoted(text)})"
            for context, text in dict.fromkeys(table_texts())
        ]
        tables.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sources = sorted(str(path) for path in (ROOT / "app").rglob("*.py"))
        for language in FILES:
            plurals = ["-pluralonly"] if language == ENGLISH else []
            options = [*plurals, "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
            target = ["-target-language", language, "-ts", str(ts_path(language, folder))]
            subprocess.run([TOOLS / "lupdate", *options, *sources, str(tables), *target], check=True)


def release(folder: Path) -> None:
    """Make the .qm files that the program reads."""
    for language in FILES:
        subprocess.run([TOOLS / "lrelease", "-silent", str(ts_path(language, folder))], check=True)


def unfinished(path: Path) -> list[str]:
    """Return the texts of a .ts file that nobody has translated."""
    messages = ET.parse(path).iter("message")
    return [one.findtext("source", "") for one in messages if one.find("translation[@type='unfinished']") is not None]


def main() -> int:
    """Extract, release and name what is left to translate."""
    TRANSLATION_FOLDER.mkdir(exist_ok=True)
    CORE_TEXTS.write_text(json.dumps(sorted(set(core_texts())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    extract(TRANSLATION_FOLDER)
    release(TRANSLATION_FOLDER)
    left = {language: unfinished(ts_path(language)) for language in FILES}
    for language, texts in left.items():
        sys.stderr.writelines(f"{language}: {text}\n" for text in texts)
    return 1 if any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
