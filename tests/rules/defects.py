"""Kinds of defects that are planted, each with the line at which the linter must tell it.

A kind is a function that edits the text of a file nobody has edited yet. To add one, write the
function, or describe it with the tools of `planting`, and name it in `KINDS`.
"""

import re
from collections.abc import Iterator

from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.model.vocabulary import Parameter
from tests.rules.planting import Copy, Defect, Kind, edit, new, remove, say


def copied_document(copy: Copy) -> Defect:
    path, match = copy.find("services/", r"^id: ")
    added = copy.add(path.rpartition("/")[2], copy.files[path])
    return Defect(added, copy.line(path, match.start()), "document/duplicate-id")


def second_id(folder: str, section: str) -> Kind:
    def plant(copy: Copy) -> Defect:
        item = r"  - id: ([a-z0-9-]+)\n"
        path, match = copy.find(folder, rf"^{section}:\n{item}(?:    .*\n)+  - id: ([a-z0-9-]+)$")
        text = match[0][: match.start(2) - match.start()] + match[1]
        line = copy.put(path, match, text)
        return Defect(path, line + text.count("\n"), "document/duplicate-id")

    return plant


def renamed_file(folder: str) -> Kind:
    def plant(copy: Copy) -> Defect:
        path, match = copy.find(folder, r"^id: ")
        before, slash, name = path.rpartition("/")
        copy.files[f"{before}{slash}other-{name}"] = copy.files.pop(path)
        line = copy.line(f"{before}{slash}other-{name}", match.start())
        return Defect(f"{before}{slash}other-{name}", line, "document/file-name")

    return plant


def unknown_parameter(copy: Copy) -> Defect:
    often = [
        ref.partition(":")[2]
        for ref, incoming in copy.handbook.incoming.items()
        if ref.startswith("parameter:") and len({r.document.path for r in incoming}) > 3
    ]
    path, match = copy.find("procedures/", rf"(?<=^    within: )(?:{'|'.join(sorted(often))})$")
    return Defect(path, copy.put(path, match, f"{match[0]}x"), "reference/unknown")


def link_to_a_retired_document(copy: Copy) -> Defect:
    copy.add(
        "old-way.yaml",
        "kind: procedure\nid: old-way\ntitle: Old way\n"
        "control: {owner: vp-sales, status: retired}\nsteps: []\n",
    )
    return say("reference/retired-target", "It was [once](procedure:old-way) another way.")(copy)


def known_person(copy: Copy) -> Defect:
    copy.add(
        "robin-roe.yaml",
        "kind: person\nid: robin-roe\ntitle: Robin Roe\nholds: [finance-director]\n",
    )
    return say("reference/person-in-prose", "In doubt Robin Roe decides.")(copy)


def circle_of_managers(copy: Copy) -> Defect:
    path = next(
        path for path, text in copy.files.items() if "\nid: sales-operations-manager\n" in text
    )
    copy.whole.remove(path)
    text = copy.files[path]
    manager = re.search(r"id: sales-operations-manager\n(?:.+\n)*?reports_to: (vp-sales)\n", text)
    assert manager
    start, end = manager.span(1)
    copy.files[path] = f"{text[:start]}sales-operations-analyst{text[end:]}"
    analyst = re.search(r"id: sales-operations-analyst\n(?:.+\n)*?(?=reports_to)", copy.files[path])
    assert analyst
    return Defect(path, copy.line(path, analyst.end()), "reporting/cycle")


def without_manager(rule: str, role: str) -> Kind:
    pattern = rf"(?<=^id: {role}\n)((?:.+\n)*?)reports_to: .*\n"
    return edit(rule, "organization/", pattern, r"\1", lines=-1)


def parameters(copy: Copy) -> Iterator[Parameter]:
    """Time limits whose title says what they limit, and that others refer to."""
    for parameter in copy.handbook.all(Parameter):
        named = parameter.title.startswith("Time to ") and len(parameter.title.split()) > 4
        if named and isinstance(parameter.quantity(), Duration):
            yield parameter


def wrong_number_in_prose(copy: Copy) -> Defect:
    parameter = copy.random.choice(list(parameters(copy)))
    title = parameter.title[0].lower() + parameter.title[1:]
    return say("parameter/contradiction", f"The {title} is 77 business days.")(copy)


