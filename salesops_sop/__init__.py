"""Sales-operations handbooks as data: checked, compared and published."""

__version__ = "0.1.0"
