"""`sop rules`, its output whole."""

import json

from salesops_sop.rules import RULES

TEXT = """\
demo
  demo/no-backup    error    A role has no backup
  demo/short-title  warning  A title is short

other
  other/quiet       info     It never fires
"""
SET_HERE = """\
demo
  demo/no-backup    off      A role has no backup (default: error)
  demo/short-title  off      A title is short (default: warning)

other
  other/quiet       error    It never fires (default: info)
"""
TALK = "`sop explain RULE` says why one exists, and how to set or waive it\n"


def test_outside_of_a_handbook_the_defaults(sop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sop("rules") == (0, TEXT, TALK)
    assert sop("rules", "-q") == (0, TEXT, "")


def test_as_set_here(sop, handbook):
    (handbook / "handbook.yaml").write_text(
        "kind: handbook\ntitle: H\nrules: {demo: 'off', other/quiet: {severity: error}}\n"
    )
    assert sop("rules") == (0, SET_HERE, TALK)


def test_json(sop, handbook):
    (handbook / "handbook.yaml").write_text(
        "kind: handbook\ntitle: H\n"
        "rules: {demo/no-backup: 'off', demo/short-title: {letters: 20}}\n"
    )
    code, out, err = sop("rules", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "format": "salesops-sop/rules/1",
        "rules": [
            {
                "rule": "demo/no-backup",
                "family": "demo",
                "severity": "off",
                "default": "error",
                "title": "A role has no backup",
                "options": {},
            },
            {
                "rule": "demo/short-title",
                "family": "demo",
                "severity": "warning",
                "default": "warning",
                "title": "A title is short",
                "options": {"letters": 20},
            },
            {
                "rule": "other/quiet",
                "family": "other",
                "severity": "info",
                "default": "info",
                "title": "It never fires",
                "options": {},
            },
        ],
    }


def test_the_real_rules(process):
    code, out, _ = process("rules")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if line[:2] == "  "] == [
        rule.name for rule in RULES
    ]
