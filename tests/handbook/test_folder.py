"""Reading a folder: whatever lies in it, texts or one sentence about each thing that is none."""

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesops_sop.base.errors import UnreadableError
from salesops_sop.handbook import folder
from salesops_sop.handbook.yamltree import Flaw

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")


def put(root: Path, path: str, text: str | bytes = "kind: term\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def shown(flaws: list[Flaw]) -> list[str]:
    assert {flaw.rule for flaw in flaws} <= {"document/unreadable"}
    return [f"{flaw.position}: {flaw.message}" for flaw in flaws]


def test_documents_are_found_everywhere_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for path in ["b.yaml", "a/z.md", "a.yml", "a/deep/er/x.YAML", "Ünïcode.MD", "notes.txt"]:
        put(tmp_path, path, path)
    texts, flaws = folder.read(tmp_path)
    assert list(texts) == ["a.yml", "a/deep/er/x.YAML", "a/z.md", "b.yaml", "Ünïcode.MD"]
    assert all(text == path for path, text in texts.items())
    assert flaws == []


@pytest.mark.parametrize("prefix", ["sops", "sops/"])
def test_paths_stand_behind_a_prefix(tmp_path: Path, prefix: str) -> None:
    put(tmp_path, "a/b.yaml")
    put(tmp_path, "c.yaml", b"\xff")
    texts, flaws = folder.read(tmp_path, prefix)
    assert list(texts) == ["sops/a/b.yaml"]
    assert [flaw.position.path for flaw in flaws] == ["sops/c.yaml"]


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert folder.read(tmp_path) == ({}, [])


def test_hidden_files_and_a_readme_are_no_documents(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.yaml")
    put(tmp_path, ".git/x.yaml")
    put(tmp_path, ".obsidian/x.md")
    put(tmp_path, "README.md", "# Read me\n")
    put(tmp_path, "a/readme.md", "# Read me\n")
    put(tmp_path, "b/README.md", "---\nkind: term\n---\n")
    assert list(folder.read(tmp_path)[0]) == ["b/README.md"]


def test_texts_are_what_the_file_says(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "\ufeffa: ü\r\nb: 😀\r".encode())
    assert folder.read(tmp_path) == ({"a.yaml": "a: ü\r\nb: 😀\r"}, [])


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"a: b\nc: \xe9t\xe9\n", "2:4: the byte 0xE9 here is not UTF-8: save the file as UTF-8"),
        ("ä: ".encode() + b"\xff", "1:4: the byte 0xFF here is not UTF-8: save the file as UTF-8"),
        (b"\xef\xbb\xbfa\rb\xfc", "2:2: the byte 0xFC here is not UTF-8: save the file as UTF-8"),
        (b"a: \xed\xa0\x80", "1:4: the byte 0xED here is not UTF-8: save the file as UTF-8"),
        ("a: b".encode("utf-16"), "1:1: the file is UTF-16: save it as UTF-8"),
        (
            b"PK\x03\x04\n\x00\x00",
            "2:1: this is not text but binary data: save the document as text in UTF-8",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00",
            "1:1: the byte 0x89 here is not UTF-8: save the file as UTF-8",
        ),
        (b"a" * 2_000_001, "1:1: the file has 2.0 MB, more than 2 MB: split it"),
    ],
    ids=["latin-1", "byte", "mark", "surrogate", "utf-16", "zip", "picture", "large"],
)
def test_what_is_no_utf_8_text(tmp_path: Path, data: bytes, flaw: str) -> None:
    put(tmp_path, "a.yaml", data)
    put(tmp_path, "b.yaml", "fine")
    texts, flaws = folder.read(tmp_path)
    assert texts == {"b.yaml": "fine"}
    assert shown(flaws) == [f"a.yaml:{flaw}"]


