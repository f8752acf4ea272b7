"""Shells complete commands, rules, kinds and documents."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
TABLE = """\
kind: decision
id: discount-approval
title: Discount approval
control: {owner: manager}
question: Who?
inputs: [{id: discount, type: number}, {id: region, type: dimension}]
outputs: [{id: approver, type: role}]
rules: [{id: all, then: {approver: manager}}]
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics]}
"""
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(process, shell):
    code, out, err = process("completion", shell)
    assert (code, err) == (0, "")
    assert f"_SOP_COMPLETE={shell}_complete" in out
    assert "%(" not in out


def test_a_script_for_the_long_name():
    script = subprocess.check_output([BIN / "salesops-sop", "completion", "bash"], text=True)
    assert "_SALESOPS_SOP_COMPLETE=bash_complete" in script
    assert script.endswith("complete -o nosort -F _salesops_sop_completion salesops-sop\n")


def test_another_shell(sop):
    code, out, err = sop("completion", "tcsh")
    assert (code, out) == (2, "")
    assert err.startswith("sop: invalid value for '{bash|zsh|fish}': 'tcsh' is not one of ")


def test_no_shell(sop):
    sentence = "missing argument '{bash|zsh|fish}': choose from bash, zsh, fish"
    assert sop("completion") == (2, "", f"sop: {sentence} (see `sop completion --help`)\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.skipif(os.name == "nt", reason="needs Unix shells")
def test_the_scripts_are_sound(process, shell):
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    script = process("completion", shell).out
    subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sop li", ["lint"]),
        ("sop explain reporting/cy", ["reporting/cycle"]),
        ("sop lint --select document/duplicate-k", ["document/duplicate-key"]),
        ("sop lint --select report", ["reporting", "reporting/"]),
        ("sop lint --select document,reporting/cy", ["document,reporting/cycle"]),
        ("sop lint --form", ["--format"]),
        ("sop lint --format g", ["github", "gitlab"]),
        ("sop new proc", ["procedure"]),
        ("sop show role:vp", ["role:vp-sales"]),
        ("sop show vp", ["vp-sales"]),
        ("sop show nothing", []),
        ("sop export d", ["dmn"]),
        ("sop export metrics --to o", ["ossie"]),
        ("sop export dmn vp", []),
        ("sop export dmn dis", ["discount-approval"]),
        ("sop export dmn decision:", ["decision:discount-approval"]),
        ("sop -C project show vp", ["vp-sales"]),
        ("sop decide dis", ["discount-approval"]),
        ("sop decide discount-approval d", ["discount="]),
        ("sop decide discount-approval region=n", ["region=nordics"]),
        ("sop decide discount-approval discount=", []),
        ("sop decide nothing reg", []),
    ],
)
def test_what_is_offered(handbook, monkeypatch, line, offered):
    (handbook / "table.yaml").write_text(TABLE)
    if "-C" in line:
        monkeypatch.chdir(handbook.parent.parent)
    found = _complete(line)
    assert found[:1] == offered[:1]
    assert all(any(item.startswith(prefix) for prefix in offered) for item in found)


def test_nothing_is_said_where_there_is_no_handbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert _complete("sop show vp") == []


@needs_bash
@pytest.mark.parametrize(
    ("words", "replies"),
    [
        (("sop", "expl"), ["explain"]),
        (("sop", "show", "vp"), ["vp-sales"]),
        (("sop", "show", "role", ":", "vp"), ["vp-sales"]),
        (("sop", "show", "department", ":"), ["sales"]),
        (("sop", "explain", "reporting/cyc"), ["reporting/cycle"]),
        (("sop", "decide", "dis"), ["discount-approval"]),
        (("sop", "decide", "discount-approval", "reg"), ["region="]),
        (("sop", "decide", "discount-approval", "region", "="), ["dach", "nordics", "emea"]),
        (("sop", "decide", "discount-approval", "region", "=", "nor"), ["nordics"]),
        (("sop", "lint", "--format", "=", "gith"), ["github"]),
    ],
)
def test_bash_replies_although_it_takes_words_apart(handbook, process, words, replies):
    (handbook / "table.yaml").write_text(TABLE)
    quoted = " ".join(f"'{word}'" for word in words)
    script = (
        f"{process('completion', 'bash').out}\n"
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}\n"
        '_sop_completion sop; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    env = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    out = subprocess.check_output(["bash", "--norc", "-c", script], text=True, env=env)
    assert out.split() == replies


def _complete(line):
    words = line.split()
    env = {
        **os.environ,
        "_SOP_COMPLETE": "bash_complete",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    out = subprocess.check_output([BIN / "sop"], env=env, text=True)
    return [item.partition(",")[2] for item in out.split()]
