"""Fills the templates of pages and pictures; everything put into them is escaped."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def filled(template: str, **values: object) -> str:
    """Return a template of view/templates with these values in it.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not there.
    """
    environment = Environment(
        loader=PackageLoader("netcheck.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(values)