def test_a_file_of_two_megabytes_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "a" * 2_000_000)
    texts, flaws = folder.read(tmp_path)
    assert (len(texts["a.md"]), flaws) == (2_000_000, [])


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    with put(tmp_path, "a.yaml").open("wb") as file:
        file.truncate(200_000_000_000)
    start = time.perf_counter()
    texts, flaws = folder.read(tmp_path)
    assert time.perf_counter() - start < 1
    assert texts == {}
    assert shown(flaws) == ["a.yaml:1:1: the file has 200,000.0 MB, more than 2 MB: split it"]


def test_a_folder_that_is_named_like_a_file(tmp_path: Path) -> None:
    put(tmp_path, "x.yaml/a.yaml")
    put(tmp_path, "y.md/notes.txt")
    texts, flaws = folder.read(tmp_path)
    assert list(texts) == ["x.yaml/a.yaml"]
    assert shown(flaws) == [
        f"{name}:1:1: this is a folder, and its name ends like that of a file: rename it"
        for name in ("x.yaml", "y.md")
    ]


@posix
def test_links_to_files_inside_are_followed(tmp_path: Path) -> None:
    put(tmp_path, "sops/a.yaml", "inside")
    (tmp_path / "sops/b.yaml").symlink_to("a.yaml")
    (tmp_path / "here").symlink_to("sops")
    assert folder.read(tmp_path / "here") == ({"a.yaml": "inside", "b.yaml": "inside"}, [])


