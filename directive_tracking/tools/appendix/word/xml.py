"""Helpers for WordprocessingML elements, in any namespace (Strict or not)."""


def local(element):
    """Return the element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element, name="val"):
    """Return an attribute without its namespace, None if the element or attribute is missing."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def is_on(element):
    """Tell whether a switch (`<w:strike/>`) is present and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def integer(digits, default=0):
    """
    >>> integer("12"), integer("-1"), integer(None, 3)
    (12, 0, 3)
    """
    return int(digits) if digits and digits.isascii() and digits.isdecimal() else default
