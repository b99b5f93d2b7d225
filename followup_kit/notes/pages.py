"""Pages: the kit's own HTML templates, filled in and escaped."""


def page(template: str, **values: object) -> str:
    """Return a template with values filled in; each is escaped, whatever it holds."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("followup_kit.notes"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template(template).render(values)
