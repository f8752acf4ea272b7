"""The files that other projects build on: the GitHub Action, the GitLab template, the hook."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from salesops_sop.cli import sop
from tests.cli.test_release import HANDBOOK, ROLES
from tests.history.approval.conftest import Repository

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = re.compile(r"(?<!-)\bsop ([a-z]+)((?: --?[a-z-]+)*)")


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in parsed("action.yml")["runs"]["steps"]}


def test_what_people_write_reaches_a_shell_by_its_environment_alone() -> None:
    for step in steps().values():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        for value in re.findall(r"\$([A-Z_]+)", step["run"]):
            assert value in {*step.get("env", {}), *GIVEN}, value


GIVEN = {"RUNNER_TEMP", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"}


def test_the_action_uses_the_inputs_that_it_names() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(parsed("action.yml")["inputs"])


@pytest.mark.parametrize(
    "name", ["action.yml", "templates/gitlab-ci.yml", ".pre-commit-hooks.yaml"]
)
def test_every_command_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    used = COMMANDS.findall(text)
    assert used
    for command, options in used:
        known = {
            option
            for parameter in sop.get_command(None, command).params  # type: ignore[union-attr,arg-type]
            for option in parameter.opts
        }
        assert set(options.split()) <= known


class Runner:
    """Runs steps as a runner does: each in a bash of its own that ends at the first failure."""

    def __init__(self, repository: Repository, place: Path) -> None:
        self.top, self.place = repository.top, place
        bin_ = place / "bin"
        bin_.mkdir()
        self.tool(bin_ / "sop", f'exec "{sys.executable}" -m salesops_sop "$@"')
        self.tool(bin_ / "gh", f'printf "%s\\n" "$@" >> "{place}/gh"')
        self.env = {
            **os.environ,
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(place),
            "GITHUB_OUTPUT": str(place / "output"),
            "GITHUB_STEP_SUMMARY": str(place / "summary"),
        }

    def tool(self, path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def run(self, name: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]["run"]]
        return subprocess.run(
            command,
            cwd=self.top,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A clone with a change on top of `origin/main`, whose name a shell would misread."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.write("handbook.yaml", HANDBOOK)
    made.write("roles.yaml", ROLES)
    made.commit("first")
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")
    made.write("roles.yaml", ROLES.replace("Leads the sales", "Leads $(touch hacked) `sales`"))
    made.commit("second")
    return Runner(made, tmp_path)


def test_a_pull_request_is_reviewed_and_commented_on(runner: Runner) -> None:
    done = runner.run("Review", BASE="origin/main", NUMBER="7", COMMENT="true")
    assert done.returncode == 0, done.stderr
    review = runner.place / "sop-review.md"
    assert (runner.place / "output").read_text() == f"file={review}\n"
    assert (runner.place / "summary").read_text() == review.read_text()
    assert (runner.place / "gh").read_text().split("\n")[:5] == [
        *("pr", "comment", "7", "--body-file", str(review))
    ]
    assert not (runner.top / "hacked").exists()


def test_without_a_comment_nobody_comments(runner: Runner) -> None:
    assert runner.run("Review", BASE="origin/main", NUMBER="7", COMMENT="false").returncode == 0
    assert not (runner.place / "gh").exists()


def test_a_fork_that_may_not_comment_is_reviewed_all_the_same(runner: Runner) -> None:
    runner.tool(runner.place / "bin" / "gh", "exit 1")
    done = runner.run("Review", BASE="origin/main", NUMBER="7", COMMENT="true")
    assert done.returncode == 0
    assert "::notice::the review is on the page of this run" in done.stdout


def test_a_gate_that_is_not_passed_fails_the_step_after_the_comment(runner: Runner) -> None:
    (runner.top / "sops" / "x.yaml").write_text("kind: role\nid: x\ntitle: X\ndepartment: gone\n")
    done = runner.run("Review", BASE="origin/main", NUMBER="7", COMMENT="true")
    assert done.returncode == 1
    assert (runner.place / "gh").exists()


def test_a_base_that_is_not_there_fails_with_a_sentence(runner: Runner) -> None:
    done = runner.run("Review", BASE="origin/--upload-pack=x", NUMBER="7", COMMENT="true")
    assert done.returncode != 0
    assert "there is no revision" in done.stderr
    assert not (runner.place / "gh").exists()


def test_the_change_alone_is_linted_where_that_is_wanted(runner: Runner) -> None:
    assert runner.run("Lint", BASE="main", ONLY_NEW="true").returncode == 0
    assert runner.run("Lint", BASE="", ONLY_NEW="true").returncode == 0
    (runner.top / "sops" / "x.yaml").write_text("kind: role\nid: x\ntitle: X\ndepartment: gone\n")
    done = runner.run("Lint", BASE="main", ONLY_NEW="true")
    assert done.returncode == 1
    assert "::error file=sops/x.yaml,line=4" in done.stdout
    assert runner.run("SARIF", SARIF="sop.sarif").returncode == 0
    assert '"version": "2.1.0"' in (runner.top / "sop.sarif").read_text()


def test_the_gitlab_template_runs_what_it_says() -> None:
    jobs = parsed("templates/gitlab-ci.yml")
    named = {name for name in jobs if not name.startswith(".")}
    assert named == {"sop-lint", "sop-review", "pages"}
    for name in named:
        assert jobs[name]["extends"] == ".sop"
        assert all(isinstance(line, str) for line in jobs[name]["script"])
    assert jobs[".sop"]["variables"]["GIT_DEPTH"] == "0"


def test_the_hook_is_as_pre_commit_wants_it() -> None:
    (hook,) = parsed(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["pass_filenames"] is False
