"""What releases changed: an entry for each, the newest first, and no release is loaded twice."""

from collections import Counter
from pathlib import Path

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.history import changelog as module
from salesops_sop.history.changelog import changelog
from salesops_sop.history.releases import handbook_at, releases
from tests.history.test_repo import git

ROLE = "kind: role\nid: boss\ntitle: The boss\ndepartment: sales\npurpose: {}\n"
WORDS = ("one", "two", "three", "four", "five")


@pytest.fixture
def sops(tmp_path: Path) -> Path:
    """Five releases, each with another purpose."""
    handbook = tmp_path / "repo" / "sops"
    handbook.mkdir(parents=True)
    git(handbook.parent, "init", "-q", "-b", "main")
    for number, word in enumerate(WORDS):
        (handbook / "boss.yaml").write_text(ROLE.format(f"Leads {word} teams."))
        git(handbook, "add", "-A")
        git(handbook, "commit", "-q", "-m", word)
        git(handbook, "tag", f"v1.{number}")
    return handbook


def told(entries):
    return [
        (entry.release and entry.release.name, entry.first, [c.sentence for c in entry.changes])
        for entry in entries
    ]


def test_the_newest_comes_first_and_the_first_tells_no_changes(sops):
    found = releases(sops).found[:3]
    assert told(changelog(sops, found)) == [
        ("v1.2", False, ["The purpose says “Leads three teams.” instead of “Leads two teams.”"]),
        ("v1.1", False, ["The purpose says “Leads two teams.” instead of “Leads one teams.”"]),
        ("v1.0", True, []),
    ]


def test_what_is_not_released_comes_before_all(sops):
    found = releases(sops).found
    now = load({"boss.yaml": ROLE.format("Leads six teams.")})
    assert told(changelog(sops, found, current=now))[0] == (
        None,
        False,
        ["The purpose says “Leads six teams.” instead of “Leads five teams.”"],
    )
    same = load({"boss.yaml": "# the same\n" + ROLE.format("'Leads five teams.'")})
    assert told(changelog(sops, found, current=same))[0][0] == "v1.4"
    assert changelog(sops, (), current=now) == ()


def test_each_release_is_loaded_once(sops, monkeypatch):
    loaded: Counter[str] = Counter()

    def counted(folder: Path, revision: str, prefix: str = ""):
        loaded[revision] += 1
        return handbook_at(folder, revision, prefix)

    monkeypatch.setattr(module, "handbook_at", counted)
    found = releases(sops).found
    for count in range(1, len(found) + 1):
        changelog(sops, found[:count])
    changelog(sops, found, current=load({}))
    assert sorted(loaded.values()) == [1] * len(WORDS)
