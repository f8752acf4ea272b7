"""A site is published whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.site import publish


def site(folder: Path, text: str) -> Path:
    for name in ("assets", "search"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text)
    return folder


def test_the_new_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = site(tmp_path / "public", "old")
    (out / "gone.html").touch()
    with publish.fresh(out) as beside:
        site(beside, "new")
        assert (out / "index.html").read_text() == "old"
    assert (out / "index.html").read_text() == "new"
    assert not (out / "gone.html").exists()
    assert os.listdir(tmp_path) == ["public"]


def test_without_an_exchange_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    out = site(tmp_path / "public", "old")
    with publish.fresh(out) as beside:
        site(beside, "new")
    assert (out / "index.html").read_text() == "new"
    assert os.listdir(tmp_path) == ["public"]


def test_what_fails_leaves_the_old_folder(tmp_path: Path) -> None:
    out = site(tmp_path / "public", "old")
    with pytest.raises(KeyboardInterrupt), publish.fresh(out) as beside:
        site(beside, "new")
        raise KeyboardInterrupt
    assert (out / "index.html").read_text() == "old"
    assert os.listdir(tmp_path) == ["public"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = site(tmp_path / "www" / "handbook", "old")
    link = tmp_path / "public"
    link.symlink_to(real)
    with publish.fresh(link) as beside:
        site(beside, "new")
    assert link.is_symlink()
    assert (real / "index.html").read_text() == "new"


def test_other_peoples_folders_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").touch()
    with pytest.raises(UsageError, match="is not a built site"), publish.fresh(tmp_path):
        pass
    with pytest.raises(UsageError, match="is a file"), publish.fresh(tmp_path / "thesis.md"):
        pass
    assert os.listdir(tmp_path) == ["thesis.md"]


def test_anybody_may_read_what_is_published(tmp_path: Path) -> None:
    with publish.fresh(tmp_path / "public") as beside:
        site(beside, "new")
    plain = tmp_path / "plain"
    plain.mkdir()
    assert (tmp_path / "public").stat().st_mode == plain.stat().st_mode


def test_what_a_killed_build_left_is_swept_away(tmp_path: Path) -> None:
    left = tmp_path / ".public-abc"
    left.mkdir()
    os.utime(left, (time.time() - 2 * publish.STALE,) * 2)
    running = tmp_path / ".public-def"
    running.mkdir()
    with publish.fresh(tmp_path / "public") as beside:
        site(beside, "new")
    assert sorted(os.listdir(tmp_path)) == [".public-def", "public"]


BUILDER = """
import sys
from pathlib import Path
from salesops_sop.site import publish
number = 0
while True:
    number += 1
    with publish.fresh(Path(sys.argv[1])) as beside:
        for name in ("assets", "search"):
            (beside / name).mkdir()
        for name in ("index.html", "other.html"):
            (beside / name).write_text(str(number))
"""


def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    out = tmp_path / "public"
    for moment in range(8):
        process = subprocess.Popen([sys.executable, "-c", BUILDER, str(out)])
        while not out.exists():
            time.sleep(0.01)
        time.sleep(0.05 + 0.007 * moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (out / "index.html").read_text() == (out / "other.html").read_text() != ""
