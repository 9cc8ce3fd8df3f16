"""Files stay rooms, and nothing that belongs to one machine gets committed."""

from __future__ import annotations

import re
import tomllib

from tests.arch.sources import ROOT, committed_files, name_of

LONGEST_LINES = 400
# Split so that this file does not hold them itself.
REGISTRIES = [
    re.escape(".".join(parts))
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmmirror", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("cdnjs", "cloudflare", "com"),
        ("tuna", "tsinghua", "edu", "cn"),
        ("mirrors", "aliyun", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
    )
]
MACHINE = re.compile(
    "|".join([*REGISTRIES, "file:///" + "opt", "/work/" + "main", "/work/" + "shared", "/tmp/" + "z/"])
)


def test_no_file_is_longer_than_one_room() -> None:
    long = {}
    for file in committed_files():
        name = name_of(file)
        own_script = file.suffix == ".js" and name.startswith("resources/web/") and "/vendor/" not in name
        past = "/migrations/versions/" in name  # one step of the database's history, never edited again
        if (file.suffix == ".py" or own_script) and not past:
            lines = len(file.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST_LINES:
                long[name] = lines
    assert not long, f"past {LONGEST_LINES} lines a file is two rooms: {long}"


def test_no_registry_and_no_machine_path_is_committed() -> None:
    strays = []
    for file in committed_files():
        name = name_of(file)
        if "/vendor/" in name:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        strays += [f"{name}: {found}" for found in sorted(set(MACHINE.findall(text)))]
    assert not strays, strays


def test_every_requirement_in_the_locks_is_pinned_with_hashes() -> None:
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[A-Za-z0-9])", text)
        loose = [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        assert not loose, f"{lock}: {loose}"


def test_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        "requirements.lock": project["dependencies"],
        "requirements-test.lock": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for lock, requirements in declared.items():
        locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        wanted = {re.split(r"[\[<>=!~; ]", text)[0].lower().replace("_", "-") for text in requirements}
        assert wanted <= locked, f"{lock} lacks {sorted(wanted - locked)}: make lock"
