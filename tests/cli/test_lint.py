"""`sop lint`, its output whole."""

import json
import re
import shutil
from pathlib import Path

import pytest

TEXT = """\
sops/organization/roles.yaml
  13:5 error nobody stands in for the Sales manager: name a backup [demo/no-backup]
     13 │ id: manager
        │     ^
    see sops/organization/roles.yaml:15:13: its department

"""
SHORT = """\
sops/organization/roles.yaml
  8:8 warning “{}” is short: say more [demo/short-title]
      8 │ title: {}
        │        ^

"""
BOTH = (
    SHORT.format("VP of Sales", "VP of Sales").rstrip("\n")
    + "\n"
    + TEXT.partition("\n")[2]
    + "2 problems: 1 error, 1 warning · 4 documents in # s\n"
)
DOCUMENTS = [
    {
        "rule": "demo/short-title",
        "severity": "warning",
        "message": "“VP of Sales” is short: say more",
        "path": "sops/organization/roles.yaml",
        "line": 8,
        "column": 8,
        "document": "role:vp-sales",
        "related": [],
        "fix": "",
    },
    {
        "rule": "demo/no-backup",
        "severity": "error",
        "message": "nobody stands in for the Sales manager: name a backup",
        "path": "sops/organization/roles.yaml",
        "line": 13,
        "column": 5,
        "document": "role:manager",
        "related": [
            {"path": "sops/organization/roles.yaml", "line": 15, "message": "its department"}
        ],
        "fix": "",
    },
]
GITHUB = """\
::warning file=sops/organization/roles.yaml,line=8,col=8,title=demo/short-title\
::“VP of Sales” is short: say more
::error file=sops/organization/roles.yaml,line=13,col=5,title=demo/no-backup\
::nobody stands in for the Sales manager: name a backup%0A\
see sops/organization/roles.yaml:15:13: its department
"""


def test_text(sop, handbook):
    assert _timeless(sop("lint")) == (1, BOTH, "")


def test_nothing_wrong(sop, handbook):
    assert _timeless(sop("lint", "--select", "other")) == (
        0,
        "✓ no problems · 4 documents in # s\n",
        "",
    )


def test_quiet_writes_problems_only(sop, handbook):
    assert sop("lint", "-q", "--select", "other") == (0, "", "")
    assert sop("lint", "-q") == (1, BOTH.rpartition("\n2 problems")[0], "")


def test_json(sop, handbook):
    code, out, err = _timeless(sop("lint", "--format", "json"))
    assert json.loads(out) == {
        "format": "salesops-sop/lint/1",
        "problems": DOCUMENTS,
        "summary": {"error": 1, "warning": 1, "info": 0, "waived": 0},
    }
    assert (code, err) == (1, "2 problems: 1 error, 1 warning · 4 documents in # s\n")


def test_github(sop, handbook):
    assert _timeless(sop("lint", "-q", "--format", "github")) == (1, GITHUB, "")


def test_output(sop, handbook):
    told = "2 problems: 1 error, 1 warning · 4 documents in # s · written to report.txt\n"
    assert _timeless(sop("lint", "--output", "report.txt")) == (1, "", told)
    assert re.sub(r"\d\.\d s", "# s", Path("report.txt").read_text()) == BOTH


def test_output_into_a_folder_that_is_not_there(sop, handbook):
    assert sop("lint", "--output", "no/report.txt") == (
        2,
        "",
        "sop: cannot write ‘no/report.txt’: make the folder ‘no’ first\n",
    )


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "error", "--ignore", "demo/no-backup"], 0),
        (["--ignore", "demo/no-backup"], 1),
        (["--ignore", "demo/no-backup,demo/short-title"], 0),
        (["--ignore", "demo"], 0),
        (["--select", "other/quiet", "--fail-on", "info"], 0),
    ],
)
def test_exit_codes(sop, handbook, args, code):
    assert sop("lint", *args).code == code


def test_severity_as_set_here(sop, handbook):
    settings = "kind: handbook\ntitle: H\nrules: {demo/no-backup: info, demo/short-title: 'off'}\n"
    (handbook / "handbook.yaml").write_text(settings)
    assert sop("lint").code == 0
    assert sop("lint", "--fail-on", "info").code == 1
    assert sop("lint", "-q").out == TEXT[:-1].replace(" error ", " info ")