@posix
def test_links_that_lead_elsewhere_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "sops"
    put(root, "fine.yaml", "fine")
    put(root, "area/fine.yaml", "fine")
    put(tmp_path, "sops-secret/outside.yaml", "secret")
    links = {
        "a-out.yaml": "../sops-secret/outside.yaml",
        "b-absolute.md": "/etc/passwd",
        "c-nowhere.yaml": "gone.yaml",
        "d-loop.yaml": "e-loop.yaml",
        "e-loop.yaml": "d-loop.yaml",
        "f-self": ".",
        "g-outside": "../sops-secret",
        "h-area": "area",
        "i-device.yaml": "/dev/zero",
        "not-ours.txt": "/etc/passwd",
        "nowhere": "gone",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    texts, flaws = folder.read(root)
    assert list(texts) == ["area/fine.yaml", "fine.yaml"]
    assert shown(flaws) == [
        "a-out.yaml:1:1: the link leads out of the handbook: put the file itself here",
        "b-absolute.md:1:1: the link leads out of the handbook: put the file itself here",
        "c-nowhere.yaml:1:1: the link leads nowhere: put the file itself here",
        "d-loop.yaml:1:1: the link leads in a circle: put the file itself here",
        "e-loop.yaml:1:1: the link leads in a circle: put the file itself here",
        "f-self:1:1: this is a link to a folder: put the files themselves here",
        "g-outside:1:1: the link leads out of the handbook: put the file itself here",
        "h-area:1:1: this is a link to a folder: put the files themselves here",
        "i-device.yaml:1:1: the link leads out of the handbook: put the file itself here",
    ]


@posix
def test_pipes_and_sockets_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.yaml").symlink_to("a.yaml")
    texts, flaws = folder.read(tmp_path)
    assert texts == {}
    assert shown(flaws) == [
        f"{name}:1:1: this is no ordinary file: remove it, a document is a file with text"
        for name in ("a.yaml", "c.yaml")
    ]


@posix
def test_names_that_cannot_be_shown_are_escaped(tmp_path: Path) -> None:
    for name in [b"caf\xe9.yaml", b"tab\there.md", b"line\nend.yaml", b"x\xe2\x80\xaey.yml"]:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("kind: term\n")
    put(tmp_path, "folder\x1b/a.yaml")
    put(tmp_path, "other\x1b.txt")
    texts, flaws = folder.read(tmp_path)
    assert texts == {}
    assert shown(flaws) == [
        f"{name}:1:1: the name holds characters that cannot be shown: rename it"
        for name in [
            "caf\\udce9.yaml",
            "folder\\x1b",
            "line\\nend.yaml",
            "tab\\there.md",
            "x\\u202ey.yml",
        ]
    ]


@posix
def test_names_that_differ_in_case_or_form_only(tmp_path: Path) -> None:
    for path in ["a/Role.yaml", "a/role.yaml", "A/x.yaml", "é.md", "e\u0301.md"]:
        put(tmp_path, path)
    if len(list((tmp_path / "a").iterdir())) == 1:
        pytest.skip("this system takes them for the same")
    texts, flaws = folder.read(tmp_path)
    assert len(texts) == 5
    assert shown(flaws) == [
        "a/role.yaml:1:1: some systems take this file and “a/Role.yaml” for the same: rename one",
        "é.md:1:1: some systems take this file and “e\u0301.md” for the same: rename one",
    ]
    assert [str(place) for place, _ in flaws[0].related] == ["a/Role.yaml:1:1"]


@pytest.fixture
def when_opened() -> Iterator[dict[str, Path]]:
    """Remove a file at the moment when another one, given by its name, is opened."""
    removals: dict[str, Path] = {}

    def watch(event: str, details: tuple[object, ...]) -> None:
        if removals and event == "open" and isinstance(details[0], str):
            victim = removals.pop(os.path.basename(details[0]), None)
            if victim:
                victim.unlink()

    sys.addaudithook(watch)  # it cannot be taken away again; without removals it does nothing
    yield removals
    removals.clear()


def test_a_file_that_vanishes_during_the_run(tmp_path: Path, when_opened: dict[str, Path]) -> None:
    put(tmp_path, "a.yaml", "here")
    when_opened["a.yaml"] = put(tmp_path, "b.yaml")
    when_opened["c.yaml"] = put(tmp_path, "c.yaml")
    texts, flaws = folder.read(tmp_path)
    assert texts == {"a.yaml": "here"}
    assert shown(flaws) == [
        f"{name}:1:1: the file vanished while the handbook was read: run the command again"
        for name in ("b.yaml", "c.yaml")
    ]


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Give up the rights of root, who may read everything; others have none to give up."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@posix
def test_what_one_may_not_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        put(root, "a.yaml").chmod(0)
        put(root, "b/x.yaml").parent.chmod(0)
        try:
            with as_somebody_without_rights():
                texts, flaws = folder.read(root)
            assert texts == {}
            assert shown(flaws) == [
                f"{path}:1:1: you have no right to read this: ask its owner, "
                "or change its permissions"
                for path in ("a.yaml", "b")
            ]
            root.chmod(0)
            with as_somebody_without_rights(), pytest.raises(UnreadableError, match="no right"):
                folder.read(root)
        finally:
            root.chmod(0o700)
            (root / "b").chmod(0o700)


@contextmanager
def nested(root: Path, name: str, depth: int) -> Iterator[None]:
    """Make folders inside each other, deeper than most programs can remove them."""
    here = os.getcwd()
    os.chdir(root)
    try:
        for _ in range(depth):
            os.mkdir(name)
            os.chdir(name)
        yield
        for _ in range(depth):
            os.chdir("..")
            os.rmdir(name)
    finally:
        os.chdir(here)


@posix
def test_a_way_that_is_too_long_for_the_system(tmp_path: Path) -> None:
    with nested(tmp_path, "f" * 200, depth=30):  # each step is fine, the whole way is not
        texts, flaws = folder.read(tmp_path)
    assert texts == {}
    assert [flaw.message for flaw in flaws] == [
        f"this cannot be read ({os.strerror(errno.ENAMETOOLONG)}): "
        "check the disk and its permissions"
    ]


@posix
def test_many_folders_inside_each_other_need_no_stack(tmp_path: Path) -> None:
    with nested(tmp_path, "f", depth=1_500):
        put(Path("."), "a.yaml")
        texts, flaws = folder.read(tmp_path)
        Path("a.yaml").unlink()
    assert (len(texts), flaws) == (1, [])


@pytest.mark.parametrize(
    ("name", "message"),
    [("gone", "does not exist: name the folder"), ("file", "is a file: name the folder")],
)
def test_what_is_no_folder(tmp_path: Path, name: str, message: str) -> None:
    put(tmp_path, "file")
    with pytest.raises(UnreadableError, match=message):
        folder.read(tmp_path / name)
