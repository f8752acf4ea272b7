"""The kinds of defects in how work flows from step to step and from procedure to procedure."""

from tests.rules.planting import Copy, Defect, Kind, edit, new, remove

_END = r"\{end: [a-z-]+\}"
_BRANCHES = r"^    next:\n((?:      - .*\n|        .*\n)*?)"
_HEAD = (
    "kind: procedure\nid: planted-{0}\ntitle: Planted {0}\n"
    "control: {{owner: sales-operations-manager}}\n"
)
_TRIGGER = "trigger: The {} bell rings\n"


def _steps(*steps: str) -> str:
    return "steps:\n" + "".join(f"  - {{{step}}}\n" for step in steps)


def _step(ident: str, action: str, more: str = "", role: str = "sales-operations-manager") -> str:
    return (
        f"id: {ident}, action: {action}, raci: {{responsible: {role}, accountable: {role}}}{more}"
    )


def added(rule: str, line: int, steps: str, head: str = "") -> Kind:
    """The kind that comes with a procedure of its own; `line` counts from the top of its file."""
    name = rule.partition("/")[2]
    trigger = _TRIGGER.format(name) if rule != "flow/orphan-procedure" else ""
    text = _HEAD.format(name) + trigger + head + steps
    return new(rule, f"planted-{name}.yaml", text, line)


def choice_before_a_join(copy: Copy) -> Defect:
    path, match = copy.find("procedures/", r"^    next: \{all: \[([a-z-]+), ([a-z-]+)\]\}$")
    copy.put(
        path, match, f"    next: [{{when: it is so, to: {match[1]}}}, {{otherwise: {match[2]}}}]"
    )
    join = copy.files[path].index("    wait_for: all\n", match.start())
    return Defect(path, copy.line(path, join), "flow/deadlock")


def without_otherwise(folder: str) -> Kind:
    otherwise = rf"      - (?:otherwise: {_END}|\{{otherwise: {_END}\}})\n"
    return edit("flow/missing-otherwise", folder, _BRANCHES + otherwise, r"    next:\n\1", lines=1)


ANALYST = "sales-operations-analyst"
ROLES = (
    "crm-administrator",
    "deal-desk-analyst",
    "sales-enablement-lead",
    "sales-operations-representative",
    ANALYST,
    "sales-operations-manager",
)
KINDS: tuple[tuple[int, Kind], ...] = (
    (2, remove("flow/missing-join", "procedures/", r"^    wait_for: all\n", r"^  - id: ")),
    (1, choice_before_a_join),
    (1, without_otherwise("procedures/people-and-technology/")),
    (1, without_otherwise("procedures/automation/")),
    (1, edit("flow/unknown-next", "procedures/", r"(?<=^      - otherwise: )[a-z-]+$", r"\g<0>x")),
    (1, edit("flow/unknown-next", "procedures/", r"(?<=^    next: \{end: )[a-z-]+", r"\g<0>x")),
    (1, edit("flow/dead-end", "procedures/", rf"^    next: {_END}$", "    next: []")),
    (
        1,
        added(
            "flow/unreachable",
            8,
            _steps(
                _step("a", "Paint the fence", ", next: c"),
                _step("b", "Water the roses"),
                _step("c", "Sweep the yard"),
            ),
        ),
    ),
    (1, added("flow/no-exit-loop", 7, _steps(_step("a", "Wind the clock", ", next: a")))),
    (1, added("flow/orphan-procedure", 2, _steps(_step("a", "Tune the piano")))),
    (
        1,
        added(
            "flow/too-large",
            6,
            _steps(*(_step(f"a{n}", f"Light candle {n}", role=ROLES[n // 6]) for n in range(31))),
        ),
    ),
    (
        1,
        added(
            "flow/critical-path",
            6,
            _steps(_step("a", "Bake the bread", ", within: 2 days")),
            "within: 1 day\n",
        ),
    ),
    (
        1,
        added(
            "flow/ping-pong",
            7,
            _steps(
                _step("a", "Peel the apples"),
                _step("b", "Boil the sugar", role=ANALYST),
                _step("c", "Mix the cake"),
                _step("d", "Slice the lemons", role=ANALYST),
            ),
        ),
    ),
    (
        1,
        added(
            "flow/output-nobody-uses", 7, _steps(_step("a", "Feed the zebras", ", outputs: [hay]"))
        ),
    ),
    (
        1,
        added(
            "flow/input-nobody-makes", 7, _steps(_step("a", "Wash the otters", ", inputs: [soap]"))
        ),
    ),
    (
        1,
        new(
            "flow/unused-stage",
            "planted.yaml",
            "kind: pipeline\nid: planted\ntitle: Planted\nstages: [{id: new, title: New}]\n",
            2,
        ),
    ),
)
