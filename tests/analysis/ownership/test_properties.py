"""What must hold for every handbook: places, order of files, and names change no finding."""

import re
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES
from tests.analysis.ownership.small import charter, procedure, service, table

CHOSEN = [rule.name for rule in RULES if rule.family in ("ownership", "flow", "handoff")]
ACTIVITIES = (
    *("Grade the lead", "Grading of leads", "Request a discount", "Approve the discount"),
    *("Approve large discounts", "Own the forecast", "Set the quota", "Review the pipeline"),
)
QUESTIONS = ("Who approves this discount?", "Who approves a discount?", "Who signs the contract?")
IDS = ("aa", "bb", "cc", "dd", "region", "segment", "emea", "apac", "dach", "smb")
DIMENSIONS = """\
kind: dimension
id: region
title: Region
values: [{emea: [dach, nord]}, apac, moon]
---
kind: dimension
id: segment
title: Segment
values: [smb, ent]
"""
ROLE = "kind: role\nid: {0}\ntitle: Role {0}\ndepartment: sales\nreports_to: {1}\n"
PLACES = (
    "region: emea",
    "region: dach",
    "region: [dach, apac]",
    "region: [emea, apac], segment: smb",
)

roles = st.sampled_from(("aa", "bb", "cc", "dd"))


@st.composite
def rows(draw: st.DrawFn) -> str:
    activity = draw(st.sampled_from(ACTIVITIES))
    place = draw(st.sampled_from(PLACES))
    return f"{activity} | R {draw(roles)} | A {draw(roles)} | {place}"


@st.composite
def handbooks(draw: st.DrawFn) -> dict[str, str]:
    files = {"dimensions.yaml": DIMENSIONS}
    files |= {f"role-{a}.yaml": ROLE.format(a, b) for a, b in zip("abcd", "bcde", strict=True)}
    files = {name: re.sub(r"\b([abcd])\b", r"\1\1", text) for name, text in files.items()}
    files["role-d.yaml"] = files["role-d.yaml"].replace("reports_to: e\n", "")
    for number in range(draw(st.integers(1, 4))):
        ident = f"doc-{number}"
        files[f"charter-{number}.yaml"] = charter(
            ident, *draw(st.lists(rows(), min_size=1, max_size=4))
        )
    for number in range(draw(st.integers(0, 2))):
        move = ", moves: {pipeline: lead, from: new, to: old}" if draw(st.booleans()) else ""
        step = f"action: {draw(st.sampled_from(ACTIVITIES))}, raci: {{responsible: {draw(roles)}}}{move}"
        more = f"trigger: A lead is created\nscope: {{{draw(st.sampled_from(PLACES))}}}\n"
        text = procedure(f"doc-{number}", step, more=more)
        files[f"procedure-{number}.yaml"] = text.replace("vp-sales", draw(roles))
    for number in range(draw(st.integers(0, 2))):
        rule = f"then: {{approver: {draw(roles)}}}"
        text = table(f"doc-{number}", draw(st.sampled_from(QUESTIONS)), rule)
        files[f"table-{number}.yaml"] = text.replace("vp-sales", draw(roles))
    for number in range(draw(st.integers(0, 2))):
        channel = draw(st.sampled_from(("queue", "mailbox")))
        files[f"service-{number}.yaml"] = service(f"doc-{number}", "Review a contract", channel)
    return files


def problems(files: dict[str, str]) -> tuple[Problem, ...]:
    handbook = load(files)
    assert {flaw.rule for flaw in handbook.flaws} <= {"document/file-name"}
    return lint(handbook, RULES, date(2026, 11, 23), CHOSEN).problems


@settings(max_examples=60, deadline=None)
@given(handbooks(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_count(files: dict[str, str], random: Random) -> None:
    names = list(files)
    random.shuffle(names)
    assert problems({name: files[name] for name in names}) == problems(files)


@settings(max_examples=60, deadline=None)
@given(handbooks(), st.sampled_from(ACTIVITIES))
def test_a_claim_outside_every_scope_changes_nothing(files: dict[str, str], activity: str) -> None:
    files = {
        name: text for name, text in files.items() if not name.startswith(("table", "service"))
    }
    more = {**files, "zz.yaml": charter("zz", f"{activity} | R aa | A bb | region: moon")}
    assert _clashes(more) == _clashes(files)


def _clashes(files: dict[str, str]) -> list[tuple[Position, Position, Scope]]:
    own = load(files).derived(Ownership)
    pairs = [("own the forecast", "set the quota")]
    return [
        *((o.first.place.position, o.second.place.position, o.where) for o in own.overlaps(0.7)),
        *(
            (c.first.place.position, c.second.place.position, c.where)
            for c in [*own.self_approvals, *own.incompatible(pairs)]
        ),
    ]


@settings(max_examples=60, deadline=None)
@given(handbooks(), st.permutations(("aa", "bb", "cc", "dd")))
def test_renaming_an_id_changes_only_names(files: dict[str, str], new: list[str]) -> None:
    names = dict(zip(("aa", "bb", "cc", "dd"), new, strict=True))
    names |= {f"doc-{n}": f"doc-{9 - n}" for n in range(5)} | {"region": "xegion"}
    renamed = {path: _renamed(text, names) for path, text in files.items()}
    back = {now: before for before, now in names.items()}
    assert [(p.rule, p.position, p.related) for p in problems(renamed)] == [
        (p.rule, p.position, p.related) for p in problems(files)
    ]
    assert [_renamed(p.document, back) for p in problems(renamed)] == [
        p.document for p in problems(files)
    ]


def _renamed(text: str, names: dict[str, str]) -> str:
    """The text with every id renamed; titles stay."""
    kept = re.split(r"(^title: .*$)", text, flags=re.MULTILINE)
    for at in range(0, len(kept), 2):
        kept[at] = re.sub(r"[a-z0-9-]+", lambda m: names.get(m[0], m[0]), kept[at])
    return "".join(kept)
