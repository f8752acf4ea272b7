"""A handbook is found from every folder inside it and beside it."""

import shutil
from pathlib import Path

import pytest

from salesops_sop.base.errors import UnreadableError
from salesops_sop.cli.frame import finding
from salesops_sop.cli.frame.finding import Target

NOTHING_HERE = (
    "there is no handbook here: no folder ‘sops’ and no ‘handbook.yaml’, here or above; "
    "go to a handbook, or name its folder with -C"
)


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        (".", "sops"),
        ("sops", ""),
        ("sops/organization", ".."),
        ("src", "../sops"),
        ("src/deep", "../../sops"),
    ],
)
def test_upwards(handbook, monkeypatch, start, seen):
    Path("src/deep").mkdir(parents=True)
    monkeypatch.chdir(start)
    assert finding.here() == handbook
    assert finding.seen(handbook) == seen


def test_a_handbook_need_not_be_named_sops(handbook, monkeypatch):
    other = handbook.rename(handbook.parent / "acme")
    monkeypatch.chdir("acme/organization")
    assert finding.here() == other
    assert finding.seen(other) == ".."


def test_settings_win_over_a_folder_that_only_has_the_name(handbook, monkeypatch):
    inside = handbook / "organization" / "sops"
    inside.mkdir()
    monkeypatch.chdir(inside.parent)
    assert finding.here() == handbook


def test_without_settings_the_name_will_do(handbook, monkeypatch):
    (handbook / "handbook.yaml").unlink()
    monkeypatch.chdir("sops/organization")
    assert finding.here() == handbook


def test_nothing_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableError) as caught:
        finding.here()
    assert str(caught.value) == NOTHING_HERE


def test_the_working_directory_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UnreadableError, match="the working directory is gone"):
        finding.here()


def test_a_folder_without_documents(handbook):
    shutil.rmtree(handbook)
    handbook.mkdir()
    with pytest.raises(UnreadableError) as caught:
        finding.opened(handbook)
    assert str(caught.value) == "there is no document in ‘sops’: start one with `sop new`"


def test_paths_are_seen_from_here(handbook, monkeypatch):
    monkeypatch.chdir("sops/organization")
    assert sorted(finding.opened(handbook).files) == [
        "../handbook.yaml",
        "../organization/roles.yaml",
    ]
    monkeypatch.chdir("..")
    assert sorted(finding.opened(handbook).files) == ["handbook.yaml", "organization/roles.yaml"]


@pytest.mark.parametrize(
    ("paths", "only"),
    [
        ((), ()),
        ((".",), ()),
        (("..",), ()),
        (("sops",), ()),
        (("sops/",), ()),
        (("sops", "sops/organization"), ()),
        (("sops/organization",), ("organization",)),
        (("sops/organization/roles.yaml",), ("organization/roles.yaml",)),
        (("sops/organization/", "sops/handbook.yaml"), ("handbook.yaml", "organization")),
        (("sops/../sops/organization",), ("organization",)),
    ],
)
def test_paths_in_the_handbook_limit_it(handbook, paths, only):
    assert finding.targets(paths) == [Target(handbook, only)]


def test_a_handbook_elsewhere_is_one_of_its_own(handbook, tmp_path):
    other = Path(shutil.copytree(handbook, tmp_path / "other" / "sops"))
    expected = [Target(handbook), Target(other, ("organization",))]
    assert finding.targets(["sops", "../other/sops/organization"]) == expected
    assert finding.targets(["../other/sops"]) == [Target(other)]
    assert finding.targets(["../other"]) == [Target(other)]


def test_a_link_to_a_handbook(handbook, tmp_path):
    (tmp_path / "link").symlink_to(handbook)
    assert finding.targets([str(tmp_path / "link" / "organization")]) == [
        Target(handbook, ("organization",))
    ]


def test_a_path_that_is_missing(handbook):
    with pytest.raises(UnreadableError, match=r"^there is no file or folder ‘sops/x’: check"):
        finding.targets(["sops/x"])


def test_a_path_in_no_handbook(handbook, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(UnreadableError, match=r"^‘../elsewhere’ is in no handbook: a handbook is"):
        finding.targets(["../elsewhere"])


@pytest.mark.parametrize(
    ("only", "path", "covered"),
    [
        ((), "sops/a.yaml", True),
        (("organization",), "sops/organization/roles.yaml", True),
        (("organization",), "sops/organization-2/roles.yaml", False),
        (("organization/roles.yaml",), "sops/organization/roles.yaml", True),
        (("handbook.yaml",), "sops/organization/roles.yaml", False),
    ],
)
def test_what_a_target_covers(handbook, only, path, covered):
    assert Target(handbook, only).covers(path) is covered
