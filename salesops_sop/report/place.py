"""Where something holds: in words for people, and as data for programs."""

from collections.abc import Iterable, Mapping

from salesops_sop.analysis.where import Where
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope


def region(scope: Scope, handbook: Handbook) -> str:
    """Return a scope in words, “everywhere” when it has no limits."""
    return visible(handbook.derived(Where).said(scope))


def regions(scopes: Iterable[Scope], handbook: Handbook) -> str:
    """Return several places as one list."""
    return "; ".join(region(scope, handbook) for scope in scopes)


def plain(scope: Scope) -> Mapping[str, list[str]]:
    """Return a scope as data for programs."""
    return {name: list(values) for name, values in sorted(scope.items())}