def right_number_in_prose(copy: Copy) -> Defect:
    parameter = copy.random.choice(list(parameters(copy)))
    title = parameter.title[0].lower() + parameter.title[1:]
    return say("parameter/literal", f"The {title} is {parameter.value}.")(copy)


def number_in_a_time_limit(copy: Copy) -> Defect:
    pattern = r"(?<=^    within: )lead-grading-time$"
    path, match = copy.find("procedures/lead-management/lead-grading", pattern)
    parameter = copy.handbook.get(Parameter, match[0])
    assert parameter
    return Defect(path, copy.put(path, match, str(parameter.value)), "parameter/literal")


def second_value_of_a_fact(copy: Copy) -> Defect:
    parameter = copy.random.choice(list(parameters(copy)))
    text = (
        f"kind: parameter\nid: copy\ntitle: Copy\nfact: {parameter.id}\nvalue: 77 business days\n"
    )
    return Defect(copy.add("copy.yaml", text), 5, "parameter/contradiction")


def draft_in_effect(copy: Copy) -> Defect:
    path, match = copy.find("procedures/", r"(?<=^  status: )effective$")
    line = copy.put(path, match, "draft")
    below = copy.files[path][match.start() :].partition("\n  effective: ")[0].count("\n")
    return Defect(path, line + below + 1, "lifecycle/effective-in-past-draft")


def documents_that_replace_each_other(copy: Copy) -> Defect:
    control = "control: {{owner: vp-sales, supersedes: {}}}\n"
    procedure = "kind: procedure\nid: {}\ntitle: Planted {}\n" + control
    procedure += "trigger: The planted {} bell rings\nsteps: []\n"
    text = procedure.format("planted-a", "a", "planted-b", "green") + "---\n"
    text += procedure.format("planted-b", "b", "planted-a", "red")
    return Defect(copy.add("planted.yaml", text), 4, "lifecycle/superseded-cycle")


WAIVER = """\
  - rule: {}
    document: role:chief-executive
    reason: It is planted.
    owner: vp-sales
    expires: {}
"""


def waiver(rule: str, waived: str, expires: str, lines: int) -> Kind:
    """A waiver is added above those that are there; the file may get several."""

    def plant(copy: Copy) -> Defect:
        path = next(path for path in copy.files if path.endswith("/handbook.yaml"))
        copy.whole.discard(path)
        text = copy.files[path].replace("waivers: []\n", "waivers:\n")
        copy.files[path] = text + WAIVER.format(waived, expires)
        return Defect(path, text.count("\n") + lines, rule)

    return plant


def avoided_word(copy: Copy) -> Defect:
    word = "logo loss"
    assert any(f"avoid: [{word}]" in text for text in copy.files.values())
    return say("wording/avoid-term", f"It shows as {word} later.")(copy)


def defined_twice(copy: Copy) -> Defect:
    text = "kind: term\nid: crm-again\ntitle: CRM\ndefinition: A list of everybody who may buy.\n"
    return Defect(copy.add("crm-again.yaml", text), 3, "wording/term-twice")


