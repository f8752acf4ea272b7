"""Fills in the templates of `site/templates`."""

from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from salesops_sop.base.resources import site_folder


def fill(template: str, **values: object) -> Markup:
    """Fill in one of the templates in `site/templates`; texts of a handbook never are one."""
    return Markup(_templates().get_template(template).render(values))


@cache
def _templates() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(site_folder() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
