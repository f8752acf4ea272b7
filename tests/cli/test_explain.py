"""`sop explain`, its output whole."""

import pytest

from salesops_sop.handbook.yamltree import parse
from salesops_sop.rules import RULES

NO_BACKUP = """\
demo/no-backup · error

A role has no backup.

Work stops when its holder is away.

Bad:
  kind: role
  id: vp-sales

Good:
  kind: role
  id: vp-sales
  backup: manager

In handbook.yaml, for all documents:

  rules:
    demo/no-backup: 'off'

or for one document and a time:

  waivers:
    - rule: demo/no-backup
      document: procedure:lead-grading
      reason: why it is accepted for now
      owner: sales-operations-manager
      expires: YYYY-MM-DD
"""
SHORT_TITLE = """\
demo/short-title · info (default: warning)

A title is short.

A short title is easily taken for another one.

Options:
  letters  default: 12, here: 20

In handbook.yaml, for all documents:

  rules:
    demo/short-title:
      severity: warning
      letters: 12

or for one document and a time:
"""


def test_a_rule(sop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sop("explain", "demo/no-backup") == (0, NO_BACKUP, "")


def test_a_rule_with_options_as_set_here(sop, handbook):
    (handbook / "handbook.yaml").write_text(
        "kind: handbook\ntitle: H\nrules: {demo/short-title: {severity: info, letters: 20}}\n"
    )
    code, out, err = sop("explain", "demo/short-title")
    assert (code, err) == (0, "")
    assert out.startswith(SHORT_TITLE)


def test_an_entry_of_the_baseline_that_is_gone(sop):
    code, out, err = sop("explain", "baseline/stale")
    assert (code, err) == (0, "")
    assert out.startswith(
        "baseline/stale · error\n\nAn entry of the baseline has no problem any more."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("demo/no-bakcup", "there is no rule ‘demo/no-bakcup’, did you mean ‘demo/no-backup’?"),
        ("xyz", "there is no rule ‘xyz’: see `sop rules`"),
        ("demo", "‘demo’ is a family: name one of its rules: demo/no-backup, demo/short-title"),
        ("\x1b[31m", "there is no rule ‘\\x1b[31m’: see `sop rules`"),
    ],
)
def test_what_is_no_rule(sop, name, sentence):
    assert sop("explain", name) == (2, "", f"sop: {sentence}\n")


def test_every_real_rule_can_be_explained(process):
    for name in (RULES[0].name, RULES[-1].name):
        code, out, err = process("explain", name)
        assert (code, err) == (0, "")
        assert out.startswith(f"{name} · ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_it_says_to_write_can_be_read(rule, monkeypatch):
    from click.testing import CliRunner

    from salesops_sop.cli import sop

    out = CliRunner().invoke(sop, ["explain", rule.name]).stdout
    setting, waiver = out.split("In handbook.yaml, for all documents:")[1].split("or for one")
    (tree,) = parse(setting, "setting")
    assert not tree.problems
    assert list(tree.value["rules"]) == [rule.name]
    (tree,) = parse(waiver.partition("\n")[2], "waiver")
    assert tree.value["waivers"][0]["rule"] == rule.name
