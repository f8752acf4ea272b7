"""What is kept comes back as it was, or not at all."""

import os
import time
from pathlib import Path

import pytest

from salesops_sop.site.versions import cache
from salesops_sop.site.versions.cache import Kept
from tests.site.versions.repository import digests

ABOUT = Kept(2, ("one", "two “three”"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "roles" / "é").mkdir(parents=True)
    (folder / "index.html").write_text("first")
    (folder / "roles" / "é" / "a b.html").write_bytes(bytes(range(256)))
    return folder


def test_what_is_put_is_taken(site, tmp_path):
    cache.put(tmp_path / "kept", "name", site, ABOUT)
    assert cache.take(tmp_path / "kept", "name", tmp_path / "out") == ABOUT
    assert digests(tmp_path / "out") == digests(site)
    assert cache.take(tmp_path / "kept", "other", tmp_path / "nothing") is None
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("harm", ["cut", "change", "empty", "text"])
def test_what_is_broken_is_not_taken_in_part(site, tmp_path, harm):
    cache.put(tmp_path / "kept", "name", site, ABOUT)
    file = tmp_path / "kept" / "name.zip"
    data = bytearray(file.read_bytes())
    data[48] ^= 255  # within the first file
    broken = {"cut": data[:-40], "change": data, "empty": b"", "text": b"PK not a zip"}[harm]
    file.write_bytes(bytes(broken))
    assert cache.take(tmp_path / "kept", "name", tmp_path / "out") is None
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_written_nothing_is_kept(site, tmp_path):
    (tmp_path / "kept").write_text("a file")
    cache.put(tmp_path / "kept", "name", site, ABOUT)
    assert cache.take(tmp_path / "kept", "name", tmp_path / "out") is None
    cache.forget(tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "a file"


def test_what_nobody_asks_for_is_forgotten(site, tmp_path):
    kept = tmp_path / "kept"
    for name in ("used", "unused"):
        cache.put(kept, name, site, ABOUT)
    (kept / ".killed.part").touch()
    (kept / "strange.txt").touch()
    for file in kept.iterdir():
        os.utime(file, (time.time() - cache.FORGOTTEN_AFTER - 60,) * 2)
    cache.take(kept, "used", tmp_path / "out")
    cache.forget(kept)
    assert sorted(file.name for file in kept.iterdir()) == ["strange.txt", "used.zip"]


def test_the_name_says_from_what_and_by_what_it_is_built(monkeypatch):
    names = {cache.key("a", "b"), cache.key("ab"), cache.key("a", "b", "c")}
    monkeypatch.setattr(cache, "tool", lambda: "another version")
    assert len(names | {cache.key("a", "b")}) == 4


def test_another_program_has_another_digest(tmp_path, monkeypatch):
    before = cache.tool()
    monkeypatch.setattr(cache, "_installed", lambda: iter(["mkdocs 9"]))
    cache.tool.cache_clear()
    try:
        assert cache.tool() != before
    finally:
        cache.tool.cache_clear()


def test_it_lies_where_the_users_programs_keep_such_things(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.usual_folder() == tmp_path / "salesops-sop" / "sites"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache.usual_folder() == tmp_path / "home" / ".cache" / "salesops-sop" / "sites"
