"""What a domain asks for, seen without working it out."""


def only_value(domain, name):
    """Return the one text that ``domain`` asks of the field ``name``, None if it may be several.

    Nothing is parsed: the domain may come from anybody and be of any size.

    >>> only_value([("model", "=", "a"), ("res_id", "=", 1)], "model")
    'a'
    >>> only_value(["&", ["model", "in", ["a"]], ["res_id", "=", 1]], "model")
    'a'
    >>> only_value(["|", ("model", "=", "a"), ("res_id", "=", 1)], "model")
    >>> only_value([("model", "in", ["a", "b"])], "model")
    >>> only_value([("model", "!=", "a")], "model"), only_value([("model", "=", False)], "model")
    (None, None)
    >>> only_value(["!", ("model", "=", "a")], "model"), only_value(True, "model")
    (None, None)
    """
    for field, operator, value in _conditions(domain):
        values = [value] if operator == "=" else value if operator == "in" else ()
        if field == name and _is_one_text(values):
            return next(iter(values))
    return None


def _is_one_text(values):
    many = isinstance(values, str) or not hasattr(values, "__len__") or len(values) != 1
    return not many and isinstance(next(iter(values)), str)


def _conditions(domain):
    """Return the conditions all of which ``domain`` demands, as (field, operator, value)."""
    if hasattr(domain, "field_expr"):
        return [(domain.field_expr, domain.operator, domain.value)]
    parts = getattr(domain, "children", domain)
    if getattr(domain, "OPERATOR", "&") != "&" or not isinstance(parts, list | tuple):
        return []
    if any(isinstance(one, str) and one != "&" for one in parts):
        return []
    return [found for part in parts for found in _of_part(part)]


def _of_part(part):
    if isinstance(part, list | tuple):
        return [part] if len(part) == 3 else []
    return [] if isinstance(part, str) else _conditions(part)