PARAMETER = "kind: parameter\nid: spare-limit\ntitle: Spare limit\nvalue: 3\n"
SYSTEM = "kind: system\nid: spare-system\ntitle: Spare system\nowner: vp-sales\n"
TERM = "kind: term\nid: spare-word\ntitle: Zygote\ndefinition: A lead without a source.\n"
ACTION = r"(?<=^    action: )(?=[A-Z])"
KINDS: tuple[tuple[int, Kind], ...] = (
    # who answers, who leads, who decides
    (
        2,
        remove("ownership/unowned", "responsibilities/", r"^      accountable: .*\n", r"^  - id: "),
    ),
    (1, circle_of_managers),
    (1, number_in_a_time_limit),
    (1, without_manager("reporting/no-manager", "account-manager")),
    (1, without_manager("reporting/several-roots", "finance-director")),
    (1, edit("decision/unknown-role", "decisions/", r"(?<=then: {approver: )[a-z-]+", r"\g<0>x")),
    (1, edit("decision/unknown-role", "decisions/", r"(?<=then: {role: )[a-z-]+", r"\g<0>x")),
    # documents that cannot be read, or not as they are meant
    (1, edit("document/schema", "services/", r"^title: .*\n", r"\g<0>colour: red\n", lines=1)),
    (1, edit("document/schema", "procedures/", r"(?<=^  status: )effective$", "efective")),
    (1, edit("document/schema", "decisions/", r"(?<=^  reviewed: ).*$", "12.10.2026")),
    (1, remove("document/schema", "kpis/", r"^formula: [^>|\n]+\n", r"^kind: ")),
    (1, edit("document/duplicate-key", "procedures/", r"^title: .*\n", r"\g<0>\g<0>", lines=1)),
    (1, edit("document/duplicate-key", "data/", r"^title: .*\n", r"\g<0>\g<0>", lines=1)),
    (1, edit("document/yaml-syntax", "procedures/", r"^title: (.*)$", r"title: \1: small")),
    (1, edit("document/yaml-syntax", "procedures/", r"^(kpis: \[[^\]\n]*)\]$", r"\1")),
    (1, copied_document),
    (1, second_id("responsibilities/", "activities")),
    (1, second_id("decisions/", "rules")),
    (1, renamed_file("services/")),
    (1, renamed_file("procedures/")),
    # references that lead nowhere
    (2, edit("reference/unknown", "procedures/", r"(?<=responsible: )[a-z-]+", r"\g<0>x")),
    (1, edit("reference/unknown", "procedures/", r"(?<=^    using: \[crm)(?=\]$)", "x")),
    (1, edit("reference/unknown", "services/", r"(?<=^provider: )[a-z-]+", r"\g<0>x")),
    (2, edit("reference/unknown", "", r"(?<=\]\(procedure:)[a-z-]+(?=\))", r"\g<0>x")),
    (1, say("reference/unknown", "See [the part](role:chief-executive#no-such-part).")),
    (1, edit("reference/unknown", "vocabulary/", r"(?<=segment: \[)smb(?=\])", "smbx")),
    (1, edit("reference/unknown", "procedures/", r"(?<=, from: )[a-z-]+(?=, to: )", r"\g<0>x")),
    (1, edit("reference/unknown", "pipelines/", r"(?<=^    to: )[a-z-]+$", r"\g<0>x")),
    (1, unknown_parameter),
    (1, say("reference/dead-link", "See [below](#no-such-heading).")),
    (1, say("reference/dead-link", "See [the list](../no-such-file.md).")),
    (1, say("reference/dead-link", "See [the manager](rol:sales-operations-manager).")),
    (1, link_to_a_retired_document),
    (1, say("reference/person-in-prose", "In doubt ask Ms Miller.")),
    (1, known_person),
    (1, new("reference/unused", "spare-limit.yaml", PARAMETER, 2)),
    (1, new("reference/unused", "spare-system.yaml", SYSTEM, 2)),
    (1, new("reference/unused", "spare-word.yaml", TERM, 2)),
    # facts
    (1, second_value_of_a_fact),
    (1, wrong_number_in_prose),
    (1, right_number_in_prose),
    # dates, exceptions, waivers
    (1, edit("lifecycle/review-overdue", "procedures/", r"(?<=^  reviewed: ).*$", "2024-03-01")),
    (1, edit("lifecycle/no-review-date", "kpis/", r"(?<=^  reviewed: ).*$", "2027-03-01")),
    (1, draft_in_effect),
    (
        2,
        remove(
            "lifecycle/exception-without-expiry",
            "procedures/",
            r"^    for: [0-9].*\n",
            r"^  - when: ",
        ),
    ),
    (1, documents_that_replace_each_other),
    (1, waiver("lifecycle/waiver-expired", "wording/vague", "2026-01-31", 5)),
    (1, waiver("lifecycle/waiver-unused", "wording/placeholder", "2027-01-31", 1)),
    # wording
    (1, say("wording/vague", "Answer as needed.")),
    (1, say("wording/placeholder", "The limit is TBD.")),
    (1, say("wording/undefined-acronym", "The QXZ says so.")),
    (1, say("wording/ambiguous-time-zone", "Send it at 9:00 EST.")),
    (1, edit("wording/verb-first", "procedures/", ACTION, "The ")),
    (1, edit("wording/long-step", "procedures/", ACTION + ".*", r"\g<0>" + " now" * 40)),
    (1, avoided_word),
    (1, defined_twice),
)
