"""Texts for people that stand in tables, far from whoever says them."""


def _lt(text):
    """Mark ``text`` for translation: by this name Odoo's export of terms finds it.

    >>> _lt("Number %(value)s")
    'Number %(value)s'
    """
    return text
