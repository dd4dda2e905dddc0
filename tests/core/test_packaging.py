"""What is promised about the installation: pins, contracts of imports, and a core that works without Qt."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>.+))?")
FILES = ("requirements.txt", "requirements-dev.txt")


def pin_lines(file: str) -> list[str]:
    lines = (ROOT / "packaging" / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, re.Match[str]]:
    matches = [PIN.fullmatch(line) for file in FILES for line in pin_lines(file)]
    return {normal(match["name"]): match for match in matches if match}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def without_qt(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import tests.without_qt\n{code}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_every_dependency_has_one_exact_version_without_a_build_tag(file: str) -> None:
    lines = pin_lines(file)
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    names = [normal(line.partition("==")[0]) for line in lines]
    assert len(names) == len(set(names))


def test_pins_are_complete() -> None:
    pinned = pins()
    wanted: set[str] = set()
    for name, pin in pinned.items():
        if pin["marker"]:
            continue
        for requirement in metadata.requires(name) or []:
            if ";" not in requirement:
                wanted.add(normal(re.split(r"[^\w.-]", requirement)[0]))
    # what a torch build with GPU support adds is pinned by torch itself
    assert {name for name in wanted - set(pinned) if not name.startswith(("nvidia-", "cuda-", "triton"))} == set()


def test_installed_versions_are_the_pinned_ones() -> None:
    if "made-from" not in " ".join(path.name for path in Path(sys.prefix).glob(".made-from-*")):
        pytest.skip("not the environment of packaging/test")
    differ = {
        name: metadata.version(name)
        for name, pin in pins().items()
        if not pin["marker"] and metadata.version(name).partition("+")[0] != pin["version"]
    }
    assert differ == {}


def test_declared_dependencies_are_pinned(project: dict[str, Any]) -> None:
    for requirement in project["project"]["dependencies"]:
        name, _, exact = requirement.partition("==")
        pin = pins()[normal(re.split(r"[<>=]", name)[0])]
        assert exact in ("", pin["version"])


def test_torch_and_qt_are_exact(project: dict[str, Any]) -> None:
    assert pins()["torch"]["version"] == "2.13.0"
    assert {"torch==2.13.0", "PySide6-Essentials==6.11.3"} <= set(project["project"]["dependencies"])
    assert pins()["pyside6-essentials"]["version"] == pins()["shiboken6"]["version"]


def test_licence_is_where_the_project_says(project: dict[str, Any]) -> None:
    (file,) = project["project"]["license-files"]
    assert (ROOT / file).read_text(encoding="utf-8").startswith("MIT License")


def test_blocker_blocks_qt_and_nothing_else() -> None:
    for name in ("PySide6.QtCore", "pyqtgraph", "shiboken6", "app"):
        result = without_qt(f"import {name}")
        assert result.returncode == 1
        assert f"{name.partition('.')[0]}" in result.stderr.splitlines()[-1]
        assert "shows what works without Qt" in result.stderr.splitlines()[-1]
    assert without_qt("import numpy, soundfile, resources").returncode == 0


def test_this_run_is_without_qt_when_the_plugin_is_loaded() -> None:
    if "tests.without_qt" not in sys.modules:
        pytest.skip("the plug-in tests.without_qt is not loaded")
    with pytest.raises(ModuleNotFoundError, match="works without Qt"):
        import PySide6  # noqa: F401


def test_every_module_of_the_core_imports_without_qt() -> None:
    result = without_qt(
        "import importlib, pkgutil, core\n"
        "names = [module.name for module in pkgutil.walk_packages(core.__path__, 'core.')]\n"
        "for name in names: importlib.import_module(name)\n"
        "print(len(names))"
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) >= 10


def test_what_a_window_needs_at_its_start_loads_no_heavy_library() -> None:
    result = without_qt(
        "import sys, resources\n"
        "import core.annotation.activity_file, core.annotation.alignment, core.annotation.midi\n"
        "import core.annotation.onsets, core.audio, core.export, core.jobs, core.playback\n"
        "from core.engines.registry import engines\n"
        "assert [engine.info.title for engine in engines()]\n"
        "print(sorted({'torch', 'librosa', 'pretty_midi', 'synctoolbox', 'matplotlib', 'jams'} & set(sys.modules)))"
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_scripts_are_executable_and_parse() -> None:
    for script in ("packaging/run", "packaging/test", ".ci/run"):
        if sys.platform != "win32":
            assert (ROOT / script).stat().st_mode & 0o111
            subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)
