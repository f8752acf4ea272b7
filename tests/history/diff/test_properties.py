"""What holds of every comparison: nothing against itself, each edit once, and no edit untold."""

import copy
import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder, yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.documents import changes
from tests.history.diff.test_cases import ALL

BEFORE = {
    f"{name}/{path}": text
    for name, before, _ in ALL
    if name == "facts"
    for path, text in before.items()
}
# what an edit does to a handbook, and what must be told of it: once, and nothing else
EDITS = {
    "accountable": ("answers.yaml", "{responsible: rep}", "{responsible: rep, accountable: rep}"),
    "time": ("answers.yaml", "within: answer-time", "within: 2 business hours"),
    "action": ("answers.yaml", "Answer the question", "Answer the question and the complaint"),
    "owner": ("answers.yaml", "control: {owner: vp-sales}", "control: {owner: rep}"),
    "formula": ("rate.yaml", "formula: won / pitched", "formula: won / (pitched + 1)"),
    "unit": ("deals.yaml", "type: text", "type: string"),
    "manager": ("roles.yaml", "reports_to: vp-sales", "reports_to: rep"),
    "authority": ("roles.yaml", "{signature: discount-limit}", "{signature: 30%}"),
    "value": ("facts.yaml", "value: 25%", "value: 26%"),
    "term": ("words.yaml", "Somebody who may buy.", "Nobody who may buy."),
    "channel": ("legal.yaml", "the queue in the CRM", "a letter"),
    "stage": ("pipeline.yaml", "probability: 10%", "probability: 11%"),
}
CLASSES = {
    "accountable": "ownership",
    "time": "process",
    "action": "process",
    "owner": "ownership",
    "formula": "measure",
    "unit": "measure",
    "manager": "ownership",
    "authority": "authority",
    "value": "measure",
    "term": "reference",
    "channel": "process",
    "stage": "process",
}


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


def test_a_handbook_against_itself_is_nothing():
    texts, _ = folder.read(reference_handbook())
    assert list(changes(load(texts), load({f"moved/{p}": t for p, t in texts.items()}))) == []


@settings(max_examples=40)
@given(st.sets(st.sampled_from(sorted(EDITS)), max_size=6), st.randoms(use_true_random=False))
def test_each_edit_is_told_once_with_its_class(chosen, chance):
    after = dict(BEFORE)
    for name in chosen:
        path, old, new = EDITS[name]
        assert after[f"facts/{path}"].count(old) == 1
        after[f"facts/{path}"] = after[f"facts/{path}"].replace(old, new)
    paths = list(after)
    chance.shuffle(paths)
    found = list(changes(load(BEFORE), load({path: after[path] for path in paths})))
    assert sorted(change.of.value for change in found) == sorted(CLASSES[n] for n in chosen)
    back = {change.document.ref for change in changes(load(after), load(BEFORE))}
    assert back == {change.document.ref for change in found}


@pytest.mark.parametrize("name", sorted({name for name, _, _ in ALL}))
def test_another_format_is_nothing(name):
    before = next(before for known, before, _ in ALL if known == name)
    for seed in range(12):
        chance = random.Random(seed)
        after = {path: requoted(text, chance) for path, text in before.items()}
        assert [c.sentence for c in changes(load(before), load(after))] == []


def requoted(text: str, chance: random.Random) -> str:
    """Read and written by our own reader's values, so that numbers stay numbers."""
    values = [shuffled(tree.value, chance) for tree in yamltree.parse(text, "x.yaml")]
    flow, width = chance.choice([None, True, False]), chance.choice([30, 80, 500])
    dump = [
        yaml.safe_dump(v, sort_keys=False, default_flow_style=flow, width=width, allow_unicode=True)
        for v in values
    ]
    return "# a comment\n" + "---\n".join(dump)


def leaves(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in leaves(inner, (*way, key))]
    if isinstance(value, list):
        return [found for n, inner in enumerate(value) for found in leaves(inner, (*way, n))]
    return [way]


def without(value: Any, way: tuple[Any, ...]) -> Any:
    value = copy.deepcopy(value)
    inner = value
    for step in way[:-1]:
        inner = inner[step]
    del inner[way[-1]]
    return value


def test_no_fact_can_be_taken_out_untold():
    """Every single value of every document of the cases: without it, something is told."""
    untold = []
    for name, before in {name: before for name, before, _ in ALL}.items():
        for path, text in before.items():
            values = [tree.value for tree in yamltree.parse(text, path)]
            for number, value in enumerate(values):
                for way in leaves(value):
                    if way[0] in ("kind", "id"):
                        continue
                    parts = [without(v, way) if n == number else v for n, v in enumerate(values)]
                    after = {**before, path: "---\n".join(map(yaml.safe_dump, parts))}
                    now = load(after)
                    if len(now.documents) == len(load(before).documents) and not list(
                        changes(load(before), now)
                    ):
                        untold.append(f"{name} {path} {way}")
    # the owner of the procedure answers for the step, named or not
    assert untold == ["procedures discounts.yaml ('steps', 1, 'raci', 'accountable')"]