@pytest.mark.parametrize(
    ("today", "code", "summary"),
    [
        ("2026-11-23", 0, "✓ no problems · 1 waived · 4 documents in # s"),
        ("2026-11-24", 1, "1 problem: 1 error · 4 documents in # s"),
    ],
)
def test_waivers_hold_until_their_day(sop, handbook, today, code, summary):
    (handbook / "handbook.yaml").write_text(
        "kind: handbook\ntitle: Handbook\nwaivers:\n"
        "  - {rule: demo/no-backup, document: 'role:manager', reason: new, owner: vp-sales, "
        "expires: 2026-11-23}\n"
    )
    done = _timeless(sop("lint", "--today", today, "--select", "demo/no-backup"))
    assert (done.code, done.out.splitlines()[-1]) == (code, summary)


def test_a_day_that_is_none(sop, handbook):
    assert sop("lint", "--today", "23.11.2026") == (
        2,
        "",
        "sop: --today: “23.11.2026” is not a date: write year, month, day as “2026-11-23”\n",
    )


def test_paths_limit_what_is_shown(sop, handbook):
    summary = "✓ no problems · 4 documents in # s\n"
    assert _timeless(sop("lint", "sops/handbook.yaml")) == (0, summary, "")
    assert _timeless(sop("lint", "sops/organization")) == (1, BOTH, "")
    assert _timeless(sop("lint", ".")) == (1, BOTH, "")


def test_paths_are_relative_to_where_we_are(sop, handbook, monkeypatch):
    monkeypatch.chdir("sops/organization")
    assert _timeless(sop("lint")) == (1, BOTH.replace("sops/", "../"), "")
    assert _timeless(sop("lint", "roles.yaml")) == (1, BOTH.replace("sops/", "../"), "")


def test_several_handbooks_in_one_run(sop, handbook):
    shutil.copytree(handbook, "../other/sops")
    done = _timeless(sop("lint", "sops", "../other/sops"))
    first = BOTH.rpartition("\n2 problems")[0]
    assert done == (
        1,
        first.replace("sops/", "../other/sops/")
        + "\n"
        + first
        + "\n4 problems: 2 errors, 2 warnings · 8 documents in # s\n",
        "",
    )


def test_what_cannot_be_read_is_told_with_everything_else(process, handbook):
    (handbook / "broken.yaml").write_bytes(b"kind: \xff\n")
    code, out, err = process("lint", "--format", "json", "--select", "document/unreadable")
    problems = [(p["rule"], p["path"], p["line"], p["column"]) for p in json.loads(out)["problems"]]
    assert code == 1
    assert problems == [("document/unreadable", "sops/broken.yaml", 1, 7)]
    assert err.startswith("1 problem: 1 error · 4 documents in ")


def test_without_settings_the_defaults_hold(sop, handbook):
    (handbook / "handbook.yaml").unlink()
    assert _timeless(sop("lint")).out == BOTH.replace("4 documents", "3 documents")


def test_one_sentence_when_there_is_no_handbook(sop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sop("lint") == (
        2,
        "",
        "sop: there is no handbook here: no folder ‘sops’ and no ‘handbook.yaml’, here or above; "
        "go to a handbook, or name its folder with -C\n",
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ["--format", "xml"],
            "invalid value for '--format': 'xml' is not one of 'text', 'json', 'github', "
            "'gitlab', 'sarif', 'junit'",
        ),
        (["--frmat"], "no such option '--frmat'. Did you mean '--format'?"),
        (
            ["--fail-on", "never"],
            "invalid value for '--fail-on': 'never' is not one of 'error', 'warning', 'info'",
        ),
    ],
)
def test_wrong_usage(sop, handbook, args, sentence):
    assert sop("lint", *args) == (2, "", f"sop: {sentence} (see `sop lint --help`)\n")


# ---- the baseline ----------------------------------------------------------------------------


def test_a_baseline_accepts_what_is_there(sop, handbook):
    told = "2 problems accepted in sops/.sop-baseline.json: only new ones count now\n"
    assert sop("lint", "--write-baseline") == (0, "", told)
    summary = "✓ no new problems · 2 in the baseline · 4 documents in # s\n"
    assert _timeless(sop("lint")) == (0, summary, "")
    assert _timeless(sop("lint", "--no-baseline")) == (1, BOTH, "")


