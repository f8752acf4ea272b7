"""Which rules a run is about, from what `--select` and `--ignore` say."""

from collections.abc import Iterable, Sequence

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.lint.rule import Rule


def chosen(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> set[str] | None:
    """Return names of rules, or None for all; both take rules and families, also with commas.

    Raises UsageError for a name that means nothing, or when no rule is left.
    """
    wanted, unwanted = _expand(rules, select), _expand(rules, ignore)
    if not wanted and not unwanted:
        return None
    left = (wanted or {rule.name for rule in rules}) - unwanted
    if not left:
        raise UsageError("no rule is left: everything selected is ignored")
    return left


def families(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """Return the rules by family, in the order of the list."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.family, []).append(rule)
    return found


def _expand(rules: Sequence[Rule], names: Iterable[str]) -> set[str]:
    by_family = families(rules)
    known = {rule.name for rule in rules}
    found: set[str] = set()
    for name in [part.strip() for listed in names for part in listed.split(",")]:
        if name in by_family:
            found.update(rule.name for rule in by_family[name])
        elif name in known:
            found.add(name)
        elif name:
            hint = did_you_mean(name, [*known, *by_family]) or ": see `sop rules`"
            raise UsageError(f"there is no rule or family ‘{name}’{hint}")
    return found
