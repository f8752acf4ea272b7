"""Whatever lies in a handbook: one sentence, exit code 1 or 2, no traceback, and soon."""

import contextlib
import json
import os
import socket
import time
from pathlib import Path

import pytest

from salesops_sop.rules import RULES

SOON = 10  # seconds; a real one takes less than one, a busy machine some more
BOMB = "\n".join(
    ["kind: term", "id: bomb", "title: Bomb", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(30)]
)


@pytest.fixture
def problems(process, handbook):
    """Lint in a process of its own; return what it says of files and documents."""

    def run(*args):
        begin = time.monotonic()
        options = ("--format", "json", "--select", "document", "--no-baseline")
        code, out, err = process("lint", *options, *args)
        assert time.monotonic() - begin < SOON
        assert "Traceback" not in err
        found = [
            f"{p['path']}:{p['line']}:{p['column']}: {p['message']} [{p['rule']}]"
            for p in json.loads(out)["problems"]
        ]
        assert code == (1 if found else 0)
        return found

    return run


def test_no_handbook(process, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in (["lint"], ["show", "x"], ["new", "role", "x"], ["build"], ["serve"]):
        assert process(*command) == (
            2,
            "",
            "sop: there is no handbook here: no folder ‘sops’ and no ‘handbook.yaml’, here or "
            "above; go to a handbook, or name its folder with -C\n",
        )


def test_a_handbook_that_is_a_file(process, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sops").write_text("x")
    code, out, err = process("lint")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_an_empty_handbook(process, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sops").mkdir()
    assert process("lint") == (
        2,
        "",
        "sop: there is no document in ‘sops’: start one with `sop new`\n",
    )


@pytest.mark.parametrize("name", ["empty.yaml", "empty.md"])
def test_an_empty_file(handbook, problems, name):
    (handbook / name).write_text("")
    (problem,) = problems()
    assert problem.startswith(f"sops/{name}:1:1: ")
    assert problem.endswith(" [document/schema]")


@pytest.mark.parametrize(
    "content",
    [b"\x7fELF\x02\x01\x01\x00\x00", b"\x89PNG\r\n\x1a\n\x00", bytes(range(256)), b"\xff\xfek\x00"],
)
def test_a_binary_file(handbook, problems, content):
    (handbook / "binary.yaml").write_bytes(content)
    (problem,) = problems()
    assert problem.startswith("sops/binary.yaml:")
    assert problem.endswith(" [document/unreadable]")


def test_a_file_of_200_mb(handbook, problems):
    with (handbook / "large.yaml").open("wb") as file:
        file.truncate(200_000_000)
    assert problems() == [
        "sops/large.yaml:1:1: the file has 200.0 MB, more than 2 MB: split it [document/unreadable]"
    ]


def test_a_yaml_bomb(handbook, problems):
    (handbook / "bomb.yaml").write_text(BOMB)
    found = problems()
    assert found
    assert all(problem.startswith("sops/bomb.yaml:") for problem in found)
    assert {problem.rpartition(" [")[2] for problem in found} == {"document/yaml-syntax]"}


@pytest.mark.parametrize("content", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_endless_nesting(handbook, problems, content):
    (handbook / "deep.yaml").write_text(content)
    assert len(problems()) == 1


def test_one_line_of_a_megabyte(handbook, process):
    text = f"kind: term\nid: long\ntitle: {'x' * 900_000}\nwrong: 1\n"
    (handbook / "long.yaml").write_text(text)
    begin = time.monotonic()
    code, out, err = process("lint", "--select", "document")
    assert time.monotonic() - begin < SOON
    assert (code, err) == (1, "")
    assert max(len(line) for line in out.splitlines()) < 300


def test_a_folder_named_like_a_file(handbook, problems):
    (handbook / "x.yaml").mkdir()
    assert problems() == [
        "sops/x.yaml:1:1: this is a folder, and its name ends like that of a file: rename it "
        "[document/unreadable]"
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs permissions as Unix has them")
def test_an_unreadable_file(sop, handbook, monkeypatch):
    secret = handbook / "secret.yaml"
    secret.write_text("kind: term\n")
    secret.chmod(0)
    _refuse(monkeypatch, str(secret), PermissionError(13, "Permission denied"))
    monkeypatch.setattr("salesops_sop.cli.lint.RULES", RULES)
    code, out, err = sop("lint", "-q", "--select", "document")
    assert (code, err) == (1, "")
    assert out.startswith("sops/secret.yaml\n  1:1 error ")
    assert out.endswith(" [document/unreadable]\n")


def test_an_unreadable_folder(handbook, problems):
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("the superuser may read everywhere")
    (handbook / "locked").mkdir(mode=0)
    try:
        (problem,) = problems()
    finally:
        (handbook / "locked").chmod(0o700)
    assert problem.startswith("sops/locked:1:1: ")


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../../outside.yaml", "/", "gone.yaml", "link.yaml"]
)
def test_a_link_out_of_the_handbook(handbook, problems, target):
    (handbook.parent.parent / "outside.yaml").write_text("kind: role\nid: secret\ntitle: Secret\n")
    (handbook / "link.yaml").symlink_to(target)
    (problem,) = problems()
    assert problem.startswith("sops/link.yaml:1:1: ")
    assert problem.endswith(" [document/unreadable]")
    assert "secret" not in problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_and_a_socket(handbook, problems):
    os.mkfifo(handbook / "pipe.yaml")
    with contextlib.chdir(handbook), socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yaml")
    assert [problem.partition(":")[0] for problem in problems()] == [
        "sops/pipe.yaml",
        "sops/socket.yaml",
    ]


def test_a_file_that_vanishes_during_the_run(sop, handbook, monkeypatch):
    (handbook / "vanishing.yaml").write_text("kind: term\n")
    _refuse(monkeypatch, str(handbook / "vanishing.yaml"), FileNotFoundError(2, "No such file"))
    monkeypatch.setattr("salesops_sop.cli.lint.RULES", RULES)
    code, out, err = sop("lint", "-q", "--select", "document")
    assert (code, err) == (1, "")
    assert out.startswith("sops/vanishing.yaml\n  1:1 error ")
    assert out.endswith(" [document/unreadable]\n")


def test_a_handbook_that_vanishes_during_the_run(sop, handbook, monkeypatch):
    def gone(*_):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "scandir", gone)
    code, out, err = sop("lint")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("sop: ")


@pytest.mark.parametrize(
    "ident", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "a\\b", "CON", "a b"]
)
def test_an_id_that_is_a_path(handbook, problems, process, ident):
    text = f"kind: term\nid: {json.dumps(ident)}\ntitle: X\ndefinition: X.\n"
    (handbook / "x.yaml").write_text(text)
    (problem,) = problems()
    assert problem.startswith("sops/x.yaml:2:5: ‘")
    assert " is not an id: " in problem
    for command in (["show", ident], ["new", "term", ident]):
        code, out, err = process(*command)
        assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script>", "A <b>bold</b> title", "<img src=x onerror=alert(1)>", "</td>"],
)
def test_a_title_with_html(handbook, problems, process, title):
    text = f"kind: term\nid: x\ntitle: {json.dumps(title)}\ndefinition: X.\n"
    (handbook / "x.yaml").write_text(text)
    (problem,) = problems()
    assert problem.startswith("sops/x.yaml:3:")
    assert problem.endswith(" is HTML: a title is plain text, take it out [document/schema]")
    code, out, err = process("new", "term", "y", "--title", title, "--set", "definition=Y.")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert not (handbook / "vocabulary").exists()


@pytest.mark.parametrize("title", ["Deals < 20k", "a < b > c", "R&D", "5 <6", "<3"])
def test_a_title_with_a_sign_is_no_html(handbook, problems, title):
    text = f"kind: term\nid: x\ntitle: {json.dumps(title)}\ndefinition: X.\n"
    (handbook / "x.yaml").write_text(text)
    assert problems() == []


def test_a_name_of_a_file_that_acts_on_the_terminal(handbook, process):
    (handbook / "\x1b[31mred.yaml").write_text("kind: term\n")
    (handbook / os.fsdecode(b"caf\xe9.yaml")).write_text("kind: term\n")
    code, out, err = process("lint", "--select", "document")
    assert code == 1
    assert "\x1b" not in out + err


def test_settings_that_are_broken(handbook, problems):
    (handbook / "handbook.yaml").write_text("kind: handbook\ntitle: [\n")
    (problem,) = problems()
    assert problem.startswith("sops/handbook.yaml:")


def _refuse(monkeypatch, path, error):
    """Let the system refuse one file, as it would refuse anybody who is not the superuser."""
    really = os.open

    def refusing(name, *args, **settings):
        if os.fspath(name) == os.path.realpath(path):
            raise error
        return really(name, *args, **settings)

    monkeypatch.setattr(os, "open", refusing)