def test_it_holds_from_every_folder_and_wherever_lines_move(sop, handbook, monkeypatch):
    (handbook / "empty.yaml").write_text("")  # a problem without a document is keyed on its path
    monkeypatch.setattr("salesops_sop.cli.lint.RULES", _real_rules())
    sop("lint", "--write-baseline")
    roles = handbook / "organization" / "roles.yaml"
    roles.write_text("# moved\n\n" + roles.read_text())
    assert sop("lint").code == 0
    monkeypatch.chdir("sops/organization")
    assert sop("lint").code == 0


def test_new_debt_is_refused(sop, handbook):
    sop("lint", "--write-baseline")
    with (handbook / "organization" / "roles.yaml").open("a") as file:
        file.write("---\nkind: role\nid: clerk\ntitle: The clerk of sales\ndepartment: sales\n")
    assert _timeless(sop("lint")) == (
        1,
        "sops/organization/roles.yaml\n"
        "  19:5 error nobody stands in for the The clerk of sales: name a backup [demo/no-backup]\n"
        "     19 │ id: clerk\n"
        "        │     ^\n"
        "    see sops/organization/roles.yaml:21:13: its department\n"
        "\n1 problem: 1 error · 2 in the baseline · 5 documents in # s\n",
        "",
    )


def test_an_entry_that_is_gone_is_a_problem(sop, handbook):
    sop("lint", "--write-baseline")
    roles = handbook / "organization" / "roles.yaml"
    roles.write_text(roles.read_text().replace("VP of Sales", "Vice president of Sales"))
    stale = (
        "sops/.sop-baseline.json\n"
        "  12:18 error ““VP of Sales” is short: say more” [demo/short-title] of role:vp-sales is "
        "gone: remove it from the baseline with `sop lint --write-baseline` [baseline/stale]\n"
        '     12 │       "message": "“VP of Sales” is short: say more"\n'
        "        │                  ^\n"
    )
    summary = "\n1 problem: 1 error · 1 in the baseline · 4 documents in # s\n"
    assert _timeless(sop("lint")) == (1, stale + summary, "")
    assert sop("lint", "--fail-on", "error").code == 1
    assert sop("lint", "--select", "demo/no-backup").code == 0
    assert sop("lint", "sops/organization").code == 0
    assert sop("lint", "--write-baseline").code == 0
    assert sop("lint").code == 0


def test_another_file(sop, handbook):
    assert sop("lint", "--write-baseline", "debt.json").code == 0
    assert sop("lint").code == 1
    assert sop("lint", "--baseline", "debt.json").code == 0
    assert sop("lint", "--baseline", "none.json") == (
        2,
        "",
        "sop: there is no baseline ‘none.json’: "
        "write it with `sop lint --write-baseline=none.json`\n",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "cannot read ‘b.json’: it is not text in UTF-8"),
        (
            b"[]",
            "b.json: not a baseline file: expected the format “salesops-sop/baseline/1”; "
            "write it anew with `sop lint --write-baseline`",
        ),
    ],
)
def test_a_baseline_that_is_none(sop, handbook, content, sentence):
    Path("b.json").write_bytes(content)
    assert sop("lint", "--baseline", "b.json") == (2, "", f"sop: {sentence}\n")


@pytest.mark.parametrize(
    "args", [["sops/organization"], ["--select", "demo"], ["--ignore", "demo"]]
)
def test_a_baseline_is_written_for_the_whole(sop, handbook, args):
    assert sop("lint", *args, "--write-baseline") == (
        2,
        "",
        "sop: --write-baseline takes one whole handbook: no PATH, --select, --ignore\n",
    )
    assert not (handbook / ".sop-baseline.json").exists()


def test_a_folder_is_no_baseline(sop, handbook):
    assert sop("lint", "--write-baseline", "sops") == (
        2,
        "",
        "sop: cannot write ‘sops’: it is a folder, name a file\n",
    )


def test_lint_writes_nothing(sop, handbook):
    before = _everything(handbook.parent)
    for form in ("text", "json", "github"):
        sop("lint", "--format", form)
    assert _everything(handbook.parent) == before


def _everything(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def _real_rules():
    from salesops_sop.rules import RULES

    return RULES


def _timeless(ran):
    clean = [re.sub(r"\d+\.\d s", "# s", text) for text in (ran.out, ran.err)]
    return ran._replace(out=clean[0], err=clean[1])
