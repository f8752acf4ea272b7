"""Charters in few words: each row is an activity with letters, and a scope."""


def charter(ident: str, *rows: str) -> str:
    """Return a charter; a row is “activity | raci | scope”, the last two as YAML in braces."""
    lines = ["kind: responsibilities", f"id: {ident}", f"title: {ident.capitalize()} charter"]
    lines.append("activities:")
    for number, row in enumerate(rows, 1):
        activity, raci, *scope = (part.strip() for part in row.split("|"))
        lines += [f"  - id: row-{number}", f"    activity: {activity}", f"    raci: {{{raci}}}"]
        lines += [f"    scope: {{{where}}}" for where in scope]
    return "\n".join(lines) + "\n"
