"""The explorer's scripts: their own tests by node's runner, their types, and the committed bundles."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from tests.strangers import pip
from tests.web.scripts import NODE, ROOT, needs_node

SCRIPT = ROOT / "src" / "tellers" / "web" / "script"
ASSETS = ROOT / "src" / "tellers" / "web" / "assets"
TOOLS = str(ROOT / "scripts" / "node_tools.sh")
LIMIT = 250


def run(*command: str, cwd=ROOT) -> subprocess.CompletedProcess[str]:
    """Return how a command ended, with all that it said."""
    return subprocess.run(
        command,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


@needs_node
def test_the_scripts_own_tests_pass():
    """Node's runner finds them, and none fails; it says how many there are."""
    tested = run(TOOLS, "test", "--test-reporter=spec")

    assert tested.returncode == 0, tested.stdout[-6000:]
    assert int(re.search(r"^\S+ pass (\d+)$", tested.stdout, re.MULTILINE)[1]) >= 40


@needs_node
def test_types_hold_and_the_committed_bundles_are_what_the_sources_give():
    """`node_tools.sh check`: tsc is silent, and each bundle is rebuilt to the same bytes."""
    checked = run(TOOLS, "check")

    assert checked.returncode == 0, checked.stdout[-6000:]
    assert checked.stdout.rstrip().endswith("all as built")


@needs_node
def test_a_wrong_type_and_an_altered_bundle_are_seen(tmp_path):
    """The check is no formality: in a copy, a false type and one more byte in a bundle each end it."""
    copy = tmp_path / "copy"
    for part in ("src/tellers/web", "scripts"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("package.json", "package-lock.json", "tsconfig.json"):
        shutil.copy(ROOT / name, copy)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    script, asset = (copy / "src/tellers/web" / part for part in ("script/verify/tree.js", "assets/mldsa.js"))
    good = script.read_text(encoding="utf-8")

    script.write_text(good + "\n/** @type {number} */\nexport const wrong = 'text';\n", encoding="utf-8")
    typed = run(NODE, "node_modules/typescript/bin/tsc", "--project", "tsconfig.json", cwd=copy)
    script.write_text(good, encoding="utf-8")
    asset.write_bytes(asset.read_bytes() + b" ")
    built = run(NODE, "scripts/build_scripts.mjs", "--check", cwd=copy)

    assert "Type 'string' is not assignable to type 'number'" in typed.stdout
    assert (built.returncode, "assets/mldsa.js" in built.stdout) == (1, True)


def test_modules_are_small_and_say_what_they_are_for():
    """Each module has at most 250 lines and begins with a comment."""
    modules = {path.name: path.read_text(encoding="utf-8") for path in SCRIPT.rglob("*.js")}

    long = {name: len(text.splitlines()) for name, text in modules.items() if len(text.splitlines()) > LIMIT}
    silent = [name for name, text in modules.items() if not text.startswith("/**")]

    assert modules
    assert (long, silent) == ({}, [])


def test_the_lock_names_no_address_and_every_package_by_its_hash():
    """From package-lock.json anybody installs the same bytes, from whatever registry they use."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: held for name, held in lock["packages"].items() if name}

    assert packages
    assert [name for name, held in packages.items() if "resolved" in held] == []
    assert [
        name for name, held in packages.items() if not held.get("integrity", "").startswith("sha512-")
    ] == []


def test_the_bundles_ask_no_other_host():
    """No address of a host stands in what a site ships, but for the names of namespaces and licences."""
    found = {
        path.name: hosts
        for path in ASSETS.glob("*.js")
        if (hosts := set(re.findall(r"https?://(?!www\.w3\.org/)[\w.-]+", path.read_text(encoding="utf-8"))))
    }

    assert found == {}


def test_every_package_in_a_bundle_has_its_licence_beside_it():
    """LICENCES.txt names the package that ML-DSA-44 comes from, with its terms."""
    text = (ASSETS / "LICENCES.txt").read_text(encoding="utf-8")

    assert re.search(r"^@noble/post-quantum \d+\.\d+\.\d+ \(MIT\), in mldsa\.js$", text, re.MULTILINE)
    assert "Permission is hereby granted" in text


@pytest.mark.slow
def test_a_wheel_has_the_bundles_and_not_the_packages_of_node(tmp_path):
    """What is installed can write a site, and holds nothing that only a developer needs."""
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("tellers-*.whl")

    names = zipfile.ZipFile(wheel).namelist()

    assert {
        "tellers/web/assets/mldsa.js",
        "tellers/web/assets/verify_worker.js",
        "tellers/web/assets/LICENCES.txt",
    } <= set(names)
    assert [name for name in names if "node_modules" in name or name.endswith("package.json")] == []
