"""Small signs in diagrams, drawn with lines in a square of 12 pixels."""

SIGNS = {
    "limit": "M6 1a5 5 0 1 0 .01 0zM6 3.2V6l2 1.4",
    "system": "M2 2.5h8v5.5h-8zM4.5 10.5h3M6 8v2.5",
    "table": "M1.5 2h9v8h-9zM1.5 4.7h9M1.5 7.3h9M4.8 2v8",
    "with": "M6 1.5a2.2 2.2 0 1 0 .01 0zM1.8 11c0-5 8.4-5 8.4 0",
    "starts": "M1 6h8.5M6.5 3l3 3-3 3",
    "calls": "M1.5 1.5h9v9h-9zM6 3.8v4.4M3.8 6h4.4",
    "enter": "M1 6h5M4 3.5 6.5 6 4 8.5M7 1.5h3.5v9H7",
    "leave": "M5 1.5H1.5v9H5M4.5 6H11M8.5 3.5 11 6 8.5 8.5",
}
"""From the kind of a note to its sign."""


def sign(kind: str, left: int, top: int) -> str:
    """The sign of a kind of note, at a place; empty where the kind has none."""
    lines = SIGNS.get(kind)
    if lines is None:
        return ""
    return f'<path class="sop-flow__sign" d="{lines}" transform="translate({left} {top})"/>'
