"""Files are written whole or not at all."""

import os
import stat

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.cli.frame import saving

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere"
)


def test_a_new_file(tmp_path):
    saving.replace(str(tmp_path / "a.txt"), "é\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n"
    assert _names(tmp_path) == ["a.txt"]


def test_a_file_that_is_there_keeps_its_permissions(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o640)
    saving.replace(str(file), "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert _names(tmp_path) == ["a.txt"]


def test_a_new_file_gets_the_usual_permissions(tmp_path):
    saving.replace(str(tmp_path / "a.txt"), "x")
    (tmp_path / "b.txt").write_text("x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    saving.replace(str(tmp_path / "link.txt"), "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_device_is_written_into_and_stays_one():
    saving.replace(os.devnull, "x")
    assert not os.path.isfile(os.devnull)


def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError) as caught:
        saving.replace(str(file), "new")
    assert str(caught.value) == f"cannot write ‘{file}’: no space left on device"
    assert file.read_text() == "old"
    assert _names(tmp_path) == ["a.txt"]


def test_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"^cannot write ‘no/a’: make the folder ‘no’ first$"):
        saving.replace("no/a", "x")


def test_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match=r"^cannot write ‘a’: it is a folder, name a file$"):
        saving.replace("a", "x")
    assert _names(tmp_path) == ["a"]


@needs_permissions
def test_not_allowed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(UsageError, match=r"^cannot write ‘locked/a’: permission denied$"):
        saving.replace("locked/a", "x")


def test_create_makes_folders_and_never_overwrites(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a" / "b" / "c.yaml"
    saving.create(str(file), "x")
    with pytest.raises(UsageError) as caught:
        saving.create(str(file), "y")
    assert str(caught.value) == f"‘{file}’ is there already: nothing was written"
    assert file.read_text() == "x"
    assert _names(file.parent) == ["c.yaml"]


def test_several_files_in_a_new_folder(tmp_path):
    saving.fill(str(tmp_path / "a" / "b"), {"y": b"1", "x": "é"})
    assert _names(tmp_path / "a" / "b") == ["x", "y"]
    assert (tmp_path / "a" / "b" / "x").read_bytes() == b"\xc3\xa9"


def test_several_files_beside_others(tmp_path):
    (tmp_path / "x").write_text("old")
    (tmp_path / "other").write_text("mine")
    saving.fill(str(tmp_path), {"x": "new", "y": "new"})
    assert _names(tmp_path) == ["other", "x", "y"]
    assert [(tmp_path / name).read_text() for name in ("other", "x")] == ["mine", "new"]


def test_of_several_files_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError) as caught:
        saving.fill(str(tmp_path), {"a": "new", "b": "new", "c": "new"})
    assert str(caught.value) == f"cannot write ‘{tmp_path / 'b'}’: it is a folder"
    assert (tmp_path / "a").read_text() == "old"
    assert _names(tmp_path) == ["a", "b"]


def test_an_interruption_leaves_no_folder(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        saving.fill(str(tmp_path / "new"), {"a": "1", "b": "2"})
    assert _names(tmp_path) == []


@pytest.mark.parametrize("there", [False, True])
def test_create_without_links(tmp_path, monkeypatch, there):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    file = tmp_path / "c.yaml"
    if there:
        file.write_text("old")
        with pytest.raises(UsageError, match="is there already"):
            saving.create(str(file), "new")
    else:
        saving.create(str(file), "new")
    assert file.read_text() == ("old" if there else "new")
    assert _names(tmp_path) == ["c.yaml"]


def _names(folder):
    return sorted(path.name for path in folder.iterdir())
