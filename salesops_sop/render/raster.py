"""Pictures for programs that show no SVG: the same picture as PNG, drawn by resvg."""

SCALE = 2
"""Pixels for each unit of the drawing, so that it stays sharp in a document."""
FONTS = (
    "Arial",
    "Helvetica",
    "Liberation Sans",
    "DejaVu Sans",
    "Noto Sans",
    "Roboto",
    "Segoe UI",
    "Ubuntu",
)
"""What stands for “sans-serif” on one system or another; the first that is there is taken."""
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<text y="9" font-family="{}">{}</text></svg>'
)


def png(svg: str) -> bytes:
    """Return a picture on white, in the light colors; letters are those of the machine's fonts.

    Raises ValueError on a machine without any of `FONTS`, where words would be missing.
    """
    from resvg_py import svg_to_bytes  # for those who ask for a PNG

    def is_there(font: str) -> bool:
        drawn, missing = (svg_to_bytes(svg_string=_LETTER.format(font, text)) for text in "M ")
        return drawn != missing

    font = next(filter(is_there, FONTS), None)
    if font is None:
        raise ValueError(
            f"this machine has none of the fonts {', '.join(FONTS)}: install one, or write a .svg "
            "file"
        )
    return svg_to_bytes(svg_string=svg, zoom=SCALE, background="#ffffff", sans_serif_family=font)
