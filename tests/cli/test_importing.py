"""`sop new decision --from`: a table of another tool as a new document."""

from pathlib import Path

import pytest

from tests.cli.test_export import TABLE

READ = """\
kind: decision
id: copy
title: Sponsor & “guest”
control:
  owner: tbd  # The role that answers for the document.
  version: 0.1.0
  status: draft
question: Who signs?
inputs:
  - id: deal-value
    type: integer
    unit: USD
    min: 0
outputs:
  - id: signer
    type: roles
rules:
  - id: small
    when:
      deal-value: < 1000
    then:
      signer: manager
    because: The Sales manager knows.
  - id: large
    when:
      deal-value: '>= 1000'
    then:
      signer:
        all_of:
          - manager
          - vp-sales
hit_policy: unique
# Other fields: purpose, asked_by, scope
"""


@pytest.fixture
def table(sop, handbook):
    (handbook / "sponsor.yaml").write_text(TABLE)
    assert sop("export", "dmn", "sponsor", "--output", "table.dmn").code == 0


def test_what_was_exported(sop, table):
    assert sop("new", "decision", "copy", "--from", "table.dmn", "--print") == (0, READ, "")


def test_the_copy_decides_like_the_original(sop, table):
    assert sop("new", "decision", "copy", "--from", "table.dmn") == (
        0,
        "sops/decisions/copy.yaml\n",
        "1 value to come: control.owner\n`sop lint sops/decisions/copy.yaml` says what is missing\n",
    )
    original = sop("decide", "sponsor", "deal-value=5000").out
    assert "Sales manager and VP of Sales" in original
    assert sop("decide", "copy", "deal-value=5000").out == original.replace("sponsor", "copy")


def test_what_is_said_beside_it_wins(sop, table):
    said = ["--title", "Mine", "--set", "question=Who pays?", "--set", "control.owner=manager"]
    out = sop("new", "decision", "copy", "--from", "table.dmn", "--print", *said).out
    assert "title: Mine\n" in out
    assert "question: Who pays?\n" in out
    assert "owner: manager\n" in out


def test_what_was_left_out_is_told(sop, table):
    file = Path("table.dmn")
    file.write_text(file.read_text().replace("&gt;= 0", "&gt; 0"))
    done = sop("new", "decision", "copy", "--from", "table.dmn", "--print")
    assert done.err == "the values of input “Deal value (USD)” are left out: > 0\n"
    assert "min: 0" not in done.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["role", "copy", "--from", "table.dmn"],
            "--from reads decision tables: a role cannot be read from a file",
        ),
        (
            ["decision", "copy", "--from", "none.dmn"],
            "cannot read ‘none.dmn’: no such file or directory",
        ),
        (["decision", "copy", "--from", "sops"], "cannot read ‘sops’: is a directory"),
        (
            ["decision", "copy", "--from", "sops/handbook.yaml"],
            "cannot read ‘sops/handbook.yaml’: the file is no XML: line 1: syntax error",
        ),
    ],
)
def test_what_cannot_be_read(sop, table, arguments, sentence):
    assert sop("new", *arguments) == (2, "", f"sop: {sentence}\n")
    assert not Path("sops/decisions").exists()


def test_on_a_terminal_only_what_is_open_is_asked(typed, table):
    code, said = typed(["new", "decision", "copy", "--from", "table.dmn"], ["manager"])
    assert code == 0
    assert said.count("]: ") == 1
    assert "control.owner (The role that answers for the document.) [tbd]: " in said
    assert "owner: manager\n" in Path("sops/decisions/copy.yaml").read_text()
