"""Random procedures that are sound: choices, parallel work, loops and calls inside each other."""

from typing import Any

from hypothesis import strategies as st

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.yamltree import emit

ORGANIZATION = """\
kind: department
id: sales
title: Sales & “more”
---
kind: department
id: finance
title: 3 < 4 & ]]>
---
{kind: role, id: seller, title: Seller, department: sales}
---
{kind: role, id: manager, title: "]]> manager", department: sales}
---
{kind: role, id: controller, title: Controller, department: finance}
---
{kind: parameter, id: late, title: Late, value: 8 business hours}
"""
TEXTS = st.sampled_from(
    [
        "Do it",
        "1 < 2 &amp; ]]> -->",
        "“Ja” é😀 \u202e \u200b",
        "--- a very long text that goes on and on, " * 6,
        "!",
        "\u200b",
        "[](role:manager) and [](role:nobody)",
        "x" * 90,
    ]
)
ROLES = st.sampled_from(["seller", "manager", "controller", "nobody", "Somebody & <co>"])
LIMITS = st.sampled_from(["1 hour", "4 business hours", "2 weeks", "late", "unknown-limit"])

Tree = tuple[str, Any]

PARTS: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from([("step", None), ("call", None)]),
    lambda parts: st.one_of(
        st.tuples(st.just("choice"), st.lists(st.lists(parts, max_size=2), min_size=1, max_size=3)),
        st.tuples(
            st.just("parallel"),
            st.lists(st.lists(parts, min_size=1, max_size=2), min_size=2, max_size=3),
        ),
        st.tuples(st.just("loop"), st.lists(parts, min_size=1, max_size=2)),
    ),
    max_leaves=8,
)


@st.composite
def handbooks(draw: st.DrawFn) -> Handbook:
    """A handbook with a sound procedure ‘p’."""
    maker = _Maker(draw)
    last = maker.step({"end": "done"})
    first = maker.sequence(draw(st.lists(PARTS, max_size=4)), last)
    start = maker.step(first)
    steps = [maker.steps.pop(), *maker.steps]
    assert steps[0]["id"] == start
    data = {
        "kind": "procedure",
        "id": "p",
        "title": draw(TEXTS),
        "control": {"owner": "manager"},
        "trigger": draw(st.lists(TEXTS, max_size=2)),
        "outcomes": [{"id": "done", "title": draw(TEXTS), "start": "p"}],
        "steps": steps,
    }
    handbook = load({"sops/o.yaml": ORGANIZATION, "sops/p.yaml": emit(data)})
    assert handbook.get(Procedure, "p")  # hidden characters are flaws, and loaded all the same
    return handbook


class _Maker:
    """Makes steps from the last to the first, as each names what follows it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.steps: list[dict[str, Any]] = []

    def step(self, following: Any, **more: Any) -> str:
        ident = f"{len(self.steps)}s"  # an id may begin with a digit, an XML name may not
        found = {"id": ident, "action": self.draw(TEXTS), "next": following, **more}
        if self.draw(st.booleans()):
            found["raci"] = {"responsible": self.draw(ROLES)}
        lateness = st.fixed_dictionaries({"after": LIMITS, "to": st.sampled_from(["seller", "xx"])})
        found["escalate"] = self.draw(st.lists(lateness, max_size=3))
        if self.draw(st.booleans()):
            found["automation"] = {"system": "crm", "trigger": self.draw(TEXTS)}
        if self.draw(st.booleans()):
            found["apply"] = "unknown-table"
        self.steps.append(found)
        return ident

    def sequence(self, parts: list[Tree], following: str) -> str:
        """The id of the first step of a sequence, or what follows it when it is empty."""
        for kind, inside in reversed(parts):
            following = getattr(self, f"_{kind}")(inside, following)
        return following

    def _step(self, _: None, following: str) -> str:
        return self.step(following)

    def _call(self, _: None, following: str) -> str:
        return self.step({"call": "p", "then": following})

    def _choice(self, branches: list[list[Tree]], following: str) -> str:
        ways = [self.sequence(branch, following) for branch in branches]
        whens = [{"when": f"{self.draw(TEXTS)} {n}", "to": way} for n, way in enumerate(ways)]
        other: Any = (
            {"end": "done"} if self.draw(st.booleans()) and not self.parallel else following
        )
        return self.step([*whens, {"otherwise": other}])

    parallel = 0

    def _parallel(self, branches: list[list[Tree]], following: str) -> str:
        join = self.step(following, wait_for="all")
        self.parallel += 1
        # a join waits for steps, so each branch comes to it by one
        ways = [self.sequence(branch, self.step(join)) for branch in branches]
        self.parallel -= 1
        return self.step({"all": ways})

    def _loop(self, parts: list[Tree], following: str) -> str:
        check = self.step(None)
        number = len(self.steps) - 1
        again = self.sequence(parts, check)
        self.steps[number]["next"] = [{"when": "again", "to": again}, {"otherwise": following}]
        return again
