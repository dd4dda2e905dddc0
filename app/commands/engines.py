"""List the engines: what each uses, needs and lets you set."""

from __future__ import annotations

import argparse
from typing import Any

from app.console import Console
from core.engines.base import EngineInfo, parameter_specs
from core.engines.registry import engines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare --json."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """List all engines."""
    infos = [engine.info for engine in engines()]
    if options.json:
        console.json({"engines": [_as_json(info) for info in infos]})
        return
    for info in infos:
        console.say(f"{info.id}  {info.title}, version {info.version}")
        console.say(f"    {info.summary}")
        console.say(f"    uses {', '.join(sorted(info.uses))}; needs {_needs(info)}")
        if info.default_sources:
            console.say(f"    where nothing is said of a song it makes {' and '.join(info.default_sources)}")
        console.say(f"    {info.paper}")
        for spec in parameter_specs(info.parameters):
            console.say(f"    --param {spec.name}={spec.default}  {spec.help}; {spec.describe()}")


def _needs(info: EngineInfo) -> str:
    # what has no sources of its own is told them by whatever it uses
    return ", ".join(sorted(info.needs)) or ("nothing" if info.default_sources else "one of these")


def _as_json(info: EngineInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "title": info.title,
        "version": info.version,
        "summary": info.summary,
        "paper": info.paper,
        "uses": sorted(info.uses),
        "needs": sorted(info.needs),
        "default_sources": list(info.default_sources),
        "parameters": [
            {
                "name": spec.name,
                "type": spec.kind.__name__,
                "default": spec.default,
                "help": spec.help,
                "unit": spec.unit,
                "minimum": spec.minimum,
                "maximum": spec.maximum,
                "choices": list(spec.choices),
                "advanced": spec.advanced,
            }
            for spec in parameter_specs(info.parameters)
        ],
    }
